"""What the tables of goods share: whether they are published, which stores and places they know. No figures."""

from apps.dashboard.queries.selection import Conditions, Query, Selection

# The tables of schema `inventory` that are chosen from, and the column in which each names its place.
PLACE_COLUMNS = {
    "stock_position": "location",
    "replenishment": "to_location",
    "slow_movers": "location",
    "stocktake_gaps": "location",
}


def of_goods(selection: Selection, *searched: str, place: str = "location", store: str = "store_id") -> Conditions:
    """Rows of the chosen stores and places, and those of no store, which all share; `searched` hold the words."""
    conditions = Conditions()
    for name, stores in (("visible_stores", selection.visible_stores), ("stores", selection.stores or None)):
        if stores is not None:
            conditions.add(f"({store} is null or list_contains(${name}, {store}))", **{name: list(stores)})
    conditions.one_of(place, "places", selection.places)
    conditions.one_of("abc_class", "classes", selection.classes)
    if selection.sku is not None:
        conditions.add("sku = $sku", sku=selection.sku)
    if selection.search and searched:
        held = " or ".join(f"contains(lower(coalesce({column}, '')), lower($search))" for column in searched)
        conditions.add(f"({held})", search=selection.search)
    return conditions


def columns_of(schema: str, table: str) -> Query:
    """The columns of a published table; none where this build has no such table."""
    return Query(
        "select column_name from information_schema.columns where table_schema = $schema and table_name = $table",
        {"schema": schema, "table": table},
    )


def of_places(selection: Selection, table: str, *searched: str) -> Conditions:
    """The same for a table that names no store: a marketplace's warehouse is its store's, all others are shared."""
    place = PLACE_COLUMNS[table]
    return of_goods(selection, *searched, place=place, store=_store_of(place))


def has_rows(table: str, selection: Selection) -> Query:
    """One row: whether a table of schema `inventory` has any row that the person may see."""
    conditions = of_places(_visible(selection), table)
    return Query(f"select exists(select 1 from inventory.{table} {conditions.where}) as has_rows", conditions.params)


def stores(table: str, selection: Selection) -> Query:
    """Every store whose places a table of schema `inventory` names."""
    place = PLACE_COLUMNS[table]
    conditions = of_places(_visible(selection), table).add(f"{_store_of(place)} is not null")
    return Query(
        f"select distinct {_store_of(place)} as store_id from inventory.{table} {conditions.where} order by store_id",
        conditions.params,
    )


def places(table: str, selection: Selection) -> Query:
    """Every place of a table of schema `inventory`, within the chosen stores."""
    place = PLACE_COLUMNS[table]
    within = Selection(stores=selection.stores, visible_stores=selection.visible_stores)
    conditions = of_places(within, table).add(f"{place} is not null")
    return Query(
        f"select distinct {place} as location from inventory.{table} {conditions.where} order by location",
        conditions.params,
    )


def _store_of(place: str) -> str:
    return f"case when {place} like 'fba:%' or {place} like 'awd:%' then split_part({place}, ':', 2) end"


def _visible(selection: Selection) -> Selection:
    return Selection(visible_stores=selection.visible_stores)
