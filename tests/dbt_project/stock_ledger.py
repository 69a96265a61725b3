"""The stock ledger and its costs over movements that a test writes down, built by dbt. Asserts nothing itself."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from tests.dbt import dbt
from warehouse.home import Home
from warehouse.settings import Settings

TRACING = "int_source_movements+,path:models/ledger/stock"
COSTS = ("int_goods_moved", "int_pooled_units", "int_average_costs", "int_goods_costs")
MODELS = ("--select", TRACING, *COSTS, "--exclude", "int_source_movements", "int_reporting_date")
INPUTS = """
create schema if not exists staging;
create schema if not exists intermediate;
create schema if not exists ledger;
create or replace table intermediate.int_source_movements (
    movement_key varchar, moved_at timestamptz, moved_date date, store_id varchar, sku varchar, batch_id varchar,
    quantity integer, from_location varchar, to_location varchar, from_condition varchar, to_condition varchar,
    reason varchar, document_id varchar, order_id varchar, raw_file varchar, raw_line integer, content_hash varchar);
create table if not exists staging.stg_purchasing__receipts (
    content_hash varchar, raw_file varchar, raw_line integer, sku varchar, freight_amount decimal(18, 4),
    duty_amount decimal(18, 4), other_amount decimal(18, 4), currency varchar);
create table if not exists staging.stg_purchasing__transfers (
    content_hash varchar, raw_file varchar, raw_line integer, sku varchar, freight_amount decimal(18, 4),
    currency varchar);
create table if not exists staging.stg_purchasing__purchase_order_lines (
    store_id varchar, purchase_order_id varchar, sku varchar, supplier varchar, ordered_qty integer,
    purchase_cost_amount decimal(18, 4), currency varchar);
create table if not exists staging.stg_purchasing__product_costs (
    store_id varchar, sku varchar, valid_from_date date, valid_until_date date, unit_goods_amount decimal(18, 4),
    unit_freight_amount decimal(18, 4), unit_duty_amount decimal(18, 4), unit_other_amount decimal(18, 4),
    unit_cost_amount decimal(18, 4), currency varchar);
create table if not exists staging.stg_backoffice__settings as select 'reporting_currency' as name, 'USD' as value;
create or replace table staging.stg_backoffice__stores as select * from (values
    ('acme', 'Acme', 'fifo'), ('daily', 'Daily', 'moving_average'), ('monthly', 'Monthly', 'month_end_average')
) as stores(store_id, legal_entity, costing_method);
create table if not exists intermediate.int_document_entries (
    store_id varchar, order_id varchar, document_id varchar, raw_line integer, component varchar, sku varchar,
    marketplace varchar, order_item_id varchar, currency varchar, quantity integer, booked_at timestamptz);
create table if not exists ledger.exchange_rates (currency varchar, rate_date date, fx_rate decimal(18, 8));
"""
STORES = ("acme", "daily", "monthly")
OUTSIDE = ("supplier", "customer", "lost", "damaged", "disposed", "opening", "adjustment")


@dataclass(frozen=True)
class StockLedger:
    """A home in which only the stock ledger is built."""

    home: Home

    def build(
        self,
        movements: Iterable[Sequence[Any]],
        *arguments: str,
        inputs: str = "",
        shuffled: random.Random | None = None,
    ) -> None:
        """Write `movements` down instead of those that were there, and build; `inputs` is SQL for costs and rates.

        A movement: sku, day (date), quantity, from, to, and optionally batch, order, document. A place may have a
        condition behind `|`. Its key is made of where it stands in its SKU's list, so keep that order.
        """
        with duckdb.connect(str(self.home.build)) as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute(INPUTS)
            connection.execute(inputs)
            rows = list(_rows(movements))
            if shuffled:
                shuffled.shuffle(rows)
            connection.register("given", pa.Table.from_pylist(rows))
            connection.execute("insert into intermediate.int_source_movements by name select * from given")
        duckdb.connect(str(self.home.raw)).close()
        dbt(self.home, Settings(), "run", *arguments, *MODELS)

    def __call__(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.home.build), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def store_of(sku: str) -> str:
    """Who sells a SKU: numbered ones have the stores, each of which costs its goods in its own way, in turn."""
    return STORES[int(sku[1:]) % len(STORES)] if sku[1:] else STORES[0]


def _rows(movements: Iterable[Sequence[Any]]) -> Iterable[dict[str, Any]]:
    places: dict[str, int] = {}
    for sku, day, quantity, origin, destination, *rest in movements:
        batch, order, document = (*rest, None, None, None)[:3]
        number = places[sku] = places.get(sku, 0) + 1
        from_location, _, from_condition = origin.partition("|")
        to_location, _, to_condition = destination.partition("|")
        yield {
            "movement_key": f"{sku}/{number:04}",
            "moved_at": f"{day} 12:00:00+00",
            "moved_date": day,
            "store_id": store_of(sku),
            "sku": sku,
            "batch_id": batch,
            "quantity": quantity,
            "from_location": from_location,
            "to_location": to_location,
            "from_condition": None if from_location in OUTSIDE else from_condition or "sellable",
            "to_condition": None if to_location in OUTSIDE else to_condition or "sellable",
            "reason": "transfer_out" if to_location.startswith("in_transit:") else "moved",
            "document_id": document or f"D{number}",
            "order_id": order,
            "raw_file": sku,
            "raw_line": number,
            "content_hash": "h",
        }
