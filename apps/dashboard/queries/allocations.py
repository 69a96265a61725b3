"""What SKUs bear of the costs that name none: which, by which rule, and the entries behind. No figures of profit."""

from datetime import date
from typing import Any

from apps.dashboard.queries.choices import NO_PRODUCT_LINE, UNALLOCATED
from apps.dashboard.queries.entries import NO_SKU, Figure
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


def of_account(selection: Selection, account_id: str, currency: str | None) -> Query:
    """The same rows of one account of the income statement, of the product lines that are chosen, by booking store."""
    conditions = months(scoped(selection), "month", selection).add("account_id = $account_id", account_id=account_id)
    conditions.one_of("product_line", "product_lines", selection.product_lines)
    if currency:
        conditions.add("currency = $currency", currency=currency)
    return Query(
        f"""
        with lines as (
            select store_id, sku, any_value(product_line) as product_line from finance.sku_profit_monthly group by all
        ), given as (
            select allocations.*,
                   if(sku = '{NO_SKU}', '{UNALLOCATED}', coalesce(lines.product_line, '{NO_PRODUCT_LINE}'))
                       as product_line
            from finance.allocations left join lines using (store_id, sku)
        ), booked as (
            select * replace (booked_store_id as store_id, booked_marketplace as marketplace) from given
        )
        select month, category, account_id, document_id, booked_store_id, rule, driver,
               sum({"amount" if currency else "amount_base"}) as allocated,
               sum(driver_share_numerator) / nullif(max(driver_share_denominator), 0) as share_pct
        from booked
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
