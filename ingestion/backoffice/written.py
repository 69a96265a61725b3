"""What people decided in the product itself, as raw rows: approvals, states of gaps, reports of months. No rules."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from ingestion.formats import COUNT, DATE, MOMENT, MONEY, TEXT

Written = Mapping[str, Sequence[Mapping[str, Any]]]
# What evidence names as the files of rows that people write in the product itself.
RAW_FILE = "backoffice"
GAPS_FILE = "backoffice/gaps"
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
GAP_STATES = pa.schema(
    [
        ("gap_id", TEXT),
        ("store_id", TEXT),
        ("status", TEXT),
        ("amount", MONEY),
        ("claimed_amount", MONEY),
        ("currency", TEXT),
        ("note", TEXT),
        ("set_by", TEXT),
        ("set_at", MOMENT),
        ("write_off_account", TEXT),
        ("write_off_amount", MONEY),
        ("state_id", COUNT),
        ("raw_file", TEXT),
        ("raw_line", COUNT),
        ("content_hash", TEXT),
    ]
)
REPORTED_AMOUNTS = pa.schema(
    [
        ("report_id", COUNT),
        ("store_id", TEXT),
        ("month", DATE),
        ("currency", TEXT),
        ("account_id", TEXT),
        ("document_id", TEXT),
        ("document_type", TEXT),
        ("document_version", TEXT),
        ("amount", MONEY),
        ("amount_base", MONEY),
        ("cause", TEXT),
        ("reported_at", MOMENT),
        ("build_id", TEXT),
    ]
)
SCHEMAS = {
    "backoffice_stock_adjustments": STOCK_ADJUSTMENTS,
    "backoffice_gap_states": GAP_STATES,
    "backoffice_reported_amounts": REPORTED_AMOUNTS,
}
WITH_LINES = {
    "backoffice_stock_adjustments": (RAW_FILE, "adjustment_id"),
    "backoffice_gap_states": (GAPS_FILE, "state_id"),
}


def written_tables(written: Written) -> dict[str, pa.Table]:
    """The raw tables of what is written, each by its name; empty where nothing is."""
    rows = {name: written.get(name, ()) for name in SCHEMAS}
    for name, (raw_file, number) in WITH_LINES.items():
        rows[name] = [_with_line(row, raw_file, number) for row in rows[name]]
    return {name: pa.Table.from_pylist(list(rows[name]), schema) for name, schema in SCHEMAS.items()}


def _with_line(row: Mapping[str, Any], raw_file: str, number: str) -> dict[str, Any]:
    """A decision with its number as the line that evidence names, and a hash of all it says."""
    return {
        **row,
        "raw_file": raw_file,
        "raw_line": row[number],
        "content_hash": hashlib.sha256(json.dumps(row, sort_keys=True, default=str).encode()).hexdigest(),
    }
