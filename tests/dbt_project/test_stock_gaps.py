"""The causes of stock-take gaps in the made-up seller's files are found, each whole, and no other, on three seeds."""

from collections import Counter
from typing import Any

import pytest

from tests.dbt_project.goods_home import GoodsHome, build_inbox
from tests.dbt_project.renamed_seller import Faults, write_goods, write_settings
from warehouse.home import Home

CAUSES = {
    "booked_twice", "found", "lost", "received_short", "return_not_scanned", "shipped_not_recorded",
    "transfer_not_received", "unexplained",
}  # fmt: skip
SEEDS = (1, 2, 3)
Planted = dict[int, Faults]


@pytest.fixture(scope="module")
def sellers(tmp_path_factory: pytest.TempPathFactory) -> tuple[GoodsHome, Planted]:
    """The goods of a seller of each seed, side by side in one home: nothing of one may explain what another misses."""
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    written = {seed: write_goods(home.inbox, tmp_path_factory.mktemp("seller"), seed) for seed in SEEDS}
    write_settings(home, *written.values())
    planted = {seed: [fault for fault in seller.faults if fault["kind"] in CAUSES] for seed, seller in written.items()}
    return build_inbox(home, "stocktake_gaps", "stock_position"), planted


@pytest.mark.parametrize("seed", SEEDS)
def test_each_cause_is_found_with_its_quantity_batch_and_document_and_no_other(
    sellers: tuple[GoodsHome, Planted], seed: int
) -> None:
    built, planted = sellers
    found = built.rows(
        f"""
        select cause, store_id, sku, abs(gap_qty), batch_id, split_part(document_id, ':', -1), order_id
        from stocktake_gaps where status = 'open' and store_id like 'ac{seed}e-%'
        """
    )
    names = ("kind", "store_id", "sku", "quantity", "batch_id", "document_id", "order_id")
    expected = [tuple(fault.get(name) for name in names) for fault in planted[seed]]
    assert {cause for cause, *_ in expected} == CAUSES - {"unexplained"}
    assert _without_batch(found) == _without_batch(expected)
    # Units of which the answer key knows no batch begin one of their own.
    assert Counter(row[:5] for row in expected if row[4]) <= Counter(row[:5] for row in found)


def test_a_gap_has_an_id_of_its_own_and_says_why_in_both_languages(sellers: tuple[GoodsHome, Planted]) -> None:
    built, _ = sellers
    [(rows, ids, texts)] = built.rows(
        """
        select count(*), count(distinct gap_id), count(*) filter (detail_en <> '' and detail_zh <> '')
        from stocktake_gaps
        """
    )
    assert rows == ids == texts


def test_the_value_of_the_position_is_the_cost_of_the_batches_on_hand(sellers: tuple[GoodsHome, Planted]) -> None:
    built, _ = sellers
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
