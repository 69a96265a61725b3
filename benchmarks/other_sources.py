"""Orders, FBA ledger rows and tracking events through the full path, beside a hand-written DuckDB script on them.

Usage: python -m benchmarks.other_sources [--orders 1000000] [--ledger-rows 1000000] [--events 10000000] [--keep DIR]

Prints the script, the full path, and a run without a new file; then the ratio. Seconds are this machine's.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

import duckdb

from benchmarks.measure import Measurement, measure

COMMAND = str(Path(sys.executable).parent / "sellerhouse")
STORE = "bench-us"
TO_FILE = "to '{path}' (header, delimiter '{delimiter}', quote '')"
ORDERS = """
    copy (select
        '113-' || (i // 2) as "amazon-order-id", '' as "merchant-order-id",
        strftime(timestamp '2026-01-01' + interval (i * 7) second, '%Y-%m-%dT%H:%M:%S+00:00') as "purchase-date",
        strftime(timestamp '2026-01-02' + interval (i * 7) second, '%Y-%m-%dT%H:%M:%S+00:00') as "last-updated-date",
        'Shipped' as "order-status", 'Amazon' as "fulfillment-channel", 'Amazon.com' as "sales-channel",
        '' as "order-channel", 'SKU-' || (i % 5000) as sku, 'B0' || (i % 5000) as asin, 'Shipped' as "item-status",
        1 + i % 3 as quantity, 'USD' as currency, printf('%.2f', (i % 9000) / 100 + 5) as "item-price",
        '0.00' as "item-tax", 'false' as "is-business-order"
    from range({rows}) as t(i)) """
LEDGER = """
    copy (select
        strftime(date '2026-01-01' + cast(i % 180 as integer), '%m/%d/%Y') as "Date", 'X00' || (i % 5000) as FNSKU,
        'B0' || (i % 5000) as ASIN, 'SKU-' || (i % 5000) as MSKU, 'Thing' as Title,
        (['Shipments', 'Receipts', 'CustomerReturns', 'Adjustments'])[1 + i % 4] as "Event Type",
        'R-' || i as "Reference ID", case i % 4 when 0 then -1 else 1 end as Quantity, 'ABE' || (i % 9) as
        "Fulfillment Center", 'SELLABLE' as Disposition, '' as Reason, 'US' as Country, 0 as "Reconciled Quantity",
        0 as "Unreconciled Quantity"
    from range({rows}) as t(i)) """
EVENTS = """
    copy (select
        'TRK' || (i // 10) as "tracking number", '113-' || (i // 10) as "order id", 'UPS' as carrier,
        strftime(timestamp '2026-01-01' + interval (i // 10) second, '%Y-%m-%d %H:%M:%S+00:00') as "shipped at",
        strftime(timestamp '2026-01-01' + interval (i // 10 + i % 10 * 7200) second, '%Y-%m-%d %H:%M:%S+00:00') as
        "event time", case i % 10 when 9 then 'delivered' else 'in transit' end as status,
        'Scan ' || (i % 10) as description, 'Memphis' as location
    from range({rows}) as t(i)) """
SCRIPT = """
create table orders as
select "amazon-order-id" as order_id, min(cast("purchase-date" as timestamptz)) as purchased_at,
    max("order-status") as order_status, sum(cast(quantity as integer)) as units,
    sum(cast("item-price" as decimal(18, 4))) as amount
from read_csv('{place}/orders.txt', delim = '\t', quote = '', header = true, all_varchar = true) group by all;

create table ledger_events as
select strptime("Date", '%m/%d/%Y') as event_date, FNSKU, MSKU as sku, "Event Type" as event_type,
    cast(Quantity as integer) as quantity, "Fulfillment Center" as centre, Disposition as disposition
from read_csv('{place}/ledger.txt', delim = '\t', quote = '', header = true, all_varchar = true);

create table tracking_events as
select distinct "tracking number" as tracking_number, cast("event time" as timestamptz) as event_at, status, description
from read_csv('{place}/events.csv', header = true, all_varchar = true);

create table parcels as
select tracking_number, arg_max(status, event_at) as status, min(event_at) as first_at, max(event_at) as last_at
from tracking_events group by all;
"""


def main() -> None:
    """Write the files, run the script and the full path over them, and print both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=1_000_000, help="orders, each of two items")
    parser.add_argument("--ledger-rows", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--keep", type=Path, help="leave files, databases and logs in this folder")
    options = parser.parse_args()
    place = options.keep or Path(tempfile.mkdtemp(prefix="sellerhouse-benchmark-"))
    place.mkdir(parents=True, exist_ok=True)
    try:
        write_files(place / "files", options.orders * 2, options.ledger_rows, options.events)
        report(measured_runs(place))
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)


def write_files(folder: Path, order_rows: int, ledger_rows: int, event_rows: int) -> None:
    """The three files in the formats that sellers download."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {
        "orders.txt": (ORDERS, order_rows, "\t"),
        "ledger.txt": (LEDGER, ledger_rows, "\t"),
        "events.csv": (EVENTS, event_rows, ","),
    }
    for name, (query, rows, delimiter) in wanted.items():
        duckdb.sql(query.format(rows=rows) + TO_FILE.format(path=folder / name, delimiter=delimiter))


def measured_runs(place: Path) -> dict[str, Measurement]:
    """The script, the full path, and a run that finds nothing new."""
    log, files = place / "log.txt", place / "files"
    script = place / "script.py"
    made = SCRIPT.format(place=files)
    script.write_text(f"import duckdb\nduckdb.connect({str(place / 'script.duckdb')!r}).execute({made!r})\n")
    run = [COMMAND, "run", "--store", STORE, "--home", str(place / "home")]
    return {
        "script": measure([sys.executable, str(script)], log),
        "full path": measure([*run, str(files)], log),
        "no new file": measure(run, log),
    }


def report(measured: dict[str, Measurement]) -> None:
    """Print the runs, and the full path as a multiple of the script."""
    for name, one in measured.items():
        print(f"  {name:<12} {one}")
    print(f"  full path / script        {measured['full path'].seconds / measured['script'].seconds:6.2f}")


if __name__ == "__main__":
    main()
