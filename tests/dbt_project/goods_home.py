"""A home with a seller's sheets and Amazon's reports, loaded and built up to some models. Asserts no figures."""

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb

import ingestion
from backoffice import approved_adjustments, open_store
from tests.dbt import dbt
from warehouse.home import Home
from warehouse.settings import load_settings

SETTINGS = """reporting_currency = "USD"
[stores.acme]
currency = "USD"
marketplaces = ["Amazon.com"]
[warehouses."LA 3PL"]
country = "US"
"""
# When the first file was saved, in seconds; each is saved a minute after the one before.
SAVED = 1_780_000_000


@dataclass(frozen=True)
class GoodsHome:
    """What was built of some files."""

    home: Home

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.home.raw}' as landing (read_only)")
            connection.execute(f"attach '{self.home.build}' as built (read_only)")
            connection.execute("use built.inventory")
            connection.execute("set timezone = 'UTC'")
            return connection.execute(sql).fetchall()


def build_files(folder: Path, files: Mapping[str, str], *models: str, plan: str = "") -> GoodsHome:
    """Build `models` from `files`, name and text, of the store acme; `plan` is what the settings say besides."""
    home = Home.locate(folder / "home").create()
    home.settings_file.write_text(SETTINGS + plan, encoding="utf-8")
    for number, (name, text) in enumerate(files.items()):
        path = home.inbox / "acme" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (SAVED + number * 60,) * 2)
    return build_inbox(home, *models)


def build_inbox(home: Home, *models: str, changed: str = "") -> GoodsHome:
    """Load what lies in the inbox of `home` and the approvals that stand there, and build `models`.

    `changed` names the only model whose rows are others than before: what does not read it stands as it is.
    """
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings, [], None, scan_inbox=True)
    assert not [(file.raw_file, file.reason) for file in preparation.files if file.status == "refused"]
    with open_store(home) as store:
        written = {"backoffice_stock_adjustments": [asdict(adjustment) for adjustment in approved_adjustments(store)]}
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation, written))
    tests = ["test", "unit_test"]
    selected = [f"{changed}+,+{model}" if changed else f"+{model}" for model in models]
    dbt(home, settings, "build", "--exclude-resource-type", *tests, "--select", *selected)
    return GoodsHome(home)
