"""Readers and runs never meet: a build swapped, pruned or written beside a reader changes nothing for it."""

import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from warehouse.home import Home
from warehouse.publish import new_build_id, publish
from warehouse.reader import published
from warehouse.settings import Settings


def publish_amount(home: Home, amount: str, keep: int = 3) -> str:
    """Build and publish a warehouse that holds one amount; gives its build id."""
    home.build.unlink(missing_ok=True)
    with duckdb.connect(str(home.build)) as connection:
        connection.execute("create schema ledger")
        connection.execute("create table ledger.amounts (amount decimal(18, 4))")
        connection.execute("insert into ledger.amounts values (?::decimal(18, 4))", [amount])
    build_id = new_build_id()
    publish(home, Settings(keep_builds=keep), build_id)
    return build_id


def amounts(home: Home) -> list[Decimal]:
    current = published(home)
    assert current is not None
    return current.query("select amount from ledger.amounts")["amount"].to_pylist()


def test_nothing_published_is_none(home: Home) -> None:
    assert published(home) is None
    assert published(Home(home.root / "never made")) is None


def test_a_build_says_what_it_is_and_keeps_decimals(home: Home) -> None:
    before = datetime.now(UTC)
    build_id = publish_amount(home, "10.2500")
    current = published(home)
    assert current is not None
    assert current.build_id == build_id
    assert abs((current.published_at - before).total_seconds()) < 60
    assert amounts(home) == [Decimal("10.2500")]


def test_parameters_by_place_and_by_name(home: Home) -> None:
    publish_amount(home, "7")
    current = published(home)
    assert current is not None
    by_place = current.query("select amount from ledger.amounts where amount = ?", [Decimal(7)])
    by_name = current.query("select amount from ledger.amounts where amount = $wanted", {"wanted": Decimal(8)})
    assert (by_place.num_rows, by_name.num_rows) == (1, 0)


def test_one_connection_a_build(home: Home) -> None:
    publish_amount(home, "1")
    assert published(home) is published(home)


def test_a_reader_keeps_its_build_while_others_replace_and_prune_it(home: Home) -> None:
    publish_amount(home, "1")
    held = published(home)
    assert held is not None
    for amount in ("2", "3"):
        publish_amount(home, amount, keep=1)
        assert amounts(home) == [Decimal(amount)]
    assert not held.path.exists()
    assert held.query("select amount from ledger.amounts")["amount"].to_pylist() == [Decimal(1)]


def test_two_processes_read_while_a_third_build_is_written(home: Home) -> None:
    publish_amount(home, "1")
    program = (
        "from warehouse.home import Home; from warehouse.reader import published;"
        f"current = published(Home.locate({str(home.root)!r}));"
        "input(); print(current.query('select amount from ledger.amounts')['amount'].to_pylist()[0])"
    )
    readers = [
        subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert amounts(home) == [Decimal(1)]
    publish_amount(home, "2", keep=1)
    answers = [reader.communicate("\n", timeout=60)[0].strip() for reader in readers]
    assert set(answers) <= {"1.0000", "2.0000"}
    assert [reader.returncode for reader in readers] == [0, 0]
    assert amounts(home) == [Decimal(2)]


def test_a_link_to_a_build_that_is_gone_is_none(home: Home) -> None:
    home.warehouse.symlink_to(Path("builds") / "gone" / home.warehouse.name)
    assert published(home) is None


@pytest.mark.parametrize(
    "statement",
    [
        "create table ledger.mine (a integer)",
        "insert into ledger.amounts values (1)",
        "delete from ledger.amounts",
        "drop table ledger.amounts",
    ],
)
def test_writes_are_refused(home: Home, statement: str) -> None:
    publish_amount(home, "1")
    current = published(home)
    assert current is not None
    with pytest.raises(duckdb.Error):
        current.query(statement)
    assert amounts(home) == [Decimal(1)]


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from read_text('/etc/hostname')",
        "copy ledger.amounts to '/tmp/taken.csv'",
        "attach '/tmp/other.db' as other",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set memory_limit = '64GB'",
        "reset lock_configuration",
        "select * from home",
    ],
)
def test_the_way_out_is_shut(home: Home, statement: str) -> None:
    publish_amount(home, "1")
    current = published(home)
    assert current is not None
    with pytest.raises(duckdb.Error):
        current.query(statement)
