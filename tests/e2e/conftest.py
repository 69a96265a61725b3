"""The whole stack as a person starts it: the installed command, on a home of its own. Asserts nothing itself."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = str(Path(sys.executable).parent / "sellerhouse")
SELLER = PROJECT / "demo" / "seller"
# An example is whole loads and builds; one of much that is well mixed says more than many of little.
ONE_WHOLE_RUN = settings(
    max_examples=1, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@dataclass(frozen=True)
class Installation:
    """One home, and the command line over it."""

    home: Path

    def run(
        self, *arguments: str, expect: int | tuple[int, ...] = 0, env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [COMMAND, *arguments],
            env={**os.environ, "SELLERHOUSE_HOME": str(self.home), **(env or {})},
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        expected = (expect,) if isinstance(expect, int) else expect
        assert done.returncode in expected, f"exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, *arguments: str, env: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [COMMAND, *arguments],
            env={**os.environ, "SELLERHOUSE_HOME": str(self.home), **(env or {})},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def with_the_samples_settings(self) -> "Installation":
        """As `make run` prepares it: the sample's stores stand in the settings file."""
        self.home.mkdir(parents=True)
        shutil.copy(SELLER / "sellerhouse.toml", self.home)
        return self

    def status(self) -> dict[str, Any]:
        report: dict[str, Any] = json.loads(self.run("status", "--json").stdout)
        return report

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(self.home / "warehouse.duckdb"), read_only=True) as connection:
            return connection.execute(sql, values).fetchall()

    def figures(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every published row that must not depend on when or in which order files were loaded."""
        return {name: self.query(sql) for name, sql in FIGURES.items()}


FIGURES = {
    "entries": """
        select document_type, document_id, debit_account, credit_account, sum(amount), sum(amount_base), sum(quantity),
            count(*), min(raw_line), max(raw_line)
        from ledger.money_entries group by all order by all
    """,
    "sku_profit": """
        select store_id, marketplace, sku, month, currency, units_sold_qty, units_refunded_qty, profit_amount,
            profit_amount_base
        from finance.sku_profit_monthly order by all
    """,
    "settlements": """
        select settlement_id, store_id, stated_total_amount, lines_total_amount, line_count, gap_amount, status
        from reconciliation.settlements order by all
    """,
    "gaps": "select kind, store_id, document_id, sku, amount, currency from reconciliation.gaps order by all",
}


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "home")


@pytest.fixture(scope="session")
def new_installation(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Installation]:
    return lambda: Installation(tmp_path_factory.mktemp("installation") / "home")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The sample seller of the project, as `make run` leaves it. Read only, and made once for all workers."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    place, made = Installation(folder / "demo" / "home"), folder / "demo.made"
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            place.with_the_samples_settings().run("run", str(SELLER), expect=3)
            made.touch()
    return place


@pytest.fixture(scope="session")
def answer_key() -> dict[str, Any]:
    key: dict[str, Any] = json.loads((SELLER / "answer_key.json").read_text(encoding="utf-8"))
    return key
