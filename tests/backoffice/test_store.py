"""Opening and writing the store from several processes, and being killed while at it."""

import importlib
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from backoffice import Backoffice, BackofficeTooNew, open_store
from backoffice.tables import metadata
from warehouse.home import Home

OPEN_AND_RECORD = """
import sys
from backoffice import open_store
from warehouse.home import Home
sys.stdin.readline()
with open_store(Home.locate(sys.argv[1])) as store:
    for number in range(int(sys.argv[2])):
        store.record(sys.argv[3], "counted", str(number), None, None, "test")
"""
HANG_IN_WRITE = """
import sys
from backoffice import open_store
from warehouse.home import Home
with open_store(Home.locate(sys.argv[1])) as store, store.write("a", "test") as write:
    write.record("never", "finished", None, None)
    print("in the middle", flush=True)
    sys.stdin.readline()
"""


def start(script: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_two_processes_open_a_new_store_at_once_and_write_one_chain(home: Home) -> None:
    writers = [start(OPEN_AND_RECORD, str(home.root), "25", actor) for actor in ("ana", "bo")]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    with open_store(home) as store:
        found = store.verify()
    assert (found.is_intact, found.row_count) == (True, 50)


def test_a_killed_write_leaves_nothing_and_blocks_nobody(home: Home) -> None:
    hanging = start(HANG_IN_WRITE, str(home.root))
    assert hanging.stdout is not None
    assert hanging.stdout.readline() == "in the middle\n"
    hanging.send_signal(signal.SIGKILL)
    hanging.communicate(timeout=10)
    with open_store(home) as store:
        store.record("a", "after", "the kill", None, None, "test")
        found = store.verify()
    assert (found.is_intact, found.row_count) == (True, 1)


def test_a_change_without_a_record_is_rolled_back(store: Backoffice) -> None:
    insert = text("insert into alembic_version values ('sneaked in')")
    with store.write("a", "test") as write:
        write.connection.execute(insert)
    with store.read() as connection:
        assert connection.execute(text("select count(*) from alembic_version")).scalar_one() == 1


def test_a_change_that_fails_leaves_no_record(store: Backoffice) -> None:
    def fail_half_way() -> None:
        with store.write("a", "test") as write:
            write.record("half", "done", None, None)
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail_half_way()
    assert store.verify().row_count == 0


def test_the_files_are_private_and_the_journal_is_written_ahead(home: Home) -> None:
    home.backoffice.touch(mode=0o644)
    with open_store(home) as store:
        store.record("a", "b", "c", None, None, "test")
        files = list(home.root.glob("backoffice.db*"))
        assert len(files) == 3
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        with store.read() as connection:
            pragmas = {
                name: connection.exec_driver_sql(f"pragma {name}").scalar_one()
                for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
            }
    assert pragmas == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 30_000}


def test_a_store_of_a_newer_version_is_refused(home: Home) -> None:
    open_store(home).close()
    with closing(sqlite3.connect(home.backoffice)) as connection, connection:
        connection.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(BackofficeTooNew, match="9999"):
        open_store(home)


def test_the_migrations_end_at_the_tables_that_the_code_uses(store: Backoffice) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_step_for_postgresql_guards_the_log_too() -> None:
    written = StringIO()
    options = {"as_sql": True, "output_buffer": written}
    step = importlib.import_module("backoffice.migrations.versions.0001_operation_log_and_alert_states")
    with Operations.context(MigrationContext.configure(dialect_name="postgresql", opts=options)):
        step.upgrade()
    sql = written.getvalue()
    assert "before update or delete on operation_log" in sql
    assert "before truncate on operation_log" in sql
