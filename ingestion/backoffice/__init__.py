"""Stores, the people who work on them, and settings. Judges nobody, and holds no operation log of its own.

settings file and loads    -> backoffice_stores, backoffice_settings (replaced whole by every load)
approvals of stock-takes   -> backoffice_stock_adjustments (replaced whole by every load)
states of gaps             -> backoffice_gap_states (replaced whole by every load)
what months were reported  -> backoffice_reported_amounts (replaced whole by every load)
operation log exports      -> backoffice_operations
store access logs          -> backoffice_store_accesses
store master data          -> backoffice_store_identities (phones and e-mails as keyed hashes)
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import pyarrow as pa

from ingestion.backoffice.access_logs import OPERATIONS, STORE_ACCESSES
from ingestion.backoffice.contracts import contract_settings
from ingestion.backoffice.plan import plan_settings
from ingestion.backoffice.store_identities import STORE_IDENTITIES
from ingestion.backoffice.written import SCHEMAS
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
        ("ships_from", TEXT),
        ("costing_method", TEXT),
        ("is_configured", pa.bool_()),
    ]
)
SETTINGS = pa.schema([("name", TEXT), ("value", TEXT)])
SOURCE = Source(
    name="backoffice",
    formats=(OPERATIONS, STORE_ACCESSES, STORE_IDENTITIES),
    tables={
        "backoffice_stores": STORES,
        "backoffice_settings": SETTINGS,
        **SCHEMAS,
    },
)


def stores_table(settings: Settings, stores_seen: frozenset[str]) -> pa.Table:
    """The configured stores, and those that only files have named so far."""
    rows = [
        {
            "store_id": store_id,
            "legal_entity": store.legal_entity.strip() or None,
            "platform": store.platform,
            "currency": store.currency,
            "timezone": store.timezone,
            "marketplaces": ",".join(store.marketplaces) or None,
            "ships_from": store.ships_from.strip() or None,
            "costing_method": store.costing_method or settings.costing_method,
            "is_configured": True,
        }
        for store_id, store in sorted(settings.stores.items())
    ]
    unknown = sorted(stores_seen - settings.stores.keys())
    of_files = {
        "platform": "amazon", "timezone": "UTC", "costing_method": settings.costing_method, "is_configured": False,
    }  # fmt: skip
    rows += [{"store_id": name, **of_files} for name in unknown]
    return pa.Table.from_pylist(rows, STORES)


def settings_table(settings: Settings, closed_months: Mapping[str, datetime] = MappingProxyType({})) -> pa.Table:
    """The settings that the models need; `closed_months` are named `<store>:<YYYY-MM>`, each with when that was."""
    values = {
        "reporting_currency": settings.reporting_currency,
        "settlement_gap_amount": str(settings.alerts.settlement_gap_amount),
        **plan_settings(settings.planning),
        **{f"allocation:{rule.category}:{rule.valid_from}": rule.driver for rule in settings.allocations},
        **contract_settings(settings),
        "stock_gap_amount": str(settings.alerts.stock_gap_amount),
    }
    values |= {f"payment_fee_pct:{wallet}": str(pct) for wallet, pct in settings.payments.fee_pct.items()}
    for name, warehouse in settings.warehouses.items():
        values |= {f"warehouse_kind:{name}": warehouse.kind or "", f"warehouse_country:{name}": warehouse.country}
    values |= {f"closed_month:{name}": closed_at.isoformat() for name, closed_at in closed_months.items()}
    return pa.Table.from_pylist([{"name": name, "value": value} for name, value in values.items()], SETTINGS)
