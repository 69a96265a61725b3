"""A month's profit by two dates, what lies between them, and the entries of a document in it. Dates nothing itself."""

from datetime import date
from typing import Any

from apps.dashboard.queries.entries import Figure
from apps.dashboard.queries.selection import Conditions, Query, Selection, of_stores, paging

BASES = ("posted", "ordered", "settled", "cash")
PROFIT = "profit"


def steps(selection: Selection, month: date, from_basis: str, to_basis: str) -> Query:
    """One row per reason, `profit` first: in how many documents, and what it comes to in the reporting currency."""
    conditions = _of(selection, month, from_basis, to_basis)
    return Query(
        f"""
        select reason, count(distinct document_id) as documents, sum(amount_base)::decimal(18, 4) as amount_base,
               count(*) filter (amount_base is null) as without_rate
        from finance.basis_bridge {conditions.where}
        group by reason order by reason <> '{PROFIT}', reason
        """,
        conditions.params,
    )


def documents(
    selection: Selection,
    month: date,
    bases: tuple[str, str],
    reasons: tuple[str, ...],
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """One row per document, step of the waterfall and other month that a reason is made of, the largest first."""
    conditions = _of(selection, month, *bases).add(f"reason <> '{PROFIT}'").one_of("reason", "reasons", reasons)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select * from finance.basis_bridge {conditions.where}
        order by abs(amount_base) desc nulls last, document_id, profit_line, other_month {limited}
        """,
        conditions.params | values,
    )


def lines(selection: Selection, month: date, bases: tuple[str, str], reasons: tuple[str, ...]) -> Query:
    """One row: how many rows `documents` has."""
    found = documents(selection, month, bases, reasons)
    return Query(f"select count(*) as lines from ({found.sql})", found.params)


def entries_of(visible: Selection, line: dict[str, Any]) -> Figure:
    """All entries of a bridged document on its step of the waterfall, of whichever month. What is credited adds."""
    conditions = of_stores(Selection(visible_stores=visible.visible_stores))
    accounts = "(select account_id from ledger.accounts where coalesce(profit_line, account_id) = $profit_line)"
    adds, takes = f"credit_account in {accounts}", f"debit_account in {accounts}"
    conditions.add(
        f"store_id = $line_store and document_id = $document_id and currency = $currency and (({adds}) <> ({takes}))",
        line_store=line["store_id"],
        document_id=line["document_id"],
        currency=line["currency"],
        profit_line=line["profit_line"],
    )
    return Figure(conditions, adds, takes)


def _of(selection: Selection, month: date, from_basis: str, to_basis: str) -> Conditions:
    return of_stores(selection).add(
        "month = $month and from_basis = $from_basis and to_basis = $to_basis",
        month=month,
        from_basis=from_basis,
        to_basis=to_basis,
    )
