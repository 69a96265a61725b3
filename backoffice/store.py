"""Opens the store and owns its transactions: every write leaves with its row in the operation log, or not at all.

No tables of its own, and no rules about what is written.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from backoffice import operation_log, schema
from backoffice.log_heads import LogHeads
from backoffice.operation_log import Operation, Values, Verification
from warehouse.home import Home

BUSY_SECONDS = 30
# An execution option: the transaction takes SQLite's write lock at its start, so that it never fails half-way.
WRITES = "takes_write_lock"


class Write:
    """One write transaction: make changes on `connection` and `record` each of them."""

    def __init__(self, connection: Connection, actor: str, origin: str) -> None:
        self.connection = connection
        self.is_recorded = False
        self._actor = actor
        self._origin = origin

    def record(self, action: str, subject: str, before: Values, after: Values) -> None:
        """Add the row that says what was changed here."""
        operation = Operation(self._actor, action, subject, before, after, self._origin)
        operation_log.append(self.connection, operation)
        self.is_recorded = True


class Backoffice:
    """An open store. Use it in a `with` block, or close it."""

    def __init__(self, engine: Engine, heads: LogHeads) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**{WRITES: True})
        self._heads = heads

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one moment of the store."""
        with self._engine.begin() as connection:
            yield connection

    @contextmanager
    def write(self, actor: str, origin: str) -> Iterator[Write]:
        """The one way to change the store. What is changed and not recorded is rolled back."""
        with self._writer.connect() as connection, connection.begin() as transaction:
            write = Write(connection, actor, origin)
            yield write
            if not write.is_recorded:
                transaction.rollback()
        if write.is_recorded:
            self.write_head()

    def record(self, actor: str, action: str, subject: str, before: Values, after: Values, origin: str) -> None:
        """Record an operation that changes nothing in the store itself, such as an export."""
        with self.write(actor, origin) as write:
            write.record(action, subject, before, after)

    def write_head(self) -> None:
        """Write the log's newest row to the file outside. A crash before it leaves an older head, which still holds."""
        with self._heads.locked(), self.read() as connection:
            newest = operation_log.newest_head(connection)
            if newest:
                self._heads.advance(newest, lambda head: operation_log.stands(connection, head))

    def verify(self) -> Verification:
        """Whether the operation log is whole; names the first bad row. Writers wait for the walk to end."""
        with self._heads.locked(), self.read() as connection:
            chain = operation_log.verify_chain(connection)
            return self._heads.verify(chain, lambda head: operation_log.stands(connection, head))

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> "Backoffice":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(home: Home) -> Backoffice:
    """The store of `home`, made or brought up to date where it needs to be.

    Raises BackofficeTooNew when a newer version of the product wrote it.
    """
    home.create()
    _make_private_file(home.backoffice)
    engine = _sqlite_engine(home.backoffice)
    # Turning write-ahead logging on does not wait for other processes as other statements do.
    with FileLock(home.work / "backoffice.lock", mode=0o600):
        with engine.connect() as connection:
            connection.connection.execute("pragma journal_mode = wal")
        schema.upgrade(engine, engine.execution_options(**{WRITES: True}))
    return Backoffice(engine, LogHeads(home.logs))


def _make_private_file(path: Path) -> None:
    """SQLite gives its side files the mode of the database, so this one mode covers all three."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)


def _sqlite_engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        # The driver would begin transactions on its own, and not for schema changes; ours begin below, always.
        connection.isolation_level = None
        connection.execute("pragma foreign_keys = on")
        # A row that the heads file knows must survive a power cut.
        connection.execute("pragma synchronous = full")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        takes_lock = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("begin immediate" if takes_lock else "begin")

    return engine
