"""Where Dagster keeps the events of runs: its own SQLite store, with connections that stay open. Knows no event."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from dagster._core.storage.event_log import ConsolidatedSqliteEventLogStorage
from sqlalchemy import Connection, Engine, create_engine, event

BUSY_SECONDS = 60


class EventStore(ConsolidatedSqliteEventLogStorage):  # type: ignore[misc]
    """Dagster's store makes an engine for each statement; with an event for every model that took a third of a run."""

    @cached_property
    def _engine(self) -> Engine:
        engine = create_engine(self._conn_string, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _trust_the_write_ahead_log)
        return engine

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with self._engine.begin() as connection:
            yield connection

    def has_table(self, table_name: str) -> bool:
        with self._connect() as connection:
            return bool(self._engine.dialect.has_table(connection, table_name))


def _trust_the_write_ahead_log(connection: Any, _: object) -> None:
    """Nothing breaks when power fails; the last events of the run that it ended may be missing."""
    connection.execute("pragma synchronous = normal")
