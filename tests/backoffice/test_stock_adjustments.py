"""Approving a stock-take gap, twice and by two people, and taking the approval back; all of it in the log."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from backoffice import (
    AdjustmentNotApproved,
    Backoffice,
    StocktakeGap,
    approve_gap,
    approved_adjustments,
    withdraw_approval,
)
from backoffice.tables import operation_log

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
GAP = StocktakeGap(
    gap_id="stocktake:2026-06-30:A",
    counted_date=date(2026, 6, 30),
    store_id="acme",
    sku="A",
    batch_id=None,
    location="warehouse:main",
    condition="sellable",
    quantity=-3,
    reason="shipped_not_recorded",
)


def logged(store: Backoffice) -> list[tuple[str, str, str]]:
    log = operation_log.c
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(select(log.actor, log.action, log.origin).order_by(log.id))]


def test_an_approval_says_all_that_is_adjusted_and_who_said_so(store: Backoffice) -> None:
    assert approve_gap(store, GAP, "mei", NOW, "recounted", "dashboard")
    (approved,) = approved_adjustments(store)
    assert (approved.gap_id, approved.quantity, approved.counted_date) == (GAP.gap_id, -3, date(2026, 6, 30))
    assert (approved.approved_by, approved.approved_at, approved.note) == ("mei", NOW, "recounted")
    assert logged(store) == [("mei", "stock_adjustment.approved", "dashboard")]
    assert store.verify().is_intact


def test_approving_twice_does_nothing_twice(store: Backoffice) -> None:
    assert approve_gap(store, GAP, "mei", NOW, "", "dashboard")
    assert not approve_gap(store, replace(GAP, quantity=-5), "bo", NOW, "me too", "dashboard")
    assert [(one.quantity, one.approved_by) for one in approved_adjustments(store)] == [(-3, "mei")]
    assert len(logged(store)) == 1


def test_a_withdrawn_approval_is_gone_and_stands_in_the_log(store: Backoffice) -> None:
    approve_gap(store, GAP, "mei", NOW, "", "dashboard")
    withdraw_approval(store, GAP.gap_id, "bo", "the parcel turned up", "dashboard")
    assert approved_adjustments(store) == []
    assert logged(store)[-1] == ("bo", "stock_adjustment.withdrawn", "dashboard")
    with store.read() as connection:
        row = connection.execute(select(operation_log).order_by(operation_log.c.id.desc())).first()
    assert row is not None
    assert json.loads(row.before)["quantity"] == -3
    assert json.loads(row.after) == {"note": "the parcel turned up"}


def test_a_new_approval_of_the_same_gap_has_a_new_id(store: Backoffice) -> None:
    approve_gap(store, GAP, "mei", NOW, "", "dashboard")
    (first,) = approved_adjustments(store)
    withdraw_approval(store, GAP.gap_id, "mei", "", "dashboard")
    approve_gap(store, replace(GAP, quantity=-2), "mei", NOW, "", "dashboard")
    (second,) = approved_adjustments(store)
    assert second.adjustment_id > first.adjustment_id


def test_what_cannot_be_done_leaves_nothing_behind(store: Backoffice) -> None:
    with pytest.raises(AdjustmentNotApproved):
        withdraw_approval(store, GAP.gap_id, "mei", "", "dashboard")
    with pytest.raises(ValueError, match="no units"):
        approve_gap(store, replace(GAP, quantity=0), "mei", NOW, "", "dashboard")
    assert (approved_adjustments(store), logged(store)) == ([], [])
