"""Stores, the people who work on them, and settings. Judges nobody, and holds no operation log of its own.

settings file and loads    -> backoffice_stores, backoffice_settings (replaced whole by every load)
approvals of stock-takes   -> backoffice_stock_adjustments (replaced whole by every load)
operation log exports      -> backoffice_operations
store access logs          -> backoffice_store_accesses
store master data          -> backoffice_store_identities (phones and e-mails as keyed hashes)
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from ingestion.backoffice.access_logs import OPERATIONS, STORE_ACCESSES
from ingestion.backoffice.contracts import contract_settings
from ingestion.backoffice.plan import plan_settings
from ingestion.backoffice.store_identities import STORE_IDENTITIES
from ingestion.formats import COUNT, DATE, MOMENT, TEXT, Source
from warehouse.settings import Settings

STORES = pa.schema(
    [
        ("store_id", TEXT),
        ("legal_entity", TEXT),
        ("platform", TEXT),
        ("currency", TEXT),
        ("timezone", TEXT),
        ("marketplaces", TEXT),
        ("ships_from", TEXT),
        ("is_configured", pa.bool_()),
    ]
)
SETTINGS = pa.schema([("name", TEXT), ("value", TEXT)])
STOCK_ADJUSTMENTS = pa.schema(
    [
        ("gap_id", TEXT),
        ("counted_date", DATE),
        ("store_id", TEXT),
        ("sku", TEXT),
        ("batch_id", TEXT),
        ("location", TEXT),
        ("condition", TEXT),
        ("quantity", COUNT),
        ("reason", TEXT),
        ("approved_by", TEXT),
        ("approved_at", MOMENT),
        ("note", TEXT),
        ("raw_file", TEXT),
        ("raw_line", COUNT),
        ("content_hash", TEXT),
    ]
)
# What evidence names as the file of rows that people write in the product itself.
RAW_FILE = "backoffice"
SOURCE = Source(
    name="backoffice",
    formats=(OPERATIONS, STORE_ACCESSES, STORE_IDENTITIES),
    tables={
        "backoffice_stores": STORES,
        "backoffice_settings": SETTINGS,
        "backoffice_stock_adjustments": STOCK_ADJUSTMENTS,
    },
)


def stores_table(settings: Settings, stores_seen: frozenset[str]) -> pa.Table:
    """The configured stores, and those that only files have named so far."""
    rows = [
        {
            "store_id": store_id,
            "legal_entity": store.legal_entity or None,
            "platform": store.platform,
            "currency": store.currency,
            "timezone": store.timezone,
            "marketplaces": ",".join(store.marketplaces) or None,
            "ships_from": store.ships_from.strip() or None,
            "is_configured": True,
        }
        for store_id, store in sorted(settings.stores.items())
    ]
    unknown = sorted(stores_seen - settings.stores.keys())
    rows += [{"store_id": name, "platform": "amazon", "timezone": "UTC", "is_configured": False} for name in unknown]
    return pa.Table.from_pylist(rows, STORES)


def settings_table(settings: Settings) -> pa.Table:
    """The settings that the models need."""
    values = {
        "reporting_currency": settings.reporting_currency,
        "settlement_gap_amount": str(settings.alerts.settlement_gap_amount),
        **plan_settings(settings.planning),
        **{f"allocation:{rule.category}:{rule.valid_from}": rule.driver for rule in settings.allocations},
        **contract_settings(settings),
        "stock_gap_amount": str(settings.alerts.stock_gap_amount),
    }
    for name, warehouse in settings.warehouses.items():
        values |= {f"warehouse_kind:{name}": warehouse.kind or "", f"warehouse_country:{name}": warehouse.country}
    return pa.Table.from_pylist([{"name": name, "value": value} for name, value in values.items()], SETTINGS)


def stock_adjustments_table(approved: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The approvals that stand, each with its id as the line that evidence names, and a hash of all it says."""
    rows = [
        {
            **adjustment,
            "raw_file": RAW_FILE,
            "raw_line": adjustment["adjustment_id"],
            "content_hash": hashlib.sha256(json.dumps(adjustment, sort_keys=True, default=str).encode()).hexdigest(),
        }
        for adjustment in approved
    ]
    return pa.Table.from_pylist(rows, STOCK_ADJUSTMENTS)
