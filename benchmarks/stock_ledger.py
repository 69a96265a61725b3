"""Units traced to their batches for many SKUs, and once more a day later, beside a script that only adds up on-hand.

Usage: python -m benchmarks.stock_ledger [--skus 20000] [--keep DIR]

Each SKU has three years: a receipt a month, a shipment a quarter to each of seven other places (both ends), 500 sales
from these and 25 returns, which is 728 movements. Prints the script, the trace of everything, the trace of a day's
sales, and reading what is published; then the ratios. Seconds are this machine's.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.measure import Measurement, measure
from orchestration.project import invoke
from warehouse.home import Home
from warehouse.settings import Settings

DAYS, SALES_A_SKU = 1095, 500
NONE = "cast(null as varchar)"
COLUMNS = """movement_key, moved_at, moved_date, store_id, sku, batch_id, quantity, from_location, to_location,
    from_condition, to_condition, reason, document_id, order_id, raw_file, raw_line, content_hash"""
MOVEMENT = """select
    '{key}-' || s || '-' || i as movement_key, cast({day} + interval 12 hour as timestamptz) as moved_at,
    {day} as moved_date,
    'bench' as store_id, 'SKU-' || lpad(cast(s as varchar), 6, '0') as sku, cast(null as varchar) as batch_id,
    cast({quantity} as integer) as quantity, {origin} as from_location, {destination} as to_location,
    {before} as from_condition, {after} as to_condition, '{key}' as reason, '{key}:' || s || '-' || i as document_id,
    {order} as order_id, 'bench.csv' as raw_file, cast(i as integer) as raw_line, '{key}' as content_hash
from range({skus}) as of_sku(s), range({rows}) as of_row(i)"""
FIRST, OVERSEAS = "date '2023-01-01'", "'fba:bench:' || (i % 7)"
KINDS = {
    "receipt": {"rows": 36, "day": f"{FIRST} + cast(i * 30 as integer)", "quantity": 55, "origin": "'supplier'",
                "destination": "'warehouse:cn'", "before": NONE, "after": "'sellable'"},
    "transfer_out": {"rows": 84, "day": f"{FIRST} + cast(i // 7 * 90 + 1 as integer)", "quantity": 22,
                     "origin": "'warehouse:cn'", "destination": "'in_transit:' || s || '-' || i"},
    "transfer_in": {"rows": 84, "day": f"{FIRST} + cast(i // 7 * 90 + 35 as integer)", "quantity": 22,
                    "origin": "'in_transit:' || s || '-' || i", "destination": OVERSEAS},
    "sale": {"rows": SALES_A_SKU, "day": f"{FIRST} + cast(40 + (i * 2 + s % 2) % 1050 as integer)",
             "quantity": "1 + i % 3",
             "origin": OVERSEAS, "destination": "'customer'", "after": NONE, "order": "'O-' || s || '-' || i"},
    "return": {"rows": 25, "day": f"{FIRST} + cast(60 + (i * 40 + s % 2) % 1050 as integer)", "quantity": 1,
               "origin": "'customer'", "before": NONE, "destination": "'fba:bench:' || (i * 20 % 7)",
               "after": "'unfulfillable'", "order": "'O-' || s || '-' || (i * 20)"},
}  # fmt: skip
OF_ALL_KINDS = {"before": "'sellable'", "after": "'sellable'", "order": NONE}
NEXT_DAY = f"""insert into intermediate.int_source_movements select 'next-' || i, timestamptz '2025-12-31 12:00:00+00',
    date '2025-12-31', 'bench', 'SKU-' || lpad(cast(hash(i) % {{skus}} as varchar), 6, '0'), null, 1,
    'fba:bench:' || (i % 7), 'customer', 'sellable', null, 'sale', 'sale:next-' || i, 'O-next-' || i, 'next.csv',
    cast(i as integer), 'next' from range({{skus}} * {SALES_A_SKU} // {DAYS}) as of_row(i)"""
COSTS = """create schema staging; create schema if not exists ledger;
create table staging.stg_purchasing__receipts as select content_hash, raw_file, raw_line, sku,
    cast(0 as decimal(18, 4)) as freight_amount, cast(0 as decimal(18, 4)) as duty_amount,
    cast(0 as decimal(18, 4)) as other_amount, 'USD' as currency from intermediate.int_source_movements where false;
create table staging.stg_purchasing__transfers as select content_hash, raw_file, raw_line, sku,
    cast(0 as decimal(18, 4)) as freight_amount, 'USD' as currency from intermediate.int_source_movements where false;
create table staging.stg_purchasing__purchase_order_lines as select 'bench' as store_id, '' as purchase_order_id,
    '' as sku, '' as supplier, 1 as ordered_qty, cast(1 as decimal(18, 4)) as purchase_cost_amount,
    'USD' as currency where false;
create table staging.stg_purchasing__product_costs as select 'bench' as store_id, sku,
    date '2000-01-01' as valid_from_date, cast(null as date) as valid_until_date,
    3.3333::decimal(18, 4) as unit_goods_amount, 0.2::decimal(18, 4) as unit_freight_amount,
    0.1::decimal(18, 4) as unit_duty_amount, 0::decimal(18, 4) as unit_other_amount,
    3.6333::decimal(18, 4) as unit_cost_amount, 'USD' as currency
    from (select distinct sku from intermediate.int_source_movements);
create table staging.stg_backoffice__settings as select 'reporting_currency' as name, 'USD' as value;
create table ledger.exchange_rates (currency varchar, rate_date date, fx_rate decimal(18, 8));"""
SCRIPT = """create or replace table on_hand as
select sku, place, sum(quantity) as quantity from (
    select sku, to_location as place, quantity from intermediate.int_source_movements where to_condition is not null
    union all
    select sku, from_location, -quantity from intermediate.int_source_movements where from_condition is not null)
group by all"""
READ = """copy (from ledger.stock_movements) to '{place}/movements.parquet';
copy (from ledger.stock_balances) to '{place}/balances.parquet'"""
INPUT = ["int_source_movements", "int_reporting_date"]
MODELS = ["--select", "path:models/ledger/stock,int_source_movements+", "--exclude", *INPUT]


def main() -> None:
    """Write the movements, measure everything on them, and print it; or, as the measured process, only trace."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--skus", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="leave databases and logs in this folder")
    parser.add_argument("--trace", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.trace:
        invoke(Home.locate(options.trace), Settings(), ["run", *MODELS])
        return
    place = options.keep or Path(tempfile.mkdtemp(prefix="sellerhouse-benchmark-"))
    place.mkdir(parents=True, exist_ok=True)
    try:
        report(measured_runs(place, options.skus))
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)


def write_movements(home: Home, skus: int) -> int:
    """The movements of all SKUs as the ledger's input, and what a unit costs; returns how many movements."""
    duckdb.connect(str(home.raw)).close()
    with duckdb.connect(str(home.build)) as connection:
        connection.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false; create schema intermediate")
        for number, (key, kind) in enumerate(KINDS.items()):
            rows = MOVEMENT.format(key=key, skus=skus, **{**OF_ALL_KINDS, **kind})
            into = "insert into" if number else "create table"
            connection.execute(f"{into} intermediate.int_source_movements {'as ' * (not number)}{rows}")
        connection.execute(COSTS)
        return connection.execute("select count(*) from intermediate.int_source_movements").fetchall()[0][0]


def measured_runs(place: Path, skus: int) -> dict[str, Measurement]:
    """The script, the trace of everything, that of a day more, and reading what is published."""
    home, log = Home.locate(place / "home").create(), place / "log.txt"
    print(f"\n{write_movements(home, skus):,} movements of {skus:,} SKUs")
    trace = [sys.executable, "-m", "benchmarks.stock_ledger", "--trace", str(home.root)]
    measured = {"script": measure(_sql(home, SCRIPT), log), "everything": measure(trace, log)}
    with duckdb.connect(str(home.build)) as connection:
        connection.execute(NEXT_DAY.format(skus=skus))
    measured["a day more"] = measure(trace, log)
    measured["reading"] = measure(_sql(home, READ.format(place=place)), log)
    return measured


def _sql(home: Home, script: str) -> list[str]:
    settings = "{'memory_limit': '4GB', 'preserve_insertion_order': 'false'}"
    return [
        sys.executable,
        "-c",
        f"import duckdb; duckdb.connect({str(home.build)!r}, config={settings}).execute({script!r})",
    ]


def report(measured: dict[str, Measurement]) -> None:
    """Print the runs, and what is traced as a multiple of the script."""
    for name, one in measured.items():
        print(f"  {name:<12} {one}")
    print(f"  everything / script       {measured['everything'].seconds / measured['script'].seconds:6.2f}")
    print(f"  a day more / script       {measured['a day more'].seconds / measured['script'].seconds:6.2f}")


if __name__ == "__main__":
    main()
