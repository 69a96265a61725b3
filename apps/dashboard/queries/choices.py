"""What there is to choose from: stores, marketplaces, months, product lines. No figures."""

from apps.dashboard.queries.selection import Query, Selection, scoped

# How statements call what stands in no product line: of SKUs that have none, and of no SKU.
NO_PRODUCT_LINE, UNALLOCATED = BESIDE_PRODUCT_LINES = ("(no product line)", "(unallocated)")


def stores_and_marketplaces(selection: Selection) -> Query:
    """One row per store and marketplace that has figures, within what the person may see."""
    conditions = scoped(Selection(visible_stores=selection.visible_stores))
    return Query(
        f"""
        select distinct store_id, coalesce(marketplace, '') as marketplace
        from finance.sku_profit_monthly
        {conditions.where}
        order by store_id, marketplace
        """,
        conditions.params,
    )


def months_with_figures(selection: Selection) -> Query:
    """First and last month with figures, and the day of the latest entry. One row."""
    conditions = scoped(Selection(visible_stores=selection.visible_stores))
    return Query(
        f"""
        select min(month) as first_month, max(month) as last_month,
               (select max(booked_date) from ledger.money_entries {conditions.where}) as latest_date
        from finance.sku_profit_monthly
        {conditions.where}
        """,
        conditions.params,
    )


def product_lines(selection: Selection) -> Query:
    """Every product line of the product sheet that has figures."""
    conditions = scoped(Selection(visible_stores=selection.visible_stores)).add("product_line is not null")
    return Query(
        f"select distinct product_line from finance.sku_profit_monthly {conditions.where} order by product_line",
        conditions.params,
    )
