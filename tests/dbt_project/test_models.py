"""The project's own unit tests, with figures worked by hand, and its seeds. What models make of files is elsewhere."""

import csv
from pathlib import Path

import pytest

import ingestion
from orchestration.project import PROJECT
from tests.dbt import dbt
from warehouse.home import Home
from warehouse.settings import load_settings

FORMATS = Path(__file__).resolve().parents[3] / "shared" / "formats" / "amazon_amount_types.csv"
PROOFS = 50


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_models_do_what_was_worked_by_hand(home: Home) -> None:
    """Unit tests and what differs between engines. A proof needs the columns of what it reads, and no rows of it."""
    settings = load_settings(home)
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, ingestion.prepare(home, settings)))
    proofs = ["+test_type:unit", "path:tests/engine", "--indirect-selection", "empty"]
    results = [*dbt(home, settings, "build", "--empty", "--select", *proofs)]
    wrong = {result.node.name: result.message for result in results if str(result.status) not in ("pass", "success")}
    assert wrong == {}
    assert sum(str(result.status) == "pass" for result in results) >= PROOFS


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
