"""What moves at Amazon's fulfilment centres, per day and SKU as its ledger tells it. No lot is planned here."""

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from demo.catalogue import FIRST_DAY, PERIOD_DAYS, STORES
from demo.goods import CENTRES, HISTORY, LAST_DAY, NEW_PRODUCT, fulfilment_table
from demo.goods_faults import FOUND, LOST, NOT_RECORDED, never_scanned
from demo.lines import POSTED_AT

SELLABLE = "SELLABLE"
SELLABLE_SHARE, DAMAGED_SHARE, DEFECTIVE_SHARE = 0.7, 0.82, 0.9
# The settlements pay for a damaged unit in every fifth period, and for a removal in every seventh.
DAMAGED_PERIODS = (2, 7, 12, 17, 22)
REMOVAL_PERIODS = (3, 10, 17, 24)
# Only the US store has some sent back, to the overseas warehouse.
SENT_BACK = "store = 0 and period in (10, 24)"
REMOVED_AFTER_DAYS, BACK_AFTER_DAYS = 10, 17
REIMBURSED_LOSS = 2
# product, day, quantity, disposition, reason: of every store
ADJUSTMENTS = (
    *((0, period * PERIOD_DAYS + 3, -1, SELLABLE, "E") for period in DAMAGED_PERIODS),
    *((0, period * PERIOD_DAYS + 3, 1, "WAREHOUSE_DAMAGED", "E") for period in DAMAGED_PERIODS),
    (1, 100, -1, SELLABLE, "M"),
    (1, 121, 1, SELLABLE, "F"),
    # Near the end, so that every store's ledger reaches the day of its snapshot.
    (REIMBURSED_LOSS, LAST_DAY - 2, -1, SELLABLE, "M"),
    (1, 200, -1, SELLABLE, "Q"),
    (1, 200, 1, "DEFECTIVE", "Q"),
)
# store, day, product, event type, reference, quantity, disposition, reason, centre
Event = tuple[int, int, int, str, str, int, str, str, str | None]
CENTRE_TRANSFER_DAY, CENTRE_TRANSFER_UNITS = 10, 2


def make_events(connection: duckdb.DuckDBPyConnection, seed: int) -> None:
    """Create `shipped` and `returned` (one row per order), `removed`, and `events`: the ledger without its receipts."""
    connection.register("fulfilment", fulfilment_table())
    connection.register("fates", _fates(connection, seed))
    connection.execute(_SHIPPED)
    connection.execute(_RETURNED)
    connection.execute(_EVENTS)
    connection.executemany("insert into events values (?, ?, ?, ?, ?, ?, ?, ?, ?)", _single_events())
    connection.execute(
        "create table removed (store integer, period integer, product integer, disposition text, units integer)"
    )
    for period in REMOVAL_PERIODS:
        _remove(connection, period)


def add_receipts(connection: duckdb.DuckDBPyConnection, receipts: list[tuple[int, int, int, str, int]]) -> None:
    """Add what was received, as store, day, product, shipment and units."""
    connection.executemany(f"insert into events values (?, ?, ?, 'Receipts', ?, ?, '{SELLABLE}', '', null)", receipts)


def make_ledger(connection: duckdb.DuckDBPyConnection) -> None:
    """Create `ledger`: the events as rows of each store's file, newest first, with the line that each stands in."""
    connection.execute(
        f"""
        create table ledger as
        select
            events.* exclude (centre), coalesce(events.centre, fulfilment.centre) as centre, country, sku, asin, title,
            date '{FIRST_DAY}' + cast(day as integer) as event_date,
            row_number() over (
                partition by store
                order by day desc, event_type, product, reference_id, disposition, quantity, reason, events.centre
            ) + 1 as line
        from events inner join fulfilment using (store) inner join goods using (product)
        """
    )


def sellable_outflow(connection: duckdb.DuckDBPyConnection) -> npt.NDArray[np.int64]:
    """Units that leave the sellable stock, net, by store, product and day (from HISTORY days before the first)."""
    flow = np.zeros((len(STORES), NEW_PRODUCT + 1, HISTORY + LAST_DAY + 2), dtype=np.int64)
    rows = connection.execute(
        f"""
        select store, product, day + {HISTORY} as day, cast(-sum(quantity) as bigint) as units
        from events where disposition = '{SELLABLE}' group by all
        """
    ).fetchnumpy()
    flow[rows["store"], rows["product"], rows["day"]] = rows["units"]
    return flow


def _single_events() -> list[Event]:
    """What happens in every store, moves between centres, and what is planted."""
    events: list[Event] = []
    for store, place in enumerate(CENTRES):
        for number, (product, day, quantity, disposition, reason) in enumerate(ADJUSTMENTS, 1):
            reference = f"TI{store}{number:06d}"
            events.append((store, day, product, "Adjustments", reference, quantity, disposition, reason, None))
        for quantity, centre in zip((-CENTRE_TRANSFER_UNITS, CENTRE_TRANSFER_UNITS), place.centres, strict=True):
            reference = f"WT{store}000001"
            events.append((store, CENTRE_TRANSFER_DAY, 0, "WhseTransfers", reference, quantity, SELLABLE, "", centre))
    for one, event, reason in (
        (LOST, "Adjustments", "M"),
        (FOUND, "Adjustments", "F"),
        (NOT_RECORDED, "Shipments", ""),
    ):
        events.append((one.store, one.day, one.product, event, one.reference, one.quantity, SELLABLE, reason, None))
    return events


def _fates(connection: duckdb.DuckDBPyConnection, seed: int) -> pa.Table:
    """What becomes of each refunded order's goods: drawn apart from the orders, so that those stay as they are."""
    numbers = connection.execute("select number from items where refund_day >= 0 order by number").fetchnumpy()[
        "number"
    ]
    draw = np.random.Generator(np.random.PCG64([seed, len(STORES)]))
    fate = draw.random(len(numbers))
    kinds = np.select(
        [fate < SELLABLE_SHARE, fate < DAMAGED_SHARE, fate < DEFECTIVE_SHARE],
        [SELLABLE, "CUSTOMER_DAMAGED", "DEFECTIVE"],
        "",
    )
    kinds[np.isin(numbers, never_scanned(connection))] = ""
    return pa.table({"number": numbers, "disposition": kinds, "lag": draw.integers(-2, 5, size=len(numbers))})


def _remove(connection: duckdb.DuckDBPyConnection, period: int) -> None:
    """Have all that cannot be sold disposed of or sent back."""
    day = period * PERIOD_DAYS
    connection.execute(
        f"""
        insert into removed
        select store, {period}, product, disposition, sum(quantity)
        from events where disposition <> '{SELLABLE}' and day <= {day + 7}
        group by store, product, disposition having sum(quantity) > 0
        """
    )
    connection.execute(
        f"""
        insert into events
        select store, {day + REMOVED_AFTER_DAYS}, product,
            case when {SENT_BACK} then 'VendorReturns' else 'Adjustments' end,
            'RMV' || letter || lpad(cast(period as varchar), 4, '0'), -units, disposition,
            case when {SENT_BACK} then '' else 'D' end, null
        from removed inner join fulfilment using (store) where period = {period}
        """
    )


_SHIPPED = f"""
create table shipped as
select
    *, cast(timezone(timezone, timezone('UTC', {POSTED_AT})) as date) as local_date,
    cast(local_date - date '{FIRST_DAY}' as integer) as local_day
from items inner join fulfilment using (store)
"""
_RETURNED = f"""
create table returned as
select items.*, disposition, cast(greatest(items.refund_day + lag, local_day + 1) as integer) as return_day
from items inner join fates using (number) inner join shipped using (number)
where disposition <> '' and return_day <= {LAST_DAY}
"""
_EVENTS = f"""
create table events as
select
    cast(store as integer) as store, local_day as day, cast(product as integer) as product, 'Shipments' as event_type,
    '' as reference_id, cast(-sum(units) as bigint) as quantity, '{SELLABLE}' as disposition, '' as reason,
    cast(null as varchar) as centre
from shipped group by all
union all
select store, return_day, product, 'CustomerReturns', '', sum(units), disposition, '', null
from returned group by all
"""
