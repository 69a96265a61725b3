"""Profit by month, store and SKU, added up in the reporting currency by the database. No ledger entries."""

from apps.dashboard.queries.selection import Conditions, Query, Selection, months, of_profit, scoped

# The steps from product sales to profit. Each is a column of both profit tables, in the order of the waterfall.
STEPS = (
    "product_sales",
    "shipping",
    "promotions",
    "refunds",
    "cogs",
    "referral_fees",
    "fulfilment_fees",
    "advertising",
    "storage_fees",
    "other_fees",
    "reimbursements",
    "adjustments",
    "overheads",
    "financial",
)
# What the cost of goods is made of. Each is a column of the profit tables.
COST_PARTS = ("cogs_goods", "cogs_freight", "cogs_duty", "cogs_other")
# What SKUs can be added up by. Each is a column of finance.sku_profit_monthly.
GROUPS = (
    "sku", "asin", "parent_asin", "brand", "product_line", "store_id", "marketplace", "country_code", "currency",
    "month",
)  # fmt: skip
# What is left of other_amount has no column of its own.
_ADJUSTMENTS = "other_amount_base - reimbursements_amount_base - financial_amount_base"
_SUMMED_STEPS = ",\n".join(
    f"sum({_ADJUSTMENTS if step == 'adjustments' else f'{step}_amount_base'}) as {step}" for step in STEPS
)
_PARTS = ", ".join(f"coalesce(sum({part}_amount_base), 0) as {part}" for part in COST_PARTS)
_TOTALS = """
    coalesce(sum(units_sold_qty), 0)::bigint as units_sold_qty,
    coalesce(sum(units_refunded_qty), 0)::bigint as units_refunded_qty,
    coalesce(sum(product_sales_amount_base), 0) as product_sales,
    coalesce(sum(net_sales_amount_base), 0) as net_sales,
    coalesce(sum(cogs_amount_base), 0) as cogs,
    coalesce(sum(fees_amount_base), 0) as fees,
    coalesce(sum(advertising_amount_base), 0) as advertising,
    coalesce(sum(other_amount_base), 0) as other,
    coalesce(sum(profit_amount_base), 0) as profit,
    coalesce(bool_and(is_cost_complete), true) as is_cost_complete
"""
_ALLOCATED = """
    coalesce(sum(allocated_amount_base), 0) as allocated,
    coalesce(sum(full_profit_amount_base), 0) as full_profit
"""
SORTABLE = {
    "profit": "profit desc",
    "loss": "profit asc",
    "net_sales": "net_sales desc",
    "units": "units_sold_qty desc",
    "margin": "margin_pct asc nulls last",
    "full_profit": "full_profit desc",
}


def totals(selection: Selection) -> Query:
    """One row: the headline figures of the selection."""
    conditions = of_profit(selection)
    return Query(f"select {_TOTALS} from finance.sku_profit_monthly {conditions.where}", conditions.params)


def by_month(selection: Selection) -> Query:
    """One row per month of the selection."""
    conditions = of_profit(selection)
    return Query(
        f"select month, {_TOTALS} from finance.sku_profit_monthly {conditions.where} group by month order by month",
        conditions.params,
    )


def by_store(selection: Selection) -> Query:
    """One row per store, the most profitable first."""
    conditions = of_profit(selection)
    return Query(
        f"""
        select store_id, {_TOTALS} from finance.sku_profit_monthly {conditions.where}
        group by store_id order by profit desc, store_id
        """,
        conditions.params,
    )


def by_sku(selection: Selection, order: str = "profit", limit: int | None = None) -> Query:
    """One row per SKU; a SKU that several stores sell is one row over all of them."""
    conditions = of_profit(selection)
    return Query(
        f"""
        select sku, any_value(title) as title, any_value(product_line) as product_line, any_value(asin) as asin,
               {_ALLOCATED}, {_TOTALS}, {_PARTS},
               sum(profit_amount_base) / nullif(sum(net_sales_amount_base), 0) as margin_pct,
               sum(full_profit_amount_base) / nullif(sum(net_sales_amount_base), 0) as full_margin_pct
        from finance.sku_profit_monthly
        {conditions.where}
        group by sku
        order by {SORTABLE[order]}, sku
        {"" if limit is None else "limit $row_limit"}
        """,
        conditions.params | ({} if limit is None else {"row_limit": limit}),
    )


def by_group(selection: Selection, group: str, order: str = "profit", limit: int | None = None) -> Query:
    """One row per value of `group`, one of GROUPS; it is null where the product sheet or the file names none.

    `profit` is what the rows name themselves, `full_profit` what is left with the costs that were allocated to them.
    """
    conditions = of_profit(selection)
    name = GROUPS[GROUPS.index(group)]
    value = name if name == "month" else f"nullif({name}, '')"
    return Query(
        f"""
        select {value} as {name}, {_ALLOCATED}, {_TOTALS}, {_PARTS},
               sum(profit_amount_base) / nullif(sum(net_sales_amount_base), 0) as margin_pct,
               sum(full_profit_amount_base) / nullif(sum(net_sales_amount_base), 0) as full_margin_pct
        from finance.sku_profit_monthly
        {conditions.where}
        group by {value}
        order by {SORTABLE[order]}, 1
        {"" if limit is None else "limit $row_limit"}
        """,
        conditions.params | ({} if limit is None else {"row_limit": limit}),
    )


def sku_count(selection: Selection) -> Query:
    """How many SKUs the selection has, and how many of them lack a cost."""
    conditions = of_profit(selection)
    return Query(
        f"""
        select count(distinct sku)::bigint as skus,
               count(distinct sku) filter (not is_cost_complete)::bigint as skus_without_cost
        from finance.sku_profit_monthly {conditions.where}
        """,
        conditions.params,
    )


def waterfall(selection: Selection) -> Query:
    """One row: every step from product sales to profit, and the parts of the cost of goods."""
    conditions = of_profit(selection)
    return Query(
        f"""
        select {_SUMMED_STEPS}, {_PARTS}, sum(net_sales_amount_base) as net_sales,
               sum(gross_profit_amount_base) as gross_profit,
               sum(marketplace_profit_amount_base) as marketplace_profit, sum(profit_amount_base) as profit,
               sum(allocated_amount_base) as allocated, sum(full_profit_amount_base) as full_profit
        from finance.sku_profit_monthly {conditions.where}
        """,
        conditions.params,
    )


def orders(selection: Selection, limit: int, offset: int) -> Query:
    """One page of the orders of one SKU, latest first."""
    conditions = _of_orders(selection)
    return Query(
        f"""
        select first_posted_at, order_id, store_id, marketplace, units_sold_qty, units_refunded_qty,
               net_sales_amount_base as net_sales, cogs_amount_base as cogs, fees_amount_base as fees,
               advertising_amount_base + other_amount_base as other, profit_amount_base as profit, is_cost_complete
        from finance.order_profit
        {conditions.where}
        order by first_posted_at desc nulls last, order_id, order_item_id
        limit $row_limit offset $row_offset
        """,
        conditions.params | {"row_limit": limit, "row_offset": offset},
    )


def order_count(selection: Selection) -> Query:
    """How many rows `orders` has in all."""
    conditions = _of_orders(selection)
    return Query(f"select count(*) as orders from finance.order_profit {conditions.where}", conditions.params)


def _of_orders(selection: Selection) -> Conditions:
    conditions = months(scoped(selection), "month", selection)
    return conditions.add("sku = $sku and order_id is not null", sku=selection.sku)
