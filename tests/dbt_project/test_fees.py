"""Fees and freight of a made-up seller: what is planted is found with its amount and cause, and nothing else is."""

import json
import shutil
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

import ingestion
from demo import write_seller
from tests.dbt import dbt
from warehouse.home import Home
from warehouse.settings import load_settings

FILES = (
    "2*.txt",
    "2*.zip",
    "costs.*",
    "fee-previews.zip",
    "all-orders.txt",
    "transfers.csv",
    "parcels.csv",
    "invoices-*",
)
REFUSED = ("cut.txt", "settlement-download.txt")
KINDS = ("fee_overcharged", "freight_")
CAUSES = {"referral": "wrong_category", "fulfilment": "wrong_dimensions"}
FOUND = """
    select kind, store_id, coalesce(sku, split_part(gap_id, ':', -2)), amount, currency
    from intermediate.int_fee_gaps
"""
Planted = list[dict[str, Any]]
Seller = tuple[duckdb.DuckDBPyConnection, Planted]


@pytest.fixture(scope="module")
def seller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seller]:
    """What is built of the fees and freight of a seller with 500 orders, and what of it is wrong."""
    folder = tmp_path_factory.mktemp("fees")
    write_seller(folder / "seller", 500, 11)
    home = Home.locate(folder / "home").create()
    shutil.copy(folder / "seller" / "sellerhouse.toml", home.settings_file)
    for path in {path for pattern in FILES for path in (folder / "seller").glob(f"acme-*/{pattern}")}:
        if path.name not in REFUSED:
            target = home.inbox / path.parent.name / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copy(path, target)
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings, [], None, scan_inbox=True)
    assert not [(file.raw_file, file.reason) for file in preparation.files if file.status == "refused"]
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation, []))
    dbt(home, settings, "build", "--exclude-resource-type", "test", "unit_test", "--select", "+int_fee_gaps")
    key = json.loads((folder / "seller" / "answer_key.json").read_text(encoding="utf-8"))
    with duckdb.connect(str(home.build), read_only=True) as connection:
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        yield connection, [fault for fault in key["faults"] if fault["kind"].startswith(KINDS)]


def test_each_planted_fee_and_charge_is_found_and_no_other(seller: Seller) -> None:
    connection, planted = seller
    rows = connection.execute(FOUND).fetchall()
    found = {(kind, store, about, currency): amount for kind, store, about, amount, currency in rows}
    expected = {
        (fault["kind"], fault["store_id"], fault["sku"] or fault["location"], fault["currency"]): fault
        for fault in planted
    }
    assert len(planted) == len(rows) == 14
    assert found.keys() == expected.keys()
    for what, fault in expected.items():
        # A preview tells the fee of a unit to the cent, and an order may have three.
        rounding = Decimal("0.01") * (2 * fault["quantity"] if fault["sku"] else 1)
        assert abs(found[what] - Decimal(fault["amount"])) <= rounding


def test_each_wrong_fee_has_its_cause(seller: Seller) -> None:
    connection, planted = seller
    differing = "select distinct store_id, sku, fee_kind, cause from reconciliation.fees where verdict <> 'as_expected'"
    wrong = [fault for fault in planted if fault["kind"] == "fee_overcharged"]
    assert set(connection.execute(differing).fetchall()) == {
        (fault["store_id"], fault["sku"], fault["document_id"], CAUSES[fault["document_id"]]) for fault in wrong
    }


def test_every_fee_of_an_order_is_judged_once(seller: Seller) -> None:
    connection, _ = seller
    [(judged, charged)] = connection.execute(
        "select (select sum(item_count) from reconciliation.fees), (select count(*) from "
        "intermediate.int_document_entries where category in ('commission', 'fba_fulfillment_fee'))"
    ).fetchall()
    assert judged == charged > 900
