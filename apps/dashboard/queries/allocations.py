"""What a SKU bears of the costs that name none: which, by which rule, and the entries behind. No profit tables."""

from datetime import date
from typing import Any

from apps.dashboard.queries.entries import Figure
from apps.dashboard.queries.selection import Conditions, Query, Selection, months, scoped


def of_sku(selection: Selection) -> Query:
    """One row per document, kind of cost, month, rule and driver of which the SKU bears a part, the largest first."""
    conditions = months(scoped(selection), "month", selection).add("sku = $sku", sku=selection.sku)
    return Query(
        f"""
        select month, category, account_id, document_id, booked_store_id, rule, driver,
               sum(amount_base) as allocated,
               sum(driver_share_numerator) / nullif(max(driver_share_denominator), 0) as share_pct
        from finance.allocations
        {conditions.where}
        group by all
        order by abs(sum(amount_base)) desc, month, document_id, category
        """,
        conditions.params,
    )


def entries_of(visible: Selection, row: dict[str, Any]) -> Figure:
    """The entries of which `row` of `of_sku` is a part."""
    month: date = row["month"]
    conditions = months(_visible(visible), "booked_date", visible.between(month, month)).add(
        "sku is null and document_id = $document_id and store_id = $booked_store and category = $category",
        document_id=row["document_id"],
        booked_store=row["booked_store_id"],
        category=row["category"],
    )
    adds, takes = "credit_account = $account", "debit_account = $account"
    return Figure(conditions.add(f"({adds} or {takes})", account=row["account_id"]), adds, takes)


def _visible(visible: Selection) -> Conditions:
    return scoped(Selection(visible_stores=visible.visible_stores))
