"""The project's own unit tests, with figures worked by hand, and its seeds. What models make of files is elsewhere."""

import csv
from pathlib import Path

import pytest

from orchestration.project import PROJECT
from tests.dbt import dbt
from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write
from warehouse.home import Home
from warehouse.settings import Settings

FORMATS = Path(__file__).resolve().parents[3] / "shared" / "formats" / "amazon_amount_types.csv"
UNIT_TESTS = 5


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_models_do_what_was_worked_by_hand(tmp_path: Path) -> None:
    installation = Installation(tmp_path / "home")
    write(installation.home / "inbox" / "acme" / "one.txt", settlement_text("1", sale()))
    installation.run("run")
    results = dbt(Home.locate(installation.home), Settings(), "test", "--select", "test_type:unit")
    assert {result.node.name: result.message for result in results if str(result.status) != "pass"} == {}
    assert len(list(results)) >= UNIT_TESTS


def test_every_rule_books_to_an_account_of_the_chart() -> None:
    accounts = {row["account_id"] for row in rows(PROJECT / "seeds" / "chart_of_accounts.csv")}
    assert {row["account_id"] for row in rows(PROJECT / "seeds" / "amazon_money_mapping.csv")} <= accounts


def test_every_known_kind_of_money_has_its_rule() -> None:
    if not FORMATS.is_file():
        pytest.skip(f"the list of known kinds is not here: {FORMATS} is absent")
    keys = ("transaction_type", "amount_type", "amount_description", "category")
    ruled = {tuple(row[key] for key in keys) for row in rows(PROJECT / "seeds" / "amazon_money_mapping.csv")}
    known = rows(FORMATS)
    assert known
    assert {tuple(row[key] for key in keys) for row in known} <= ruled
