"""Transactions and balances of Amazon's Finances API. Settlements are what is booked; these show what is still to come.

The API tells of money before a settlement does: what is deferred until delivery, and what is in no settlement yet.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from ingestion.amazon.api.paged import Paged
from ingestion.amazon.api.windows import Schedule, Window, as_text

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _with_token(first: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    return {**first, "nextToken": token}


def _posted(window: Window, _marketplace: str | None) -> Mapping[str, Any]:
    return {"postedAfter": as_text(window.start), "postedBefore": as_text(window.end)}


def _now(_window: Window, marketplace: str | None) -> Mapping[str, Any]:
    return {"marketplaceIds": marketplace}


# The model asks for moments more than two minutes past, and says that orders of the last 48 hours may be missing;
# a deferred transaction changes its status when it is released, usually within a month.
TRANSACTIONS = Paged(
    stream="finance_transactions",
    operation="listTransactions",
    path="/finances/2024-06-19/transactions",
    schedule=Schedule(every=DAY, longest=30 * DAY, overlap=31 * DAY, lag=timedelta(minutes=5)),
    records=("payload", "transactions"),
    token=("payload", "nextToken"),
    first=_posted,
    following=_with_token,
)

BALANCES = Paged(
    stream="finance_balances",
    operation="listBalances",
    path="/finances/2024-06-19/balances",
    schedule=Schedule(every=6 * HOUR),
    records=("balances",),
    token=("nextToken",),
    first=_now,
    following=_with_token,
)
