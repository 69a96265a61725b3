"""The goods of the invented seller: movements that a file tells of line by line, and the tables that follow from them.

The published columns are those of the models' contracts; a test compares them. No real data.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import duckdb
import pyarrow as pa

from tests.apps.dashboard import invented_planning, invented_positions
from warehouse import archive
from warehouse.home import Home

RAW_FILE = "acme/stock/goods.csv"
HEADER = "moved at,sku,batch,quantity,from,to,reason,document,order"
OWN, FBA_US, FBA_UK = "warehouse:Shenzhen", "fba:acme-us:US", "fba:acme-uk:UK"
FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2026, 11, 24)
SKUS = tuple(f"SKU-{number:03}" for number in range(12))
OPEN_GAP, APPLIED_GAP = "2026-11-20:warehouse:Shenzhen:SKU-002", "g-applied"
MOVEMENT_SCHEMA = pa.schema(
    [
        ("movement_id", pa.string()), ("movement_key", pa.string()), ("moved_at", pa.timestamp("us", "UTC")),
        ("moved_date", pa.date32()), ("store_id", pa.string()), ("sku", pa.string()), ("batch_id", pa.string()),
        ("quantity", pa.int32()), ("from_location", pa.string()), ("to_location", pa.string()),
        ("from_condition", pa.string()), ("to_condition", pa.string()), ("reason", pa.string()),
        ("document_id", pa.string()), ("order_id", pa.string()), ("raw_file", pa.string()), ("raw_line", pa.int32()),
        ("content_hash", pa.string()),
    ]
)  # fmt: skip
OUTSIDE = ("supplier", "customer", "lost", "damaged", "disposed", "opening", "adjustment")


@dataclass
class Goods:
    """Movements, and the lines of the file that tells of them."""

    lines: list[str] = field(default_factory=lambda: [HEADER])
    movements: list[dict[str, Any]] = field(default_factory=list)

    def move(
        self, day: date, sku: str, batch: str | None, quantity: int, start: str, end: str, reason: str, document: str,
        order: str | None = None, store: str | None = None, condition: str = "sellable",
    ) -> None:  # fmt: skip
        """One movement at noon, and its line."""
        moved = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12, minutes=len(self.lines) % 60)
        cells = [moved, sku, batch or "", quantity, start, end, reason, document, order or ""]
        self.lines.append(",".join(str(cell) for cell in cells))
        self.movements.append(
            {
                "movement_id": f"m{len(self.lines):05}:1", "movement_key": f"m{len(self.lines):05}", "moved_at": moved,
                "moved_date": day, "store_id": store, "sku": sku, "batch_id": batch, "quantity": quantity,
                "from_location": start, "to_location": end, "reason": reason, "document_id": document,
                "from_condition": None if start in OUTSIDE else "sellable",
                "to_condition": None if end in OUTSIDE else condition, "order_id": order, "raw_file": RAW_FILE,
                "raw_line": len(self.lines),
            }
        )  # fmt: skip


def goods(seed: int = 11) -> Goods:
    """Three batches a SKU: received in Shenzhen, sent on to FBA, sold from there, some of them returned or lost."""
    chance = random.Random(seed)
    told = Goods()
    for number, sku in enumerate(SKUS):
        for batch_number in range(3):
            _live(told, chance, sku, f"B{batch_number + 1}-{sku[4:]}", number, batch_number)
    # Nobody had brought these in.
    told.move(date(2026, 3, 4), "SKU-003", None, 2, FBA_US, "customer", "sale", "shipment:r9", "113-9999999-0000001",
              "acme-us")  # fmt: skip
    told.move(date(2026, 8, 31), "SKU-004", "B1-004", 1, OWN, "adjustment", "stocktake_adjustment",
              f"stocktake:{APPLIED_GAP}")  # fmt: skip
    told.movements[-1].update(raw_file="backoffice", raw_line=1)
    told.movements.sort(key=lambda movement: movement["moved_at"])
    return told


def _live(told: Goods, chance: random.Random, sku: str, batch: str, number: int, batch_number: int) -> None:
    received = FIRST_DAY + timedelta(days=130 * batch_number + number * 3)
    quantity = 120 + 40 * (number % 4)
    order = f"PO-{2025 + batch_number // 2}-{number:02}{batch_number}"
    told.move(received, sku, batch, quantity, "supplier", OWN, "receipt", f"receipt:{order}", order)
    place, store = (FBA_UK, "acme-uk") if number % 3 == 2 else (FBA_US, "acme-us")
    sent, shipment = quantity - 30, f"FBA15{number:02}{batch_number}"
    told.move(received + timedelta(days=5), sku, batch, sent, OWN, f"in_transit:{shipment}", "transfer_out",
              f"transfer:{shipment}")  # fmt: skip
    if batch_number == 2 and number % 4 == 1:
        return
    arrived = received + timedelta(days=33)
    told.move(arrived, sku, batch, sent, f"in_transit:{shipment}", place, "fba_receipt", f"transfer:{shipment}",
              store=store)  # fmt: skip
    for sold, day in enumerate(_days(chance, arrived, sent, number)):
        order_id = f"113-{number:02}{batch_number}{sold:04}-{chance.randrange(10**7):07}"
        told.move(day, sku, batch, 1, place, "customer", "sale", f"shipment:{order_id}", order_id, store)
        if chance.random() < 0.03 and day + timedelta(days=9) <= LAST_DAY:
            told.move(day + timedelta(days=9), sku, batch, 1, "customer", place, "return", f"return:{order_id}",
                      order_id, store, chance.choice(("sellable", "unfulfillable")))  # fmt: skip
    if number % 5 == 0:
        told.move(arrived + timedelta(days=2), sku, batch, 2, place, "lost", "lost", "fba_ledger:1", store=store)


def _days(chance: random.Random, arrived: date, units: int, number: int) -> Iterator[date]:
    """The days on which the units are sold; the last SKU hardly sells."""
    day = arrived
    for _ in range(units - 12):
        day += timedelta(days=chance.choice((0, 1, 1, 2)) * (20 if number == len(SKUS) - 1 else 1))
        if day > LAST_DAY:
            return
        yield day


def create(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Archive the file and make every table of goods that the dashboard reads."""
    told = goods()
    content_hash = archive.store(home, [("\n".join(told.lines) + "\n").encode()])
    rows = [{**movement, "content_hash": content_hash} for movement in told.movements]
    connection.register("goods", pa.Table.from_pylist(rows, schema=MOVEMENT_SCHEMA))
    connection.execute("create table ledger.stock_movements as from goods")
    for statement in (BALANCES, BATCHES, TRAIL):
        connection.execute(statement)
    invented_positions.create(connection, OPEN_GAP)
    invented_planning.create(connection)


BALANCES = """
    create table ledger.stock_balances as
    with changes as (
        select sku, batch_id, to_location as location, to_condition as condition, moved_date, quantity as moved
        from ledger.stock_movements where to_condition is not null
        union all
        select sku, batch_id, from_location, from_condition, moved_date, -quantity
        from ledger.stock_movements where from_condition is not null
    ), days as (
        select sku, batch_id, location, condition, moved_date as day, sum(moved) as moved
        from changes group by all having sum(moved) <> 0
    )
    select sku, batch_id, location, condition, day as valid_from_date,
           lead(day) over (partition by sku, batch_id, location, condition order by day) as valid_until_date,
           (sum(moved) over (partition by sku, batch_id, location, condition order by day))::bigint as on_hand_qty
    from days
"""
BATCHES = """
    create table ledger.batches as
    select sku, batch_id, store_id, moved_date as received_date, to_location as location,
           order_id as purchase_order_id,
           case when sku < 'SKU-006' then 'Ningbo Hearth Ltd' else '深圳启明' end as supplier,
           quantity::bigint as received_qty, 'USD' as currency, (3 + raw_line % 5)::decimal(18, 4) as unit_goods_amount,
           0.6::decimal(18, 4) as unit_freight_amount, 0.15::decimal(18, 4) as unit_duty_amount,
           0::decimal(18, 4) as unit_other_amount, (3.75 + raw_line % 5)::decimal(18, 4) as unit_cost_amount,
           document_id, raw_file, raw_line, content_hash
    from ledger.stock_movements where reason = 'receipt'
"""
TRAIL = """
    create view inventory.batch_trail as
    with movements as (
        select *, quantity * ((to_condition is not null)::integer - (from_condition is not null)::integer) as change
        from ledger.stock_movements
    )
    select m.movement_id, m.sku, m.batch_id, b.supplier, b.purchase_order_id, m.moved_at, m.moved_date, m.store_id,
           m.reason, m.from_location, m.to_location, m.from_condition, m.to_condition, m.quantity,
           m.change::integer as in_hand_change_qty,
           (sum(m.change) over (
               partition by m.sku, m.batch_id order by m.moved_at, m.change desc, m.movement_id
           ))::bigint as in_hand_qty,
           case when m.to_location like 'in_transit:%' then m.to_location[12:]
                when m.from_location like 'in_transit:%' then m.from_location[12:] end as shipment_id,
           case when m.from_location <> 'supplier' then m.order_id end as order_id, m.document_id,
           b.unit_cost_amount, (b.unit_cost_amount * m.quantity)::decimal(18, 4) as cost_amount, b.currency,
           m.raw_file, m.raw_line, m.content_hash
    from movements m left join ledger.batches b on b.sku = m.sku and b.batch_id = m.batch_id
"""
