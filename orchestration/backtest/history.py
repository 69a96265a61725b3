"""The published history as the planning models saw it on any day, and what was sold day by day. Orders nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa

from orchestration.backtest.simulation import Units
from warehouse.reader import Published

COPIES = {
    "backtest.movements": """
        select sku, store_id, moved_date, from_location, to_location, from_condition, to_condition, reason,
            cast(sum(quantity) as bigint) as quantity
        from ledger.stock_movements
        group by all
    """,
    "backtest.entries": """
        select store_id, sku, booked_date, debit_account, credit_account, amount from ledger.money_entries
        where sku is not null and (debit_account = 'promotions' or credit_account in ('promotions', 'product_sales'))
    """,
    "backtest.profits": "select sku, month, profit_amount_base from finance.sku_profit_monthly",
    "staging.stg_backoffice__settings": "select name, value from quality.build_settings",
    "staging.stg_purchasing__products": """
        select sku, max(brand) as brand, max(product_line) as product_line from finance.sku_profit_monthly group by sku
    """,
    "intermediate.int_supply_terms": "select * from inventory.reorder_levels",
    "backtest.price_breaks": "select * from inventory.price_breaks",
    "backtest.rates": """
        select currency, arg_max(fx_rate, rate_date) as fx_rate from ledger.exchange_rates group by currency
    """,
}
"""Tables of the replay, and what of the published build they hold. Terms of supply, and rates, are today's."""
TABLES = (
    """backtest.shelves (
        policy_number bigint, safety_days integer, sku_number bigint, sku text, policy_sku text, usual_days double
    )""",
    """backtest.orders (
        policy_number bigint, sku_number bigint, ordered_date date, ordered_qty bigint, planned_days integer,
        lead_days integer, purchase_amount decimal(18, 4), transport_amount decimal(18, 4)
    )""",
)
"""What the replay writes: each SKU of each policy, under a name of its own, and what was bought of it."""
AS_OF = "getvariable('as_of_date')::date"
AS_THEY_STOOD = {
    "intermediate.int_reporting_date": f"select {AS_OF} as as_of_date",
    "ledger.stock_movements": f"select * from backtest.movements where moved_date <= {AS_OF}",
    "ledger.money_entries": f"select * from backtest.entries where booked_date <= {AS_OF}",
    # A month's profit is known once it is over.
    "finance.sku_profit_monthly": f"select * from backtest.profits where month < date_trunc('month', {AS_OF})",
    "ledger.exchange_rates": f"select {AS_OF} as rate_date, currency, fx_rate from backtest.rates",
    # With no orders and receipts the models take purchase lead times from the terms.
    "staging.stg_purchasing__purchase_order_lines": """
        select sku, '' as purchase_order_id, '' as supplier, moved_date as ordered_date
        from backtest.movements where false
    """,
    "staging.stg_purchasing__receipts": """
        select sku, '' as purchase_order_id, '' as location, moved_date as received_date
        from backtest.movements where false
    """,
    "inventory.price_breaks": """
        select breaks.* replace (shelves.policy_sku as sku)
        from backtest.price_breaks as breaks inner join backtest.shelves as shelves using (sku)
    """,
    "intermediate.int_inbound": f"""
        select 'on_order' as inbound_kind, cast(ordered_date as text) as document_id, policy_sku as sku,
            cast(null as text) as to_location, ordered_qty as quantity,
            greatest(ordered_date + planned_days - {AS_OF}, 1) as arrival_days
        from backtest.orders inner join backtest.shelves using (policy_number, sku_number)
        where ordered_date + lead_days > {AS_OF}
    """,
}
OF_POLICIES = {
    "staging.int_place_demand": """
        select demand.* replace (shelves.policy_sku as sku)
        from staging.int_place_demand as demand inner join backtest.shelves as shelves using (sku)
    """,
    # What all places have together lies in one place, which neither wants nor spares anything.
    "intermediate.int_place_positions": """
        select levels.*, 'shelf' as location, now.on_hand_qty, 0 as in_transit_qty, 0 as on_order_qty,
            now.on_hand_qty as position_qty, now.on_hand_qty as usable_qty, 0 as wanted_qty, 0 as spare_qty,
            cast(null as integer) as stock_out_days
        from shelves_now as now
        inner join backtest.shelves as shelves using (policy_number, sku_number)
        inner join inventory.reorder_levels as levels on levels.sku = shelves.policy_sku
    """,
}
"""Tables of a review day, made anew for each policy's SKUs once the models have made them of the seller's."""
SKUS = """
    select row_number() over (order by sku) - 1 as sku_number, levels.*, recent.daily_qty
    from intermediate.int_supply_terms as levels
    inner join (
        select sku, sum(quantity) / 30.0 as daily_qty
        from backtest.movements
        where reason = 'sale' and moved_date < $first_date and moved_date >= $first_date - 30
        group by sku
    ) as recent using (sku)
"""


class NothingToReplay(ValueError):
    """The published history does not reach far enough back; the message says what is there."""


@dataclass(frozen=True)
class History:
    """What is replayed, from `first_date` on. Only SKUs that sold in the 30 days before; arrays go by their number.

    terms -- one row a SKU: what is known of it today, and `daily_qty`, its mean of those 30 days.
    demand -- units sold, days x SKUs.
    """

    first_date: date
    terms: pa.Table
    demand: Units

    def column(self, name: str) -> np.ndarray:
        """A column of `terms` as numbers; what is not known counts as 0."""
        return np.nan_to_num(np.array(self.terms[name].to_pylist(), dtype=float))


def lay_tables(connection: duckdb.DuckDBPyConnection, build: Published, catalog: str) -> None:
    """Lay what the models read under the names that it has there; `see_day` says as of which day it stands."""
    connection.execute(f"attach ':memory:' as {catalog}")
    connection.execute(f"use {catalog}")
    for schema in ("backtest", "ledger", "finance", "staging", "intermediate", "inventory"):
        connection.execute(f"create schema {schema}")
    for name, sql in COPIES.items():
        connection.register("published_rows", build.query(sql))
        connection.execute(f"create table {name} as select * from published_rows")
        connection.unregister("published_rows")
    for table in TABLES:
        connection.execute(f"create table {table}")
    for name, sql in AS_THEY_STOOD.items():
        connection.execute(f"create view {name} as {sql}")


def see_day(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    """From now on the tables hold what was known at the end of `day`."""
    connection.execute("set variable as_of_date = $day", {"day": day})


def read_history(connection: duckdb.DuckDBPyConnection, days: int) -> History:
    """The last `days` days of the tables that were laid. Raises NothingToReplay."""
    found = connection.execute("select min(moved_date), max(moved_date) from backtest.movements where reason = 'sale'")
    first_sale, last_sale = found.fetchone() or (None, None)
    if first_sale is None or (last_sale - first_sale).days < days + 30:
        told = f"sales from {first_sale} to {last_sale}" if first_sale else "no sales"
        raise NothingToReplay(f"The ledger has {told}; needed are {days} days and 30 before them. Choose fewer --days.")
    first_date = last_sale - timedelta(days=days - 1)
    connection.execute(f"create table backtest.skus as {SKUS}", {"first_date": first_date})
    terms = connection.sql("select * from backtest.skus order by sku_number").to_arrow_table()
    sold = connection.execute(
        """
        select moved_date - $first_date as day, sku_number, sum(quantity) as sold_qty
        from backtest.movements inner join backtest.skus using (sku)
        where reason = 'sale' and moved_date >= $first_date
        group by all
        """,
        {"first_date": first_date},
    ).fetchnumpy()
    demand = np.zeros((days, terms.num_rows), np.int64)
    demand[sold["day"].astype(int), sold["sku_number"].astype(int)] = sold["sold_qty"].astype(int)
    return History(first_date, terms, demand)
