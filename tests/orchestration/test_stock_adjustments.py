"""Approved stock-take gaps on their way from the back office to movements of goods, as a run takes them there."""

from datetime import UTC, date, datetime
from typing import Any

import duckdb

from backoffice import StocktakeGap, approve_gap, open_store, withdraw_approval
from orchestration.definitions import LOAD_JOB
from orchestration.progress import silent
from orchestration.run import run
from tests.dbt import dbt
from warehouse.home import Home
from warehouse.settings import load_settings

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)
GAPS = [
    StocktakeGap("g1", date(2026, 6, 30), "acme", "A", None, "warehouse:main", "sellable", -3, "shipped_not_recorded"),
    StocktakeGap("g2", date(2026, 6, 30), "acme", "B", "B1", "warehouse:main", "sellable", 2, "booked_twice"),
]


def load(home: Home) -> None:
    assert run(home, LOAD_JOB, silent)


def rows(home: Home, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        connection.execute(f"attach '{home.build}' as warehouse (read_only)")
        connection.execute("use warehouse")
        return connection.execute(sql).fetchall()


def test_approvals_become_movements_until_they_are_withdrawn(home: Home) -> None:
    home.settings_file.write_text('[stores.acme]\ntimezone = "America/Los_Angeles"\n')
    with open_store(home) as store:
        for gap in GAPS:
            approve_gap(store, gap, "mei", NOW, "recounted", "dashboard")
    load(home)
    select = ["--indirect-selection", "cautious", "--select", "+stg_backoffice__stock_movements"]
    dbt(home, load_settings(home), "build", *select)
    movements = rows(
        home,
        "select cast(moved_at as varchar), sku, batch_id, quantity, from_location, to_location, document_id, "
        "raw_file, raw_line from staging.stg_backoffice__stock_movements order by sku",
    )
    at = "2026-06-30 19:00:00+00"
    assert movements == [
        (at, "A", None, 3, "warehouse:main", "adjustment", "stocktake:g1", "backoffice", 1),
        (at, "B", "B1", 2, "adjustment", "warehouse:main", "stocktake:g2", "backoffice", 2),
    ]

    with open_store(home) as store:
        for gap in GAPS:
            withdraw_approval(store, gap.gap_id, "mei", "", "dashboard")
    load(home)
    assert rows(home, "select * from staging.stg_backoffice__stock_movements") == []
