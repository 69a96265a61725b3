"""On a cluster the same files give the same published tables as on DuckDB: to the cent, to the row, to the type."""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from decimal import Decimal

import duckdb
import pytest

from orchestration.cluster import bring_home_published_tables, register_raw_tables
from orchestration.project import invoke
from tests.cluster.conftest import OnCluster, published
from tests.e2e.conftest import COMMAND, SELLER, Installation
from tests.e2e.settlement_files import sale, settlement_text, write
from warehouse.comparison import differences
from warehouse.home import Home
from warehouse.settings import load_settings

PROOFS = 22
CHECKED = ["gaps", "stg_banking__stated_totals", "income_statement"]
"""Models with checks of every kind: keys of one column and of several, filled columns, accepted values."""
STORED_KINDS = ("table", "incremental")
MONEY = [f"config.materialized:{kind},+{last}" for kind in STORED_KINDS for last in ("settlements", "money_entries")]
"""What is stored between the raw rows and the ledger of money with its settlements."""


@pytest.fixture(scope="module")
def moved(on_cluster: Callable[[str], OnCluster]) -> OnCluster:
    """The sample seller, loaded on DuckDB and moved to the cluster."""
    place = on_cluster("moved").with_the_clusters_settings("duckdb")
    place.run("run", str(SELLER), expect=3)
    return place


@pytest.fixture(scope="module")
def stayed(moved: OnCluster, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The same home as it was before it moved, on DuckDB."""
    place = Installation(tmp_path_factory.mktemp("stayed") / "home")
    shutil.copytree(moved.home, place.home, symlinks=True)
    return place


def wait_for_first_models(place: OnCluster, process: "subprocess.Popen[str]") -> None:
    """Return when the cluster has written the first table of the ledger."""
    first = place.cluster.folder / "tables" / f"{place.prefix}intermediate.db" / "int_settlements_current"
    deadline = time.monotonic() + 1200
    while not first.exists() and time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
            return


@pytest.mark.usefixtures("stayed")
def test_a_home_moves_to_the_cluster_and_publishes_the_same_though_a_worker_is_lost(moved: OnCluster) -> None:
    before = published(moved)
    environment = {**os.environ, "SELLERHOUSE_HOME": str(moved.home)}
    move = [COMMAND, "move-engine", "--to", "spark"]
    process = subprocess.Popen(move, env=environment, stdout=subprocess.PIPE, text=True)
    wait_for_first_models(moved, process)
    assert process.poll() is None, "the move ended before a worker could be killed"
    moved.cluster.kill_worker(1)
    said, _ = process.communicate(timeout=1500)
    moved.cluster.add_worker(1)
    assert process.returncode == 0, said
    assert "none lost" in said
    assert published(moved) != before
    assert list(differences(before, published(moved))) == []
    settings = (moved.home / "sellerhouse.toml").read_text(encoding="utf-8")
    assert settings.startswith('engine = "spark"\n')
    assert "[stores.acme-uk]" in settings


def test_what_was_loaded_before_the_move_is_known_after_it(moved: OnCluster) -> None:
    moved.run("load", str(SELLER), expect=3)
    assert moved.status()["loaded"] == []


def test_doctor_finds_the_cluster(moved: OnCluster) -> None:
    assert f"spark at 127.0.0.1:{moved.cluster.port}" in moved.run("doctor").stdout


def test_what_differs_between_engines_and_checks_of_every_kind_hold(moved: OnCluster) -> None:
    """The models' own SQL is proven on DuckDB; here every table that comes of it is compared with DuckDB's.

    A move makes no checks, since equal rows hold them equally; that each kind of check can be made is seen here.
    """
    home = Home.locate(moved.home)
    results = list(invoke(home, load_settings(home), ["test", "--select", "path:tests", *CHECKED]).result)
    assert {result.node.name: result.message for result in results if str(result.status) != "pass"} == {}
    assert len(results) >= PROOFS


def test_a_day_and_a_correction_replace_only_their_documents(stayed: Installation, moved: OnCluster) -> None:
    """Checks are left out: the build of the move has made them on the cluster, and they take half of its time."""
    for place in (stayed, moved):
        folder = place.home / "inbox" / "acme-us"
        write(folder / "day.txt", settlement_text("91000", sale("20.00")))
        write(folder / "corrected.txt", settlement_text("21000000001", sale("25.00")))
    stayed.run("run")
    moved.run("load", str(moved.home / "inbox"))
    home = Home.locate(moved.home)
    settings = load_settings(home)
    register_raw_tables(home, settings)
    invoke(home, settings, ["run", "--no-write-json", "--select", *MONEY])
    bring_home_published_tables(home, settings)
    totals = "select settlement_id, lines_total_amount, line_count, status from reconciliation.settlements order by all"
    entries = (
        "select document_id, count(*), sum(amount), sum(amount_base) from ledger.money_entries group by 1 order by 1"
    )
    with duckdb.connect(str(home.exported / home.warehouse.name), read_only=True) as built:
        found = built.execute(totals).fetchall()
        assert found == stayed.query(totals)
        assert built.execute(entries).fetchall() == stayed.query(entries)
    by_settlement = {settlement: total for settlement, total, *_ in found}
    assert (by_settlement["21000000001"], by_settlement["91000"]) == (Decimal("22.00"), Decimal("17.00"))


def test_nothing_of_a_build_is_left_where_the_cluster_wrote_it(moved: OnCluster) -> None:
    assert not list(moved.home.glob("spark/export/*"))
