"""The seller's own records of goods, as CSV and as one workbook: from orders to counts. It plans nothing."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from demo import goods_faults
from demo.catalogue import DAYS, STORES
from demo.counts import counted_overseas, counted_units
from demo.goods import (
    CASES,
    CASES_AT_LEAST,
    COUNTED_DAYS,
    LAST_DAY,
    OVERSEAS,
    RECORDS_STORE,
    WAREHOUSE,
    date_of,
    sku_of,
)
from demo.purchases import Purchase
from demo.settlement_text import money
from demo.sheets import WRITTEN_AT
from demo.stock import Goods
from demo.supply import Shipment

WORKBOOK = f"{RECORDS_STORE}/stock-records.xlsx"
RECEIPTS = f"{RECORDS_STORE}/receipts.csv"
COUNTERS = ("Li Wei", "Zhang Min")
# What it costs to move a unit, in fen: from the supplier, as duty, by sea and by road from the overseas warehouse.
RECEIPT_FREIGHT, DUTY, FREIGHT, OVERSEAS_FREIGHT, ROAD_FREIGHT = 50, 120, 300, 260, 40
HALF_OF_YEAR = DAYS // 2

ORDER_HEADINGS = (
    "purchase order", "order line", "supplier", "SKU", "ordered quantity", "unit cost", "currency", "ordered date",
    "expected date", "destination warehouse", "minimum order quantity", "units per case",
)  # fmt: skip
RECEIPT_HEADINGS = (
    "receipt number", "purchase order", "SKU", "batch", "received quantity", "freight", "duty", "cost currency",
    "received date", "receiving location",
)  # fmt: skip
TRANSFER_HEADINGS = (
    "shipment", "SKU", "batch", "from warehouse", "to warehouse", "shipped date", "shipped quantity", "received date",
    "received quantity", "freight", "freight currency",
)  # fmt: skip
COUNT_HEADINGS = ("counted date", "counted location", "SKU", "batch", "counted quantity", "counted by")
BREAK_HEADINGS = ("supplier", "SKU", "minimum quantity", "unit price", "currency", "valid from")
BREAKS = ((5, 96), (20, 91))
"""From how many times the least order on a unit costs how many per cent of its price."""
STOCK_HEADINGS = ("stock date", "third-party warehouse", "SKU", "on hand", "reserved", "in transit")


@dataclass(frozen=True)
class Sheet:
    """One table: headings and rows of cells."""

    name: str
    headings: Sequence[str]
    rows: list[list[str | int]]

    def line(self, *cells: str) -> int:
        """The line of the first row that holds all these cells."""
        return next(number for number, row in enumerate(self.rows, 2) if set(cells) <= set(map(str, row)))


def own_sheets(story: Goods, unbooked: Collection[str] = ()) -> dict[str, list[Sheet]]:
    """The sheets by the file that holds them: what goes to a store's centres stands in its own folder.

    Of the shipments in `unbooked` they tell no freight.
    """
    booked_early = [one for one in story.purchases if one.receipt_id and one.received_day < HALF_OF_YEAR]
    booked_late = [one for one in story.purchases if one.receipt_id and one.received_day >= HALF_OF_YEAR]
    early = [_receipt(one, one.receipt_id) for one in booked_early]
    early += [_receipt(one, goods_faults.SECOND_RECEIPT) for one in story.purchases if is_booked_twice(one)]
    orders = [_order(one) for one in story.purchases if one.purchase_order_id]
    transfers = {
        transfers_file(number): [
            Sheet(
                "Transfers",
                TRANSFER_HEADINGS,
                [
                    _transfer(one, one.shipment_id not in unbooked)
                    for one in story.shipments
                    if (one.store or 0) == number
                ],
            )
        ]
        for number in range(len(STORES))
    }
    return {
        **transfers,
        f"{RECORDS_STORE}/purchase-orders.csv": [Sheet("Purchase orders", ORDER_HEADINGS, orders)],
        RECEIPTS: [Sheet("Receipts", RECEIPT_HEADINGS, early)],
        WORKBOOK: [
            Sheet("Receipts", RECEIPT_HEADINGS, [_receipt(one, one.receipt_id) for one in booked_late]),
            Sheet("Stock-takes", COUNT_HEADINGS, [row for day in COUNTED_DAYS for row in _counts(story, day)]),
            Sheet("Warehouse stock", STOCK_HEADINGS, _stock_overseas(story)),
            Sheet("Price breaks", BREAK_HEADINGS, _price_breaks(story.purchases)),
        ],
    }


def transfers_file(store: int | None) -> str:
    """The file that tells of what was sent to a store's centres, or else to the overseas warehouse."""
    return f"{STORES[store or 0].store_id}/transfers.csv"


def write_own_sheets(out: Path, files: dict[str, list[Sheet]]) -> None:
    """Write each file: a CSV in UTF-8, or a workbook with a sheet each, the same bytes whenever it is written."""
    for name, sheets in files.items():
        if name == WORKBOOK:
            _write_workbook(out / name, sheets)
        else:
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows([sheets[0].headings, *sheets[0].rows])
            (out / name).write_text(text.getvalue(), encoding="utf-8", newline="")


def _write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": WRITTEN_AT})
        for sheet in sheets:
            written = book.add_worksheet(sheet.name)
            for number, row in enumerate([sheet.headings, *sheet.rows]):
                written.write_row(number, 0, row)


def _order(one: Purchase) -> list[str | int]:
    case = CASES[one.product % len(CASES)]
    return [
        one.purchase_order_id or "", one.line, one.supplier, sku_of(one.product), one.ordered, money(one.unit_cost),
        "CNY", _day(one.ordered_day), _day(one.expected_day), WAREHOUSE, case * CASES_AT_LEAST, case,
    ]  # fmt: skip


def _price_breaks(purchases: Iterable[Purchase]) -> list[list[str | int]]:
    """What more units at once cost, of each SKU by its last order's price."""
    last = {one.product: one for one in purchases if one.purchase_order_id}
    return [
        [
            one.supplier, sku_of(product), CASES[product % len(CASES)] * CASES_AT_LEAST * times,
            money(one.unit_cost * per_cent // 100), "CNY", _day(0),
        ]
        for product, one in sorted(last.items())
        for times, per_cent in BREAKS
    ]  # fmt: skip


def _receipt(one: Purchase, number: str | None) -> list[str | int]:
    return [
        number or "", one.purchase_order_id or "", sku_of(one.product), one.batch, one.received,
        money(one.received * RECEIPT_FREIGHT), money(one.received * DUTY), "CNY", _day(one.received_day), WAREHOUSE,
    ]  # fmt: skip


def is_booked_twice(one: Purchase) -> bool:
    """Whether a second receipt tells of the same goods."""
    return bool(one.receipt_id) and one.received_day >= HALF_OF_YEAR and one.product == goods_faults.BOOKED_TWICE


def transfer_freight(one: Shipment) -> int:
    """What it costs to move a unit there, in fen."""
    return ROAD_FREIGHT if one.origin != WAREHOUSE else OVERSEAS_FREIGHT if one.target == OVERSEAS else FREIGHT


def _transfer(one: Shipment, has_freight: bool) -> list[str | int]:
    return [
        one.shipment_id, sku_of(one.product), one.batch, one.origin, one.target, _day(one.shipped_day), one.shipped,
        "" if one.received_day is None else _day(one.received_day), "" if one.received is None else one.received,
        money(one.shipped * transfer_freight(one)) if has_freight else "", "CNY",
    ]  # fmt: skip


def _counts(story: Goods, day: int) -> list[list[str | int]]:
    counted = counted_units(story, day)
    by = COUNTERS[COUNTED_DAYS.index(day)]
    return [[_day(day), WAREHOUSE, sku_of(product), batch, units, by] for (product, batch), units in counted.items()]


def _stock_overseas(story: Goods) -> list[list[str | int]]:
    return [
        [_day(LAST_DAY), OVERSEAS, sku_of(product), units, 0, 0] for product, units in counted_overseas(story).items()
    ]


def _day(day: int) -> str:
    return date_of(day).isoformat()
