"""The balance of every account, what is deferred and kept in reserve, and the entries of a balance. Adds no account."""

from apps.dashboard.queries.entries import Figure
from apps.dashboard.queries.selection import Query, Selection, months, of_stores


def balances(selection: Selection, currency: str | None) -> Query:
    """One row per account, in `currency` alone or all in the reporting currency: debits, credits and what stands there.

    `exchanged` is what of it the account's currencies gained, which no entry has.
    """
    conditions = of_stores(selection)
    base = "_base" if currency is None else ""
    gains = "0"
    if currency:
        conditions.add("currency = $currency", currency=currency)
    else:
        gains = f"""coalesce((
            select sum(realised_amount_base + unrealised_change_amount_base) from finance.exchange_gains
            {conditions.where} and exchange_gains.account_id = balances.account_id
        ), 0)"""
    return Query(
        f"""
        with balances as (
            select account_id, account_code, account_type, sum(debit_amount{base})::decimal(18, 4) as debit_amount,
                   sum(credit_amount{base})::decimal(18, 4) as credit_amount,
                   sum(balance_amount{base})::decimal(18, 4) as balance_amount
            from finance.trial_balance {conditions.where}
            group by account_id, account_code, account_type
        )
        select *, ({gains})::decimal(18, 4) as exchanged from balances order by account_code, account_id
        """,
        conditions.params,
    )


def held_back(selection: Selection) -> Query:
    """One row per store, account, currency and month of what marketplaces hold back, the latest first."""
    conditions = months(of_stores(selection), "month", selection)
    return Query(
        f"""
        select * from finance.deferral_roll_forward {conditions.where}
        order by month desc, store_id, account_id, currency
        """,
        conditions.params,
    )


def entries_of_balance(selection: Selection, account_id: str, currency: str | None) -> Figure:
    """The entries of an account in the months selected: what is debited adds to its balance."""
    conditions = months(of_stores(selection), "booked_date", selection)
    conditions.add("$account_id in (debit_account, credit_account)", account_id=account_id)
    if currency:
        conditions.add("currency = $currency", currency=currency)
    return Figure(conditions, "debit_account = $account_id", "credit_account = $account_id")
