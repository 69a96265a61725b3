"""What is found of orders and reimbursements leads to its line, to its order and to what Amazon owes."""

from typing import Any

from tests.e2e.conftest import Installation

OF_ORDERS = (
    "order_not_settled", "order_unknown", "order_amount_differs", "refund_above_sale", "refund_twice",
    "refund_without_return",
)  # fmt: skip


def test_what_amazon_owes_for_is_found_with_its_deadline(demo: Installation, answer_key: dict[str, Any]) -> None:
    expected = sorted(
        (fault["store_id"], fault["sku"], fault["quantity"])
        for fault in answer_key["faults"]
        if fault["kind"] == "reimbursement_due"
    )
    found = demo.query(
        "select store_id, sku, open_qty from reconciliation.reimbursements "
        "where open_qty > 0 and claim_kind <> 'customer_return' order by all"
    )
    assert sorted(found) == expected
    assert demo.query(
        "select count(*) from reconciliation.reimbursements "
        "where status = 'due' and (deadline_date is null or open_value_amount is null)"
    ) == [(0,)]


def test_each_finding_leads_to_the_line_that_shows_it(demo: Installation) -> None:
    found = "from reconciliation.gaps where list_contains(?, kind)"
    assert demo.query(f"select count(*) {found} and (raw_file is null or raw_line is null)", list(OF_ORDERS)) == [(0,)]
    [(orders,)] = demo.query(f"select count(distinct (store_id, order_id)) {found}", list(OF_ORDERS))
    assert demo.query("select count(*) from reconciliation.orders where findings is not null") == [(orders,)]
