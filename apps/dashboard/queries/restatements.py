"""What months were reported as, what changed them since, and the entries of a changed amount. Closes no month."""

from datetime import date
from typing import Any

from apps.dashboard.queries.entries import Figure
from apps.dashboard.queries.selection import Conditions, Query, Selection, months, of_stores, paging

FIRST = "first_report"


def by_month(selection: Selection) -> Query:
    """One row per store and month that is over, the latest first: its profit now, and what changed since."""
    conditions = months(of_stores(selection), "month", selection)
    return Query(
        f"""
        with known as (
            select restated.*, accounts.profit_line is not null as is_profit
            from finance.restatements as restated
            left join ledger.accounts as accounts using (account_id)
        )
        select month, store_id, min(first_reported_at) as first_reported_at,
               coalesce(sum(difference_amount_base) filter (is_profit), 0)::decimal(18, 4) as profit,
               count(*) filter (cause <> '{FIRST}') as changes,
               count(*) filter (adjusted_in_month is not null and cause <> '{FIRST}') as adjustments,
               coalesce(sum(difference_amount_base) filter (is_profit and cause <> '{FIRST}'), 0)::decimal(18, 4)
                   as profit_change
        from known {conditions.where}
        group by month, store_id order by month desc, store_id
        """,
        conditions.params,
    )


def by_cause(visible: Selection, store_id: str, month: date) -> Query:
    """One row per cause of a month's lines: how many."""
    conditions = _of_month(visible, store_id, month)
    return Query(
        f"select cause, count(*) as lines from finance.restatements {conditions.where} group by cause order by cause",
        conditions.params,
    )


def lines(
    visible: Selection,
    store_id: str,
    month: date,
    causes: tuple[str, ...] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """One row per amount and publication that changed it, the latest and largest first; first reports come last."""
    conditions = _of_month(visible, store_id, month).one_of("cause", "causes", causes)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        with publications as (
            select *, cause as change_cause, string_split(restatement_id, '|')[-1]::integer as publication_number
            from finance.restatements
        ),
        ranked as (
            select *, publication_number = max(publication_number) over (
                partition by store_id, month, currency, account_id, document_id
            ) as is_newest
            from publications
        )
        select * from ranked {conditions.where}
        order by cause = '{FIRST}', changed_at desc, abs(difference_amount_base) desc, restatement_id {limited}
        """,
        conditions.params | values,
    )


def entries_of(visible: Selection, line: dict[str, Any]) -> Figure:
    """The entries that make an amount of a month now: one account of one document. What is credited adds."""
    conditions = of_stores(Selection(visible_stores=visible.visible_stores))
    conditions = months(conditions, "booked_date", visible.between(line["month"], line["month"]))
    conditions.add(
        "store_id = $line_store and document_id = $document_id and currency = $currency "
        "and $account_id in (debit_account, credit_account)",
        line_store=line["store_id"],
        document_id=line["document_id"],
        currency=line["currency"],
        account_id=line["account_id"],
    )
    return Figure(conditions, "credit_account = $account_id", "debit_account = $account_id")


def _of_month(visible: Selection, store_id: str, month: date) -> Conditions:
    conditions = of_stores(Selection(visible_stores=visible.visible_stores))
    return conditions.add("store_id = $month_store and month = $month", month_store=store_id, month=month)
