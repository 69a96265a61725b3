"""What the settings file and the loads themselves say of stores -> backoffice_stores, backoffice_settings.

Both are replaced whole by every load.
"""

import pyarrow as pa

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
SOURCE = Source(name="backoffice", tables={"backoffice_stores": STORES, "backoffice_settings": SETTINGS})


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
