"""The sample seller: every planted fault is found, nothing else is, and the figures are the generator's own."""

from decimal import Decimal
from typing import Any

import duckdb

from demo.answer_check import check_answers
from tests.e2e.conftest import Installation


def planted(answer_key: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [fault for fault in answer_key["faults"] if fault["kind"] == kind]


def test_every_planted_gap_of_money_is_found_and_no_gap_is_unplanted(
    demo: Installation, answer_key: dict[str, Any]
) -> None:
    with duckdb.connect(str(demo.home / "warehouse.duckdb"), read_only=True) as connection:
        answers = check_answers(connection, answer_key["faults"])
    assert not answers.missed
    assert not answers.unplanted
    assert answers.precision == answers.recall == 1
    assert answers.planted > 50


def test_unknown_money_goes_to_suspense_with_its_line(demo: Installation, answer_key: dict[str, Any]) -> None:
    expected = {
        (fault["document_id"], fault["line"], abs(Decimal(fault["amount"])))
        for fault in planted(answer_key, "suspense")
    }
    found = demo.query(
        "select document_id, raw_line, amount from ledger.money_entries "
        "where 'suspense' in (debit_account, credit_account)"
    )
    assert expected
    assert set(found) == expected


def test_the_profit_of_a_sku_without_cost_is_marked(demo: Installation, answer_key: dict[str, Any]) -> None:
    expected = {(fault["store_id"], fault["sku"]) for fault in planted(answer_key, "missing_cost")}
    assert expected
    incomplete = demo.query("select distinct store_id, sku from finance.sku_profit_monthly where not is_cost_complete")
    assert set(incomplete) == expected


def test_refused_files_are_told_with_reason_and_advice(demo: Installation, answer_key: dict[str, Any]) -> None:
    expected = {fault["file"] for fault in planted(answer_key, "refused_file")}
    refused = demo.status()["refused"]
    assert {file["path"] for file in refused} == expected
    assert all(file["reason"] and file["advice"] for file in refused)
    assert {path for (path,) in demo.query("select path from quality.refused_files")} == expected


def test_every_settlement_has_the_generators_totals(demo: Installation, answer_key: dict[str, Any]) -> None:
    expected = {
        (total["settlement_id"], Decimal(total["stated_total"]), Decimal(total["lines_total"]), total["line_count"])
        for total in answer_key["totals"]["settlements"]
    }
    found = demo.query(
        "select settlement_id, stated_total_amount, lines_total_amount, line_count from reconciliation.settlements"
    )
    assert set(found) == expected


def test_goods_cost_what_the_generators_units_cost(demo: Installation, answer_key: dict[str, Any]) -> None:
    """Batches that reach a place on one day leave in an order that nobody wrote down: to a thousandth."""
    found = demo.query(
        "select store_id, balance_amount from finance.trial_balance "
        "where account_id = 'cost_of_goods_sold' and currency = 'CNY'"
    )
    expected = {store: Decimal(total["cost_of_goods_cny"]) for store, total in answer_key["totals"]["stores"].items()}
    assert {store for store, _ in found} == set(expected)
    assert all(abs(cost - expected[store]) <= expected[store] / 1000 for store, cost in found)


def test_inventory_is_worth_what_is_on_hand(demo: Installation) -> None:
    on_hand = """
        select sum(case when to_condition = 'sellable' then cost_amount else 0 end)
            - sum(case when from_condition = 'sellable' then cost_amount else 0 end) from ledger.stock_movements
    """
    booked = "select sum(balance_amount) from finance.trial_balance where account_id = 'inventory' and currency = 'CNY'"
    assert demo.query(booked) == demo.query(on_hand)


def test_amazons_own_balances_add_up_for_each_sku_and_month(demo: Installation) -> None:
    [(months, off)] = demo.query("select count(*), count_if(gap_qty <> 0) from inventory.fba_unit_identity")
    assert months > 1000
    assert off == 0


def test_profit_is_the_same_in_every_mart(demo: Installation) -> None:
    [(by_sku,)] = demo.query("select sum(profit_amount_base) from finance.sku_profit_monthly")
    [(by_order,)] = demo.query("select sum(profit_amount_base) from finance.order_profit")
    [(stated,)] = demo.query(
        "select sum(amount_base) from finance.income_statement "
        "where account_id not in ('exchange_differences', 'unrealised_exchange_differences')"
    )
    assert by_sku == by_order == stated
