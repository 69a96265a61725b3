"""The causes of stock-take gaps in the made-up seller's files are found, each whole, and no other, on three seeds."""

import json
import shutil
from collections import Counter
from typing import Any

import pytest

from demo.seller import write_seller
from tests.dbt_project.goods_home import GoodsHome, build_inbox
from warehouse.home import Home

CAUSES = {
    "booked_twice", "found", "lost", "received_short", "return_not_scanned", "shipped_not_recorded",
    "transfer_not_received", "unexplained",
}  # fmt: skip
ORDERS = 400
Planted = list[dict[str, Any]]


@pytest.fixture(scope="module", params=[1, 2, 3])
def seller(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[GoodsHome, Planted]:
    """The seller's goods, and of the settlements those that tell of a planted refund: the others take long to load."""
    out = tmp_path_factory.mktemp("seller")
    write_seller(out, ORDERS, request.param)
    faults = json.loads((out / "answer_key.json").read_text(encoding="utf-8"))["faults"]
    planted = [fault for fault in faults if fault["kind"] in CAUSES]
    refunds = {fault["document_id"] for fault in planted if fault["kind"] == "return_not_scanned"}
    left_out = {fault["file"] for fault in faults if fault["kind"] == "refused_file"}
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    shutil.copy(out / "sellerhouse.toml", home.settings_file)
    for path in sorted(out.glob("*/*")):
        is_settlement = path.name[0].isdigit()
        if str(path.relative_to(out)) not in left_out and (not is_settlement or path.stem in refunds):
            target = home.inbox / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(path, target)
    return build_inbox(home, "stocktake_gaps", "stock_position"), planted


def test_each_cause_is_found_with_its_quantity_batch_and_document_and_no_other(
    seller: tuple[GoodsHome, Planted],
) -> None:
    built, planted = seller
    found = built.rows(
        """
        select cause, store_id, sku, abs(gap_qty), batch_id, split_part(document_id, ':', -1), order_id
        from stocktake_gaps where status = 'open'
        """
    )
    names = ("kind", "store_id", "sku", "quantity", "batch_id", "document_id", "order_id")
    expected = [tuple(fault.get(name) for name in names) for fault in planted]
    assert {cause for cause, *_ in expected} == CAUSES - {"unexplained"}
    assert _without_batch(found) == _without_batch(expected)
    # Units of which the answer key knows no batch begin one of their own.
    assert Counter(row[:5] for row in expected if row[4]) <= Counter(row[:5] for row in found)


def test_a_gap_has_an_id_of_its_own_and_says_why_in_both_languages(seller: tuple[GoodsHome, Planted]) -> None:
    built, _ = seller
    [(rows, ids, texts)] = built.rows(
        """
        select count(*), count(distinct gap_id), count(*) filter (detail_en <> '' and detail_zh <> '')
        from stocktake_gaps
        """
    )
    assert rows == ids == texts


def test_the_value_of_the_position_is_the_cost_of_the_batches_on_hand(seller: tuple[GoodsHome, Planted]) -> None:
    built, _ = seller
    position = built.rows(
        """
        select sku, sum(on_hand_qty), sum(value_amount) from stock_position
        where position_basis = 'ledger' group by sku order by sku
        """
    )
    batches = built.rows(
        """
        select balances.sku, sum(balances.on_hand_qty), sum(balances.on_hand_qty * batches.unit_cost_amount)
        from ledger.stock_balances as balances
        left join ledger.batches using (sku, batch_id)
        where balances.valid_until_date is null group by balances.sku order by balances.sku
        """
    )
    assert position
    assert position == batches


def _without_batch(rows: list[tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    return Counter((*row[:4], *row[5:]) for row in rows)
