"""Which part of the tables a person looks at, and the parameterised conditions that say so. No SQL of pages."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Query:
    """SQL made of constants only, and the values that go with it."""

    sql: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Selection:
    """What is chosen on the page, inside what the person may see.

    An empty choice means everything. `visible_stores` is the person's right and not a choice: None is every store.
    """

    stores: tuple[str, ...] = ()
    marketplaces: tuple[str, ...] = ()
    first_month: date | None = None
    last_month: date | None = None
    product_lines: tuple[str, ...] = ()
    search: str = ""
    sku: str | None = None
    visible_stores: tuple[str, ...] | None = None
    places: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()

    def between(self, first_month: date | None, last_month: date | None) -> "Selection":
        """The same selection over other months."""
        return replace(self, first_month=first_month, last_month=last_month)

    def of_sku(self, sku: str) -> "Selection":
        """One SKU of this selection; what was searched for no longer matters."""
        return replace(self, sku=sku, search="", product_lines=())


class Conditions:
    """Collects conditions and their values; the text holds names of parameters, never values."""

    def __init__(self) -> None:
        self._clauses: list[str] = ["true"]
        self.params: dict[str, Any] = {}

    def add(self, clause: str, **values: Any) -> "Conditions":
        self._clauses.append(clause)
        self.params.update(values)
        return self

    def one_of(self, column: str, name: str, values: tuple[str, ...] | None) -> "Conditions":
        """`column` is one of `values`; nothing is chosen when they are empty."""
        if values:
            self.add(f"list_contains(${name}, {column})", **{name: list(values)})
        return self

    @property
    def where(self) -> str:
        return "where " + " and ".join(self._clauses)


def of_stores(selection: Selection) -> Conditions:
    """Stores, and above all those that the person may see. Every query of rows that know their store starts here."""
    conditions = Conditions()
    if selection.visible_stores is not None:
        conditions.add("list_contains($visible_stores, store_id)", visible_stores=list(selection.visible_stores))
    return conditions.one_of("store_id", "stores", selection.stores)


def of_stores_or_all(selection: Selection) -> Conditions:
    """The same, of rows that know a store, or none where they concern all of them."""
    conditions = Conditions()
    for name, stores in (("visible_stores", selection.visible_stores), ("stores", selection.stores or None)):
        if stores is not None:
            conditions.add(f"(store_id is null or list_contains(${name}, store_id))", **{name: list(stores)})
    return conditions


def scoped(selection: Selection) -> Conditions:
    """Stores and marketplaces that are selected, of those that the person may see."""
    return of_stores(selection).one_of("coalesce(marketplace, '')", "marketplaces", selection.marketplaces)


def paging(limit: int | None, offset: int) -> tuple[str, dict[str, Any]]:
    """The end of a query that gives one page of its rows, or all of them without a limit, and the values for it."""
    if limit is None:
        return "", {}
    return "limit $row_limit offset $row_offset", {"row_limit": limit, "row_offset": offset}


def months(conditions: Conditions, column: str, selection: Selection) -> Conditions:
    """`column` lies within the selected months, both included."""
    if selection.first_month:
        conditions.add(f"{column} >= $first_month::date", first_month=selection.first_month)
    if selection.last_month:
        conditions.add(
            f"{column} < ($last_month::date + interval 1 month)::date",
            last_month=selection.last_month,
        )
    return conditions


def of_profit(selection: Selection) -> Conditions:
    """The rows of finance.sku_profit_monthly that are selected."""
    conditions = months(scoped(selection), "month", selection)
    conditions.one_of("product_line", "product_lines", selection.product_lines)
    if selection.sku is not None:
        conditions.add("sku = $sku", sku=selection.sku)
    if selection.search:
        conditions.add(
            "(contains(lower(sku), lower($search)) or contains(lower(coalesce(title, '')), lower($search)) "
            "or contains(lower(coalesce(asin, '')), lower($search)))",
            search=selection.search,
        )
    return conditions
