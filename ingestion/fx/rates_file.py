"""The seller's own exchange rates as a table of date, base, quote and rate. Converts no amount."""

from ingestion.formats import DATE, RATE, Column, FileFormat, OneTable, table_schema

TABLE = "fx_rates"
RATE_SOURCE = Column("rate_source")
COLUMNS = (
    Column("rate_date", DATE, ("date", "rate date", "日期"), required=True, filled=True),
    Column(
        "base_currency",
        headings=("base currency", "base", "from", "from currency", "基础货币"),
        required=True,
        filled=True,
    ),
    Column(
        "quote_currency",
        headings=("quote currency", "quote", "to", "to currency", "目标货币"),
        required=True,
        filled=True,
    ),
    Column("rate", RATE, ("rate", "exchange rate", "汇率"), required=True, filled=True, rounds=True),
)
SCHEMA = table_schema((*COLUMNS, RATE_SOURCE))

SELLER_RATES = FileFormat(
    kind="fx_rates",
    title="exchange rates (date, base_currency, quote_currency, rate)",
    tables={TABLE: SCHEMA},
    columns=COLUMNS,
    signature=frozenset({"rate_date", "base_currency", "quote_currency", "rate"}),
    signature_minimum=3,
    arrange=lambda: OneTable(TABLE),
    quoted_tabs=True,
    bare_thousands="decimals",
    constants=lambda _facts: {RATE_SOURCE.name: "seller"},
    constant_columns=(RATE_SOURCE,),
)
