"""An open store, and the file below it as somebody with the disk in hands sees it. Asserts nothing itself."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from backoffice import Backoffice, open_store
from warehouse.home import Home

GUARDS = ("operation_log_refuses_update", "operation_log_refuses_delete", "operation_log_refuses_replace")


@pytest.fixture
def store(home: Home) -> Iterator[Backoffice]:
    with open_store(home) as opened:
        yield opened


@pytest.fixture
def tamper(home: Home) -> Callable[..., None]:
    """Change the database behind the product's back, its guards dropped and put back."""

    def run(sql: str, *values: object) -> None:
        with closing(sqlite3.connect(home.backoffice, isolation_level=None)) as connection:
            named = ", ".join(f"'{name}'" for name in GUARDS)
            guards = connection.execute(f"select name, sql from sqlite_master where name in ({named})").fetchall()
            assert len(guards) == len(GUARDS)
            for name, _ in guards:
                connection.execute(f"drop trigger {name}")
            connection.execute(sql, values)
            for _, definition in guards:
                connection.execute(definition)

    return run
