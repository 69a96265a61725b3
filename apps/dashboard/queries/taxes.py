"""Tax by month, and the entries that make each of its figures as finance.tax_control has them. Judges no tax itself."""

from typing import Any

from apps.dashboard.queries.entries import Figure
from apps.dashboard.queries.selection import Conditions, Query, Selection, months, of_stores, paging, scoped

_JUDGED = "('tax_collected', 'tax_withheld_by_marketplace')"
_OWED = "('tax_collected', 'tax_withheld_by_marketplace', 'commingling_vat')"
_REFUND = (
    "(category like 'refund%' or category like 'chargeback%' or category like 'a_to_z%' "
    "or category = 'promo_tax_discount_reversal')"
)
_OF_NO_ORDER = f"(order_id is null or account_id not in {_JUDGED})"
# Which accounts and lines make a figure, and whether what is credited to them adds to it (1) or takes away (-1).
_PARTS = {
    "tax_collected_amount": (f"account_id = 'tax_collected' and order_id is not null and not {_REFUND}", 1),
    "tax_withheld_amount": (
        f"account_id = 'tax_withheld_by_marketplace' and order_id is not null and not {_REFUND}",
        1,
    ),
    "refund_tax_amount": (f"account_id = 'tax_collected' and order_id is not null and {_REFUND}", 1),
    "refund_tax_withheld_amount": (
        f"account_id = 'tax_withheld_by_marketplace' and order_id is not null and {_REFUND}",
        1,
    ),
    "other_tax_amount": (f"account_id in {_OWED} and category <> 'tax_paid' and {_OF_NO_ORDER}", 1),
    "input_tax_amount": ("account_id = 'recoverable_tax' and category <> 'tax_paid'", -1),
    "paid_amount": (f"category = 'tax_paid' and {_OF_NO_ORDER}", -1),
    "tax_expenses_amount": ("account_id = 'tax_expenses'", -1),
}
FIGURES = tuple(_PARTS)
_ACCOUNTS = ("tax_collected", "tax_withheld_by_marketplace", "commingling_vat", "recoverable_tax", "tax_expenses")


def count(selection: Selection) -> Query:
    """One row: how many rows `taxes` has, and how many lines of orders the marketplace and the seller remit."""
    conditions = _of(selection)
    return Query(
        f"""
        select count(*) as rows, coalesce(sum(marketplace_remits_line_count), 0)::bigint as marketplace_lines,
               coalesce(sum(seller_owes_line_count), 0)::bigint as seller_lines
        from finance.tax_control {conditions.where}
        """,
        conditions.params,
    )


def owed(selection: Selection) -> Query:
    """One row per currency: what is owed at the end of the months selected, over stores and marketplaces."""
    conditions = _of(Selection(**{**selection.__dict__, "first_month": None}))
    return Query(
        f"""
        select currency, sum(closing_amount)::decimal(18, 4) as closing_amount from (
            select currency, store_id, marketplace, arg_max(closing_amount, month) as closing_amount
            from finance.tax_control {conditions.where} group by all
        ) group by currency order by currency
        """,
        conditions.params,
    )


def taxes(selection: Selection, limit: int | None = None, offset: int = 0) -> Query:
    """One row per store, marketplace, month and currency with tax, the latest first."""
    conditions = _of(selection)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select * from finance.tax_control {conditions.where}
        order by month desc, store_id, marketplace, currency {limited}
        """,
        conditions.params | values,
    )


def entries_of(visible: Selection, row: dict[str, Any], figure: str) -> Figure:
    """The entries of one figure of a row of `taxes`."""
    part, sign = _PARTS[figure]
    conditions = of_stores(Selection(visible_stores=visible.visible_stores))
    conditions = months(conditions, "booked_date", visible.between(row["month"], row["month"]))
    conditions.add(
        "store_id = $tax_store and coalesce(marketplace, '') = $tax_marketplace and currency = $currency "
        "and debit_account <> credit_account",
        tax_store=row["store_id"],
        tax_marketplace=row["marketplace"] or "",
        currency=row["currency"],
    )
    credited, debited = (
        " or ".join(f"({side} = '{account}' and {part.replace('account_id', repr(account))})" for account in _ACCOUNTS)
        for side in ("credit_account", "debit_account")
    )
    conditions.add(f"({credited} or {debited})")
    adds, takes = (credited, debited) if sign == 1 else (debited, credited)
    return Figure(conditions, f"({adds})", f"({takes})")


def _of(selection: Selection) -> Conditions:
    return months(scoped(selection), "month", selection)
