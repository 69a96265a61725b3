"""Long-term storage fees (aged inventory surcharges) that were charged, by SKU. The settlement is what is booked."""

from ingestion.amazon.report_files import report
from ingestion.formats import COUNT, MOMENT, MONEY, RATE, Column

COLUMNS = (
    Column("charged_at", MOMENT, ("snapshot-date",), required=True, filled=True),
    Column("sku", required=True, filled=True),
    Column("fnsku", required=True),
    Column("asin"),
    Column("product_name"),
    Column("condition"),
    Column("per_unit_volume", RATE, rounds=True),
    Column("volume_unit"),
    Column("currency", required=True),
    Column("country", required=True),
    Column("qty_charged", COUNT),
    Column("amount_charged", MONEY),
    Column("surcharge_age_tier"),
    Column("rate_surcharge", RATE, rounds=True),
    # Reports up to 2022 charge after six and after twelve months, in columns of their own.
    Column("qty_charged_6_months", COUNT, ("qty-charged-6-mo-long-term-storage-fee",)),
    Column("fee_6_months", MONEY, ("6-mo-long-terms-storage-fee",)),
    Column("qty_charged_12_months", COUNT, ("qty-charged-12-mo-long-term-storage-fee",)),
    Column("fee_12_months", MONEY, ("12-mo-long-terms-storage-fee",)),
)

LONG_TERM_STORAGE_FEES = report(
    "long_term_storage_fees",
    "Amazon FBA long-term storage fees report",
    "amazon_long_term_storage_fees",
    COLUMNS,
    signature=(
        "qty_charged",
        "amount_charged",
        "surcharge_age_tier",
        "rate_surcharge",
        "qty_charged_12_months",
        "fee_12_months",
        "qty_charged_6_months",
        "fee_6_months",
    ),
    signature_minimum=2,
    bare_thousands="decimals",
)
