"""dbt models read only what lies above them, and nothing is published without a description and a contract."""

import json
from pathlib import Path
from typing import Any

import pytest

from orchestration.project import manifest_path
from warehouse.home import Home
from warehouse.settings import Settings

PUBLISHED = {"ledger", "finance", "reconciliation", "inventory", "fulfilment", "alerts", "quality"}


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    parsed: dict[str, Any] = json.loads(Path(manifest_path(home, Settings())).read_text(encoding="utf-8"))
    return parsed


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    found = [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]
    assert found
    return found


def test_every_model_says_its_grain_and_describes_its_columns(models: list[dict[str, Any]]) -> None:
    silent = {model["name"] for model in models if not model["description"].startswith("One row per")}
    assert not silent
    bare = {
        f"{model['name']}.{column['name']}"
        for model in models
        for column in model["columns"].values()
        if not column["description"].strip()
    }
    assert not bare


def test_what_is_published_is_under_contract(models: list[dict[str, Any]]) -> None:
    loose = {
        model["name"]
        for model in models
        if model["schema"] in PUBLISHED and not model["config"]["contract"]["enforced"]
    }
    assert not loose


def test_only_staging_reads_raw(models: list[dict[str, Any]]) -> None:
    wrong = {
        model["name"]
        for model in models
        if model["schema"] != "staging" and any(name.startswith("source.") for name in model["depends_on"]["nodes"])
    }
    assert not wrong


def test_marts_of_money_read_the_ledger_and_not_staged_money(models: list[dict[str, Any]]) -> None:
    staged_money = {"stg_amazon__settlement_lines", "stg_amazon__date_range_transactions"}
    wrong = {
        f"{model['name']} reads {parent}"
        for model in models
        if model["schema"] in {"finance", "inventory", "alerts"}
        for parent in (name.split(".")[-1] for name in model["depends_on"]["nodes"])
        if parent in staged_money
    }
    assert not wrong


def test_no_model_asks_which_engine_it_runs_on(models: list[dict[str, Any]]) -> None:
    assert not {model["name"] for model in models if "target." in model["raw_code"]}
