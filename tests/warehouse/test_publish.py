"""A build becomes what people read at once and whole, and an old one stays until nobody needs it."""

import multiprocessing

import duckdb
import pytest

from warehouse.home import Home
from warehouse.lock import AnotherRunWrites, write_lock
from warehouse.publish import current_build, publish
from warehouse.settings import Settings


def build(home: Home, profit: int) -> None:
    with duckdb.connect(str(home.build)) as connection:
        connection.execute("create schema if not exists finance; create schema if not exists staging")
        connection.execute("create or replace table finance.profit as select ? as amount", [profit])
        connection.execute("create or replace view finance.doubled as select amount * 2 as amount from finance.profit")
        connection.execute("create or replace view staging.secret as select 1 as one")


def read(home: Home, table: str = "finance.profit") -> int:
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        row = connection.execute(f"select amount from {table}").fetchone()
    assert row is not None
    return int(row[0])


def test_a_published_build_is_read_under_its_fixed_name(home: Home) -> None:
    build(home, 1)
    publish(home, Settings(keep_builds=3), "20260101T000000Z")
    assert read(home) == 1
    assert read(home, "finance.doubled") == 2


def test_what_is_internal_is_not_published(home: Home) -> None:
    build(home, 1)
    publish(home, Settings(keep_builds=3), "20260101T000000Z")
    with pytest.raises(duckdb.Error, match="secret"):
        read(home, "staging.secret")


def test_a_reader_of_the_old_build_goes_on_while_a_new_one_is_published_and_it_is_pruned(home: Home) -> None:
    build(home, 1)
    first = publish(home, Settings(keep_builds=1), "20260101T000000Z")
    with duckdb.connect(str(first), read_only=True) as reader:
        build(home, 2)
        publish(home, Settings(keep_builds=1), "20260102T000000Z")
        assert not first.exists()
        assert reader.execute("select amount from finance.profit").fetchone() == (1,)
    assert read(home) == 2


def test_only_as_many_builds_stay_as_the_settings_keep(home: Home) -> None:
    for day in range(1, 6):
        build(home, day)
        publish(home, Settings(keep_builds=2), f"2026010{day}T000000Z")
    assert sorted(folder.name for folder in home.builds.iterdir()) == ["20260104T000000Z", "20260105T000000Z"]
    assert read(home) == 5


def test_a_crash_before_the_last_step_leaves_the_old_build_in_place(home: Home) -> None:
    build(home, 1)
    publish(home, Settings(keep_builds=3), "20260101T000000Z")
    (home.builds / ".20260102T000000Z").mkdir()
    (home.builds / ".20260102T000000Z" / "warehouse.duckdb").write_bytes(b"half")
    assert read(home) == 1
    build(home, 3)
    publish(home, Settings(keep_builds=1), "20260103T000000Z")
    assert [folder.name for folder in home.builds.iterdir()] == ["20260103T000000Z"]


def test_nothing_published_is_none(home: Home) -> None:
    assert current_build(home) is None


def _hold(home: Home, held: "multiprocessing.synchronize.Event", let_go: "multiprocessing.synchronize.Event") -> None:
    with write_lock(home):
        held.set()
        let_go.wait(30)


def test_one_run_writes_at_a_time_and_a_killed_one_frees_the_lock(home: Home) -> None:
    context = multiprocessing.get_context("spawn")
    held, let_go = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(home, held, let_go))
    other.start()
    assert held.wait(30)
    with pytest.raises(AnotherRunWrites, match="another run is writing"), write_lock(home):
        pass
    other.kill()
    other.join(30)
    with write_lock(home, wait_seconds=5):
        assert home.run_lock.exists()
