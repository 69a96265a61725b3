"""What lies where, what it cost and how long it lasts, added up over places by the database. No movements."""

from apps.dashboard.queries.goods import of_goods
from apps.dashboard.queries.selection import Conditions, Query, Selection, paging

AGES = ("0_to_30", "31_to_60", "61_to_90", "91_to_180", "181_to_270", "271_to_365", "366_plus")
_AGED = ",\n".join(f"coalesce(sum(age_{age}_days_qty), 0)::bigint as age_{age}" for age in AGES)
# A shipment is a place of its own, and also to come to the place that it goes to: it counts once.
_IS_LYING = "location_type <> 'in_transit'"
_TOTALS = f"""
    coalesce(sum(on_hand_qty) filter ({_IS_LYING}), 0)::bigint as on_hand_qty,
    coalesce(sum(available_qty) filter ({_IS_LYING}), 0)::bigint as available_qty,
    coalesce(sum(reserved_qty), 0)::bigint as reserved_qty,
    coalesce(sum(unfulfillable_qty), 0)::bigint as unfulfillable_qty,
    coalesce(sum(inspection_qty), 0)::bigint as inspection_qty,
    greatest(
        coalesce(sum(in_transit_qty), 0), coalesce(sum(on_hand_qty) filter (not {_IS_LYING}), 0)
    )::bigint as in_transit_qty,
    coalesce(sum(on_order_qty), 0)::bigint as on_order_qty,
    sum(daily_demand_qty) as daily_demand_qty,
    floor(sum(available_qty) filter ({_IS_LYING}) / nullif(sum(daily_demand_qty), 0)) as cover_days,
    coalesce(sum(value_amount_base), 0) as value_base,
    coalesce(sum(uncosted_qty), 0)::bigint as uncosted_qty,
    coalesce(sum(age_181_to_270_days_qty + age_271_to_365_days_qty + age_366_plus_days_qty), 0)::bigint as aged_qty,
    max(as_of_date) as as_of_date
"""
SORTABLE = {
    "value": "value_base desc",
    "cover": "first_out_date asc nulls last, cover_days asc nulls last",
    "oldest": "aged_qty desc",
    "on_hand": "on_hand_qty desc",
}


def totals(selection: Selection) -> Query:
    """One row: the headline figures of the selection."""
    conditions = _of(selection)
    return Query(
        f"select {_TOTALS}, count(distinct sku) as skus from inventory.stock_position {conditions.where}",
        conditions.params,
    )


def by_sku(selection: Selection, order: str = "value", limit: int | None = None, offset: int = 0) -> Query:
    """One row per SKU, over all chosen places."""
    conditions = _of(selection)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select sku, any_value(title) as title, any_value(asin) as asin, any_value(abc_class) as abc_class,
               any_value(xyz_class) as xyz_class, {_TOTALS}, {_AGED}, min(expected_date) as expected_date,
               min(stock_out_date) as first_out_date
        from inventory.stock_position {conditions.where}
        group by sku order by {SORTABLE[order]}, sku {limited}
        """,
        conditions.params | values,
    )


def ages(selection: Selection) -> Query:
    """One row: units by how long ago their batch came."""
    conditions = _of(selection)
    return Query(f"select {_AGED} from inventory.stock_position {conditions.where}", conditions.params)


def by_place(selection: Selection) -> Query:
    """One row per place, the most valuable first."""
    conditions = _of(selection)
    return Query(
        f"""
        select location, sum(on_hand_qty)::bigint as on_hand_qty, coalesce(sum(value_amount_base), 0) as value_base
        from inventory.stock_position {conditions.where}
        group by location having sum(on_hand_qty) <> 0 order by value_base desc, location
        """,
        conditions.params,
    )


def places_of(selection: Selection) -> Query:
    """One row per place of one SKU, as it stands in the published table."""
    conditions = _of(selection)
    return Query(
        f"""
        select *, value_amount_base as value_base from inventory.stock_position {conditions.where}
        order by on_hand_qty desc nulls last, location
        """,
        conditions.params,
    )


def batches_of(selection: Selection) -> Query:
    """What is left of each batch of one SKU at each place, the oldest first."""
    conditions = _of_balances(selection, "balances.").add("valid_until_date is null and on_hand_qty <> 0")
    return Query(
        f"""
        select balances.location, balances.batch_id, balances.condition, balances.on_hand_qty, batches.received_date,
               (select max(as_of_date) from inventory.stock_position) - batches.received_date as age_days,
               batches.supplier, batches.purchase_order_id, batches.unit_cost_amount, batches.currency,
               batches.raw_file, batches.raw_line, batches.content_hash, balances.sku
        from ledger.stock_balances as balances
        left join ledger.batches as batches on batches.sku = balances.sku and batches.batch_id = balances.batch_id
        {conditions.where}
        order by batches.received_date nulls first, balances.batch_id, balances.location, balances.condition
        """,
        conditions.params,
    )


def by_day(selection: Selection) -> Query:
    """Units of one SKU at the end of each day on which they changed and of the last day, at all places together."""
    conditions = _of_balances(selection)
    return Query(
        f"""
        with changes as (
            select valid_from_date as day, on_hand_qty as change from ledger.stock_balances {conditions.where}
            union all
            select valid_until_date as day, -on_hand_qty as change from ledger.stock_balances {conditions.where}
            and valid_until_date is not null
        ), days as (
            select day, sum(change) as change from changes group by day
        )
        select day, sum(change) over (order by day)::bigint as on_hand_qty from days
        union all
        select (select max(as_of_date) from inventory.stock_position), sum(change)::bigint from days having count(*) > 0
        order by day
        """,
        conditions.params,
    )


def _of(selection: Selection) -> Conditions:
    return of_goods(selection, "sku", "title", "asin")


def _of_balances(selection: Selection, table: str = "") -> Conditions:
    """Balances know no store; they are scoped by the places that the person may see the SKU at."""
    visible = of_goods(Selection(visible_stores=selection.visible_stores))
    conditions = Conditions().add(f"{table}sku = $sku", sku=selection.sku)
    conditions.one_of(f"{table}location", "places", selection.places)
    if selection.visible_stores is not None:
        seen = f"(select location from inventory.stock_position {visible.where} and sku = $sku)"
        conditions.add(f"{table}location in {seen}", **visible.params)
    return conditions
