"""Small reports in the true formats, built by the tests of ingestion. Nothing here is asserted."""

from collections.abc import Sequence
from pathlib import Path

ORDER_HEADINGS = """
settlement-id settlement-start-date settlement-end-date deposit-date total-amount currency transaction-type order-id
merchant-order-id adjustment-id shipment-id marketplace-name
"""
ITEM_HEADINGS = """
order-item-code merchant-order-item-id merchant-adjustment-item-id sku quantity-purchased
"""
V2_MONEY = "amount-type amount-description amount fulfillment-id posted-date posted-date-time"
V1_FEES = "shipment-fee-type shipment-fee-amount order-fee-type order-fee-amount fulfillment-id posted-date"
V1_MONEY = """
price-type price-amount item-related-fee-type item-related-fee-amount misc-fee-amount other-fee-amount
other-fee-reason-description promotion-id promotion-type promotion-amount direct-payment-type direct-payment-amount
other-amount
"""
V2_HEADINGS = f"{ORDER_HEADINGS} {V2_MONEY} {ITEM_HEADINGS} promotion-id".split()
V1_HEADINGS = f"{ORDER_HEADINGS} {V1_FEES} {ITEM_HEADINGS} {V1_MONEY}".split()
SETTLEMENT_ID = "12345678901"


def total_row(total: str = "10.00", settlement_id: str = SETTLEMENT_ID, currency: str = "USD") -> dict[str, str]:
    """The row that states a settlement's dates, total and currency."""
    return {
        "settlement-id": settlement_id,
        "settlement-start-date": "2026-01-01 08:00:00 UTC",
        "settlement-end-date": "2026-01-15 08:00:00 UTC",
        "deposit-date": "2026-01-17 08:00:00 UTC",
        "total-amount": total,
        "currency": currency,
    }


def line(amount: str = "10.00", settlement_id: str = SETTLEMENT_ID, **cells: str) -> dict[str, str]:
    """A line of a V2 report: the principal of one unit sold. Other cells by heading, with _ for -."""
    return {
        "settlement-id": settlement_id,
        "transaction-type": "Order",
        "order-id": "111-2222222-3333333",
        "marketplace-name": "Amazon.com",
        "amount-type": "ItemPrice",
        "amount-description": "Principal",
        "amount": amount,
        "posted-date": "2026-01-05",
        "posted-date-time": "2026-01-05 10:11:12 UTC",
        "order-item-code": "42142757294682",
        "sku": "SKU-1",
        "quantity-purchased": "1",
        **{name.replace("_", "-"): value for name, value in cells.items()},
    }


def as_text(
    rows: Sequence[dict[str, str]], headings: Sequence[str] = tuple(V2_HEADINGS), delimiter: str = "\t", end: str = "\n"
) -> str:
    """The rows as a delimited text. Cells that hold the delimiter or a quote are quoted, save in tab-separated text."""
    lines = [headings, *([row.get(name, "") for name in headings] for row in rows)]
    return "".join(delimiter.join(_cell(cell, delimiter) for cell in cells) + end for cells in lines)


def _cell(cell: str, delimiter: str) -> str:
    if delimiter == "\t" or not {delimiter, '"', "\n"} & set(cell):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def v2_file(path: Path, *rows: dict[str, str]) -> Path:
    """A V2 report with a total row and these lines (one of 10.00 where none are given)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(as_text([total_row(), *(rows or (line(),))]), encoding="utf-8")
    return path


COST_COLUMNS = """
sku title brand product_line supplier asin effective_from purchase_cost currency freight_cost duty_cost other_cost
weight_kg length_cm width_cm height_cm lead_time_days
"""
COST_HEADINGS = COST_COLUMNS.split()


def cost_row(sku: str = "SKU-1", **cells: str) -> dict[str, str]:
    """A row of the cost sheet."""
    return {
        "sku": sku,
        "title": 'Roller, 64" x 49"',
        "effective_from": "2026-01-01",
        "purchase_cost": "3.75",
        "currency": "USD",
        "freight_cost": "0.8125",
        "lead_time_days": "35",
        **cells,
    }
