"""A published warehouse of an invented seller, small but whole: files, entries and marts agree. No real data."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from tests.apps.dashboard import invented_books, invented_fees, invented_goods, invented_marts, invented_statements
from warehouse import archive, last_run
from warehouse.home import Home
from warehouse.publish import new_build_id, publish
from warehouse.settings import Settings

STORES = {
    "acme-us": ("Amazon.com", "USD", Decimal("1.00")),
    "acme-uk": ("Amazon.co.uk", "GBP", Decimal("1.27")),
    "acme-de": ("Amazon.de", "EUR", Decimal("1.08")),
}
NOUNS = ("Kettle", "Desk lamp", "Yoga mat", "Bottle", "Keyboard", "Backpack", "Tripod", "Apron", "Clock", "Blanket")
LINES = ("Kitchen", "Home", "Sport", "Office")
FIRST_MONTH = date(2025, 12, 1)
MONTHS = 12
HEADER = (
    "settlement-id\ttransaction-type\torder-id\tmarketplace-name\tamount-type\tamount-description\tamount"
    "\tposted-date-time\torder-item-code\tsku\tquantity-purchased"
)
WITHOUT_COST = ("SKU-038", "SKU-039")
# What a line of a settlement is: its accounts' other side, its category, the rule that says so.
KINDS = {
    "Principal": ("product_sales", "revenue_product"),
    "Shipping": ("shipping_credits", "revenue_shipping"),
    "Promotion": ("promotions", "promo_discount"),
    "Commission": ("referral_fees", "commission"),
    "FBAPerUnitFulfillmentFee": ("fulfilment_fees", "fba_fulfillment_fee"),
    "Refund": ("refunds", "refund_product"),
    "Storage Fee": ("storage_fees", "storage_fee"),
    "Subscription Fee": ("other_fees", "subscription_fee"),
    "Advertising": ("advertising", "advertising"),
    "Reimbursement": ("reimbursements", "reimbursement"),
    "Tax": ("tax_collected", "tax_collected"),
    "Mystery": ("suspense", "unknown"),
}
ENTRY_SCHEMA = pa.schema(
    [
        ("entry_id", pa.string()), ("booked_at", pa.timestamp("us", "UTC")), ("booked_date", pa.date32()),
        ("store_id", pa.string()), ("marketplace", pa.string()), ("document_id", pa.string()),
        ("document_type", pa.string()), ("debit_account", pa.string()), ("credit_account", pa.string()),
        ("wallet_account", pa.string()),
        ("amount", pa.decimal128(18, 4)), ("currency", pa.string()), ("amount_base", pa.decimal128(18, 4)),
        ("fx_rate", pa.decimal128(18, 8)), ("order_id", pa.string()), ("order_item_id", pa.string()),
        ("sku", pa.string()), ("quantity", pa.int32()), ("raw_file", pa.string()), ("raw_line", pa.int32()),
        ("rule_id", pa.string()), ("content_hash", pa.string()), ("category", pa.string()),
        ("document_version", pa.string()), ("description", pa.string()),
        *(
            (f"cost_{part}_amount{base}", pa.decimal128(18, 4))
            for part in ("freight", "duty", "other") for base in ("", "_base")
        ),
    ]
)  # fmt: skip


@dataclass
class SettlementFile:
    """One settlement as its file says it, line by line, and as the ledger books it."""

    store_id: str
    settlement_id: str
    starts: date
    lines: list[str] = field(default_factory=lambda: [HEADER])
    entries: list[dict[str, Any]] = field(default_factory=list)

    @property
    def raw_file(self) -> str:
        return f"{self.store_id}/settlements/{self.settlement_id}.txt"

    def add(self, kind: str, amount: Decimal, day: int, order: str | None, sku: str | None, quantity: int = 0) -> None:
        """One line of the file, and its entry."""
        marketplace, currency, rate = STORES[self.store_id]
        booked = datetime.combine(self.starts + timedelta(days=day), datetime.min.time(), UTC) + timedelta(hours=9)
        account, category = KINDS[kind]
        cells = [self.settlement_id, "Order", order, marketplace, "ItemPrice", kind, amount, booked, order, sku]
        self.lines.append("\t".join("" if cell is None else str(cell) for cell in [*cells, quantity or ""]))
        self._book(kind, amount, booked, ("amazon_wallet", account), order, sku, quantity, category, rate, currency)
        if kind == "Principal" and sku not in WITHOUT_COST:
            cost = (amount * Decimal("0.31")).quantize(Decimal("0.01"))
            accounts = ("inventory", "cost_of_goods_sold")
            self._book("COGS", -cost, booked, accounts, order, sku, 0, "cost_of_goods", rate, currency)

    def _book(
        self, kind: str, amount: Decimal, booked: datetime, accounts: tuple[str, str], order: str | None,
        sku: str | None, quantity: int, category: str, rate: Decimal, currency: str,
    ) -> None:  # fmt: skip
        near, far = accounts
        document = ("cost_of_goods", f"cogs:{self.settlement_id}") if kind == "COGS" else (
            "amazon_settlement", self.settlement_id)  # fmt: skip
        self.entries.append(
            {
                "entry_id": f"{self.settlement_id}-{len(self.entries):05}",
                "booked_at": booked, "booked_date": booked.date(), "store_id": self.store_id,
                "marketplace": STORES[self.store_id][0], "document_type": document[0], "document_id": document[1],
                "wallet_account": None if kind == "COGS" else near,
                "debit_account": near if amount >= 0 else far, "credit_account": far if amount >= 0 else near,
                "amount": abs(amount), "currency": currency, "fx_rate": rate, "order_id": order,
                "order_item_id": order, "sku": sku, "quantity": quantity, "category": category, "description": kind,
                "amount_base": (abs(amount) * rate).quantize(Decimal("0.0001")),
                "raw_file": self.raw_file, "raw_line": len(self.lines), "rule_id": f"v2-{category}",
                "document_version": "1", **cost_parts(abs(amount) if kind == "COGS" else Decimal(0), rate),
            }
        )  # fmt: skip


def cost_parts(cost: Decimal, rate: Decimal) -> dict[str, Decimal]:
    """What of a cost of goods is freight, duty, and neither; nothing is of the last."""
    shares = {"freight": Decimal("0.10"), "duty": Decimal("0.02"), "other": Decimal(0)}
    parts = {name: (cost * share).quantize(Decimal("0.0001")) for name, share in shares.items()}
    in_base = {f"cost_{name}_amount_base": (part * rate).quantize(Decimal("0.0001")) for name, part in parts.items()}
    return {f"cost_{name}_amount": part for name, part in parts.items()} | in_base


def settlement_files(seed: int = 7) -> list[SettlementFile]:
    """Two settlements a month for each store, with sales, refunds, fees and the odd unknown line."""
    chance = random.Random(seed)
    files = []
    for month in range(MONTHS):
        first = (FIRST_MONTH + timedelta(days=31 * month)).replace(day=1)
        for number, store_id in enumerate(STORES):
            for half in (0, 1):
                file = SettlementFile(store_id, f"{23_000_000 + month * 100 + number * 10 + half}",
                                      first + timedelta(days=14 * half))  # fmt: skip
                _fill(file, chance, orders=int((16 + month) * (1.6 - 0.4 * number)))
                files.append(file)
    files[-1].add("Mystery", Decimal("-18.40"), 9, None, None)
    return files


def _fill(file: SettlementFile, chance: random.Random, orders: int) -> None:
    for number in range(orders):
        sku_number = min(int(chance.paretovariate(0.9)) - 1, 39)
        sku, quantity = f"SKU-{sku_number:03}", chance.choice((1, 1, 1, 2, 3))
        price = Decimal(12 + sku_number * 2) + Decimal("0.99")
        order, day = f"{file.settlement_id[-3:]}-{chance.randrange(10**7):07}-{number:07}", number * 13 // orders
        sales = price * quantity
        file.add("Principal", sales, day, order, sku, quantity)
        file.add("Tax", (sales * Decimal("0.07")).quantize(Decimal("0.01")), day, order, sku)
        file.add("Commission", -(sales * Decimal("0.15")).quantize(Decimal("0.01")), day, order, sku)
        file.add("FBAPerUnitFulfillmentFee", -Decimal("3.86") * quantity, day, order, sku)
        if chance.random() < 0.2:
            file.add("Shipping", Decimal("4.99"), day, order, sku)
        if chance.random() < 0.15:
            file.add("Promotion", -(sales * Decimal("0.10")).quantize(Decimal("0.01")), day, order, sku)
        if chance.random() < 0.06:
            file.add("Refund", -sales, day, order, sku, -quantity)
        if chance.random() < 0.3:
            file.add("Advertising", -Decimal(chance.randrange(80, 420)) / 100, day, order, sku)
    file.add("Storage Fee", Decimal("-31.27"), 12, None, None)
    file.add("Subscription Fee", Decimal("-39.99"), 12, None, None)
    file.add("Reimbursement", Decimal("22.10"), 12, None, "SKU-001")


def publish_seller(home: Home, directory: Path | None = None) -> str:
    """Archive the seller's files, make the tables and publish them; gives the build id."""
    files = settlement_files()
    entries = []
    for file in files:
        content_hash = archive.store(home, [("\n".join(file.lines) + "\n").encode()])
        entries += [{**entry, "content_hash": content_hash} for entry in file.entries]
    home.build.unlink(missing_ok=True)
    with duckdb.connect(str(home.build)) as connection:
        connection.register("entries", pa.Table.from_pylist(entries, schema=ENTRY_SCHEMA))
        invented_marts.create(connection)
        invented_statements.create(connection)
        invented_books.create(connection)
        invented_fees.create(connection)
        invented_goods.create(connection, home)
    build_id = new_build_id()
    publish(home, Settings(keep_builds=3), build_id)
    last_run.begin(home, build_id)
    last_run.end(home, "published_with_refused_files", build_id=build_id, published_at=last_run.now())
    return build_id
