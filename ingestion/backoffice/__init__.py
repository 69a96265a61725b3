"""Stores, the people who work on them, and settings. Judges nobody, and holds no operation log of its own.

settings file and loads    -> backoffice_stores, backoffice_settings (replaced whole by every load)
operation log exports      -> backoffice_operations
store access logs          -> backoffice_store_accesses
store master data          -> backoffice_store_identities (phones and e-mails as keyed hashes)
"""

import pyarrow as pa

from ingestion.backoffice.access_logs import OPERATIONS, STORE_ACCESSES
from ingestion.backoffice.store_identities import STORE_IDENTITIES
from ingestion.formats import TEXT, Source
from warehouse.settings import Settings

STORES = pa.schema(
    [
        ("store_id", TEXT),
        ("legal_entity", TEXT),
        ("platform", TEXT),
        ("currency", TEXT),
        ("timezone", TEXT),
        ("marketplaces", TEXT),
        ("is_configured", pa.bool_()),
    ]
)
SETTINGS = pa.schema([("name", TEXT), ("value", TEXT)])
SOURCE = Source(
    name="backoffice",
    formats=(OPERATIONS, STORE_ACCESSES, STORE_IDENTITIES),
    tables={"backoffice_stores": STORES, "backoffice_settings": SETTINGS},
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
    }
    return pa.Table.from_pylist([{"name": name, "value": value} for name, value in values.items()], SETTINGS)
