"""Monthly storage fees as Amazon estimates them, for each product and fulfilment centre. They tie to no settlement."""

from ingestion.amazon.report_files import NO_ESTIMATE, report
from ingestion.formats import DATE, RATE, Column


def _estimate(name: str, required: bool = False) -> Column:
    """Volumes and fees of a single unit are fractions of a cent, so they keep eight decimals."""
    return Column(name, RATE, required=required, rounds=True, unknown=NO_ESTIMATE)


COLUMNS = (
    Column("asin", required=True),
    Column("fnsku", required=True),
    Column("product_name"),
    Column("fulfillment_center", required=True),
    Column("country_code", required=True),
    _estimate("item_volume"),
    Column("volume_units"),
    Column("product_size_tier"),
    _estimate("average_quantity_on_hand"),
    _estimate("average_quantity_pending_removal"),
    _estimate("estimated_total_item_volume"),
    Column("month_of_charge", DATE, required=True, filled=True, months=True),
    _estimate("storage_rate"),
    Column("currency", required=True),
    _estimate("estimated_monthly_storage_fee", required=True),
    Column("dangerous_goods_storage_type"),
    _estimate("total_incentive_fee_amount"),
)

STORAGE_FEES = report(
    "storage_fees",
    "Amazon FBA monthly storage fees report",
    "amazon_storage_fees",
    COLUMNS,
    signature=("month_of_charge", "storage_rate", "estimated_monthly_storage_fee", "average_quantity_on_hand"),
    signature_minimum=2,
    bare_thousands="decimals",
)
