"""Stock by place and the trail of batches, from a seller's own sheets to published rows, each figure worked by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from backoffice import StocktakeGap, approve_gap, open_store
from tests.dbt_project.goods_home import GoodsHome, build_files, build_inbox

ORDERS = """Purchase Order,Supplier,SKU,Quantity,Unit Cost,Currency,Ordered Date,Expected Date,Warehouse
PO-1,Yiwu Sports,A,100,3.00,USD,2026-01-01,2026-02-01,Ningbo
PO-2,Yiwu Sports,A,50,4.00,USD,2026-05-01,2026-07-01,Ningbo
"""
RECEIPTS = """\
Receipt number,Purchase order,SKU,Batch,Received quantity,Freight,Duty,Cost currency,Received date,Location
GR-1,PO-1,A,B1,100,10.00,5.00,USD,2026-02-01,Ningbo
"""
TRANSFERS = """Shipment,SKU,Batch,From warehouse,To warehouse,Shipped date,发货数量,Received date,Received quantity
S1,A,B1,Ningbo,LA 3PL,2026-03-01,40,2026-04-01,40
S2,A,B1,Ningbo,LA 3PL,2026-05-01,20,,
"""
COUNTS = """Counted date,Counted location,SKU,Batch,Counted quantity,Counted by,Kind of count,Recount,Approved by
2026-04-30,Ningbo,A,B1,50,Li Na,Blind,,
2026-04-30,Ningbo,A,B1,57,Zhang Min,Blind,Yes,Wang Wei
"""
STOCK = """Stock date,Third-party warehouse,SKU,On hand,Reserved,In transit
2026-04-30,LA 3PL,A,40,3,20
2026-04-30,LA 3PL,C,7,0,0
"""
HEADINGS = (
    "sku", "fnsku", "asin", "product-name", "condition", "your-price", "mfn-listing-exists", "mfn-fulfillable-quantity",
    "afn-listing-exists", "afn-warehouse-quantity", "afn-fulfillable-quantity", "afn-unsellable-quantity",
    "afn-reserved-quantity", "afn-total-quantity", "per-unit-volume", "afn-inbound-working-quantity",
    "afn-inbound-shipped-quantity", "afn-inbound-receiving-quantity",
)  # fmt: skip
SNAPSHOT = "\t".join(HEADINGS) + "\nF\tX1\tB01\tMat\tNew\t9.00\tNo\t\tYes\t15\t9\t2\t4\t35\t0.1\t0\t20\t0\n"
FILES = {
    "orders.csv": ORDERS, "receipts.csv": RECEIPTS, "transfers.csv": TRANSFERS, "counts.csv": COUNTS,
    "stock.csv": STOCK, "fba-inventory.txt": SNAPSHOT,
    "costs.csv": "sku,purchase_cost,currency\nF,2.50,USD\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def goods(tmp_path_factory: pytest.TempPathFactory) -> GoodsHome:
    folder: Path = tmp_path_factory.mktemp("goods")
    return build_files(folder, FILES, "stock_position", "batch_trail", "stocktake_gaps")


def test_each_place_has_what_lies_there_what_comes_and_what_it_cost(goods: GoodsHome) -> None:
    found = goods.rows(
        """
        select location, location_type, position_basis, on_hand_qty, reserved_qty, available_qty, in_transit_qty,
            on_order_qty, goods_amount, freight_amount, duty_amount, value_amount_base
        from stock_position where sku = 'A' order by location
        """
    )
    # 40 units at 3.00, and of 10.00 freight and 5.00 duty on 100 units 0.10 and 0.05 each
    small, large = (
        (Decimal(60), Decimal(2), Decimal(1), Decimal(63)),
        (Decimal(120), Decimal(4), Decimal(2), Decimal(126)),
    )
    assert found == [
        ("in_transit:S2", "in_transit", "ledger", 20, 0, 20, 0, 0, *small),
        ("warehouse:LA 3PL", "third_party", "ledger", 40, 3, 37, 20, 0, *large),
        ("warehouse:Ningbo", "domestic", "ledger", 40, 0, 40, 0, 50, *large),
    ]


def test_a_seller_with_snapshots_alone_sees_his_stock_at_the_cost_sheets_cost(goods: GoodsHome) -> None:
    found = goods.rows(
        """
        select location, location_type, region, title, position_basis, on_hand_qty, available_qty, unfulfillable_qty,
            snapshot_inbound_qty, ledger_on_hand_qty, value_amount_base
        from stock_position where sku = 'F'
        """
    )
    assert found == [
        ("fba:acme:US", "fba", "US", "Mat", "snapshot", 15, 9, 2, 20, None, Decimal("37.5")),
    ]


def test_a_batch_is_followed_from_its_supplier_through_every_place(goods: GoodsHome) -> None:
    trail = goods.rows(
        """
        select moved_date, reason, from_location, to_location, quantity, in_hand_qty, shipment_id, supplier,
            purchase_order_id, cost_amount, raw_file, raw_line
        from batch_trail where batch_id = 'B1' order by moved_at, in_hand_change_qty desc, movement_id
        """
    )
    steps = [(str(day), *rest[:6], rest[8]) for day, *rest in trail]
    assert steps == [
        ("2026-02-01", "receipt", "supplier", "warehouse:Ningbo", 100, 100, None, Decimal(315)),
        ("2026-03-01", "transfer_out", "warehouse:Ningbo", "in_transit:S1", 40, 100, "S1", Decimal(126)),
        ("2026-04-01", "transfer_in", "in_transit:S1", "warehouse:LA 3PL", 40, 100, "S1", Decimal(126)),
        ("2026-05-01", "transfer_out", "warehouse:Ningbo", "in_transit:S2", 20, 100, "S2", Decimal(63)),
    ]
    assert {(supplier, order) for *_, supplier, order, _, _, _ in trail} == {("Yiwu Sports", "PO-1")}
    assert [(file, line) for *_, file, line in trail] == [
        ("acme/receipts.csv", 2), ("acme/transfers.csv", 2), ("acme/transfers.csv", 2), ("acme/transfers.csv", 3),
    ]  # fmt: skip


def test_the_recount_of_a_day_counts_and_the_first_count_is_shown(goods: GoodsHome) -> None:
    found = goods.rows(
        """
        select location, ledger_qty, counted_qty, first_counted_qty, gap_qty, cause, count_kind, counted_by,
            approved_by, value_amount, raw_line
        from stocktake_gaps
        """
    )
    assert found == [
        ("warehouse:Ningbo", 60, 57, 50, -3, "lost", "blind", "Zhang Min", "Wang Wei", Decimal("-9.45"), 3),
    ]


def test_an_approved_gap_keeps_its_id_and_the_ledger_meets_the_count(goods: GoodsHome) -> None:
    [(gap_id, location, quantity)] = goods.rows("select gap_id, location, gap_qty from stocktake_gaps")
    gap = StocktakeGap(gap_id, date(2026, 4, 30), "acme", "A", "B1", location, "sellable", quantity, "lost")
    with open_store(goods.home) as store:
        approve_gap(store, gap, "Wang Wei", datetime(2026, 5, 2, tzinfo=UTC), "recounted", "dashboard")
    built = build_inbox(goods.home, "stock_position", "stocktake_gaps", changed="stg_backoffice__stock_movements")
    found = built.rows("select gap_id, ledger_qty, counted_qty, gap_qty, status from stocktake_gaps")
    assert found == [(gap_id, 60, 57, -3, "approved")]
    [(left,)] = built.rows("select on_hand_qty from stock_position where location = 'warehouse:Ningbo'")
    assert left == 40 - 3
