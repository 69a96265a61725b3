"""Small V2 settlement files, for tests that need one to be exactly so. Real formats; made-up content."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

HEADER = """\
settlement-id|settlement-start-date|settlement-end-date|deposit-date|total-amount|currency|transaction-type|order-id|\
merchant-order-id|adjustment-id|shipment-id|marketplace-name|amount-type|amount-description|amount|fulfillment-id|\
posted-date|posted-date-time|order-item-code|merchant-order-item-id|merchant-adjustment-item-id|sku|\
quantity-purchased|promotion-id""".replace("|", "\t")
Line = tuple[str, str, str, Decimal]


def settlement_text(settlement_id: str, lines: Sequence[Line], total: Decimal | None = None) -> str:
    """A US file: ISO dates, decimal points. A line is (transaction type, amount type, description, amount)."""
    stated = total if total is not None else sum((line[3] for line in lines), Decimal(0))
    first = [settlement_id, "2026-03-01 00:00:00 UTC", "2026-03-15 00:00:00 UTC", "2026-03-17 00:00:00 UTC"]
    rows = [HEADER, "\t".join([*first, f"{stated:.2f}", "USD", *[""] * 18])]
    for number, (kind, amount_type, description, amount) in enumerate(lines):
        order = [kind, f"111-0000000-{number:07d}", "", "", f"S{number}", "Amazon.com"]
        money = [amount_type, description, f"{amount:.2f}", "AFN", "2026-03-05", "2026-03-05 10:00:00 UTC"]
        item = [f"{number:014d}", "", "", f"SKU-{number % 3}", "1" if description == "Principal" else "", ""]
        rows.append("\t".join([settlement_id, *[""] * 5, *order, *money, *item]))
    return "\n".join(rows) + "\n"


def sale(price: str = "20.00", fee: str = "-3.00") -> list[Line]:
    """One unit sold, with its referral fee."""
    return [
        ("Order", "ItemPrice", "Principal", Decimal(price)),
        ("Order", "ItemFees", "Commission", Decimal(fee)),
    ]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path
