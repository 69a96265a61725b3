"""States of gaps, closed months and reports of months: each kept, each in the log, none done twice."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from backoffice import (
    Backoffice,
    ClosedMonth,
    GapState,
    MonthClosed,
    all_closed_months,
    close_month,
    newest_gap_states,
    record_reported,
    reports,
    set_gap_state,
)

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
STATE = GapState("gap:1", "acme", "claimed", Decimal("-12.30"), Decimal("12.30"), "EUR", "case 4711", "mei", NOW)
MONTH = ClosedMonth("acme", date(2026, 10, 1), "mei", NOW, "sent to the accountant")
ROW: dict[str, Any] = {
    "store_id": "acme",
    "month": date(2026, 10, 1),
    "currency": "EUR",
    "account_id": "product_sales",
    "document_id": "1",
    "document_type": "amazon_settlement",
    "document_version": "v",
    "amount": Decimal("100.0000"),
    "amount_base": None,
    "cause": "first_report",
    "reported_at": NOW,
}


def test_the_newest_state_of_a_gap_counts_and_all_stand_in_the_log(store: Backoffice) -> None:
    set_gap_state(store, STATE, "dashboard")
    refused = replace(STATE, status="written_off", claimed_amount=None, note="they refused", set_by="bo")
    set_gap_state(store, refused, "dashboard")
    set_gap_state(store, replace(STATE, gap_id="gap:2"), "dashboard")
    assert newest_gap_states(store) == [refused, replace(STATE, gap_id="gap:2")]
    assert store.verify().is_intact
    assert store.verify().row_count == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"status": "gone"},
        {"note": " "},
        {"status": "closed"},
        {"claimed_amount": Decimal(0)},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(store: Backoffice, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"state|claimed"):
        set_gap_state(store, replace(STATE, **wrong), "dashboard")
    assert (newest_gap_states(store), store.verify().row_count) == ([], 0)


def test_a_month_is_closed_once_and_only_when_it_is_over(store: Backoffice) -> None:
    close_month(store, MONTH, "cli")
    with pytest.raises(MonthClosed):
        close_month(store, replace(MONTH, closed_by="bo"), "cli")
    for wrong in (date(2026, 10, 2), date(2026, 11, 1)):
        with pytest.raises(ValueError, match=r"2026-1[01]"):
            close_month(store, replace(MONTH, month=wrong), "cli")
    assert (all_closed_months(store), store.verify().row_count) == ([MONTH], 1)


def test_what_stands_as_reported_is_not_reported_again(store: Backoffice) -> None:
    assert record_reported(store, [ROW], "b1") == 1
    assert record_reported(store, [{**ROW, "amount_base": Decimal("0.0000")}], "b2") == 0
    assert record_reported(store, [{**ROW, "amount": Decimal("0.0000")}], "b3") == 1
    assert [(row["build_id"], row["amount"]) for row in reports(store)] == [("b1", 100), ("b3", 0)]
    assert store.verify().row_count == 2
