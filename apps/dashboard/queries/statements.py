"""Income statement, cash flow and forecast, a row per line and month. No ledger entries, no sums of steps."""

from typing import Literal

from apps.dashboard.queries.selection import Conditions, Query, Selection, months, of_stores, scoped


def currencies(selection: Selection, table: str) -> Query:
    """Every currency in which there are figures in a table of schema finance, named by the code alone."""
    conditions = of_stores(selection)
    return Query(
        f"select distinct currency from finance.{table} {conditions.where} order by currency", conditions.params
    )


def income(selection: Selection, currency: str | None, costs: Literal["direct", "full"] = "full") -> Query:
    """One row per account and month: income +, cost −, in `currency` alone or all in the reporting currency.

    `direct_amount` is what names a SKU; with `costs` direct there is nothing else in `amount`.
    """
    conditions = _of_lines(months(scoped(selection), "month", selection), selection)
    amount = _amount(conditions, currency)
    if costs == "direct":
        conditions.add("attribution = 'direct'")
    return Query(
        f"""
        select profit_line, account_id, account_name, month, sum({amount}) as amount,
               coalesce(sum({amount}) filter (attribution = 'direct'), 0) as direct_amount
        from finance.income_statement
        {conditions.where}
        group by all
        having sum({amount}) <> 0
        order by min(account_code), month
        """,
        conditions.params,
    )


def exchange_gains(selection: Selection) -> Query:
    """One row per account, currency and month whose currency gained or lost anything."""
    conditions = months(of_stores(selection), "month", selection)
    conditions.add("(realised_amount_base <> 0 or unrealised_change_amount_base <> 0)")
    return Query(
        f"""
        select month, store_id, account_id as account, currency, closing_amount, fx_rate, closing_amount_base,
               realised_amount_base, unrealised_change_amount_base
        from finance.exchange_gains
        {conditions.where}
        order by month desc, store_id, account, currency
        """,
        conditions.params,
    )


def cash_flow(selection: Selection, currency: str | None) -> Query:
    """One row per section, line and month: what comes in is positive."""
    conditions = _of_lines(months(of_stores(selection), "month", selection), selection)
    return Query(
        f"""
        select section, cash_line, month, sum({_amount(conditions, currency)}) as amount,
               bool_or(wallet_account = 'payouts_in_transit') as is_on_its_way
        from finance.cash_flow
        {conditions.where}
        group by all
        order by section, cash_line, month
        """,
        conditions.params,
    )


def cash_parts(selection: Selection, section: str, cash_line: str, currency: str | None) -> Query:
    """What one line of the cash flow is made of: a row per product line, reason why it is its, and pair of accounts."""
    conditions = _of_lines(months(of_stores(selection), "month", selection), selection)
    amount = _amount(conditions, currency)
    conditions.add("section = $section and cash_line = $cash_line", section=section, cash_line=cash_line)
    return Query(
        f"""
        select product_line, attribution, wallet_account as wallet, counter_account as account, category,
               sum({amount}) as total
        from finance.cash_flow
        {conditions.where}
        group by all
        having sum({amount}) <> 0
        order by product_line, attribution, wallet, account, category
        """,
        conditions.params,
    )


def forecast(selection: Selection, currency: str | None) -> Query:
    """One row per week of the forecast; what has no rate into the reporting currency is left out of it."""
    conditions = of_stores(selection)
    factor = "fx_rate"
    if currency:
        factor = "1"
        conditions.add("currency = $currency", currency=currency)
    summed = ", ".join(
        f"coalesce(sum({name}_amount * {factor}), 0)::decimal(18, 4) as {name}_amount" for name in FORECAST
    )
    return Query(
        f"""
        select week_number, week_start_date, any_value(as_of_date) as as_of_date, {summed}
        from finance.cash_forecast
        {conditions.where}
        group by week_number, week_start_date
        order by week_number
        """,
        conditions.params,
    )


FORECAST = (
    "opening", "payouts_under_way", "reserve_release", "deferred_release", "average_payouts", "own_shop", "receipts",
    "purchase_orders", "recurring_expenses", "budgets", "payments", "closing",
)  # fmt: skip


def _of_lines(conditions: Conditions, selection: Selection) -> Conditions:
    return conditions.one_of("product_line", "product_lines", selection.product_lines)


def _amount(conditions: Conditions, currency: str | None) -> str:
    if currency is None:
        return "amount_base"
    conditions.add("currency = $currency", currency=currency)
    return "amount"
