"""Report documents of the Amazon Ads API v3: a JSON array of rows, mostly gzipped. Judges no row and asks for none.

Sponsored Brands and Display attribute over 14 days and say only `sales`; Sponsored Products name the days.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ingestion.advertising.columns import (
    CAMPAIGN_COLUMNS,
    CAMPAIGN_DAYS,
    CONSTANTS,
    PRODUCT_COLUMNS,
    PRODUCT_DAYS,
    SEARCH_TERM_COLUMNS,
    SEARCH_TERM_TABLE,
    TABLES,
    Days,
)
from ingestion.formats import Arrangement, Column, FileFormat, OneTable
from ingestion.json_rows import ROW_SET, RowSet, json_layout

PATHS = {
    "start_date": "date",
    "end_date": "date",
    "currency": "campaignBudgetCurrencyCode",
    "portfolio_name": "portfolioName",
    "campaign_id": "campaignId",
    "campaign_name": "campaignName",
    "ad_group_id": "adGroupId",
    "ad_group_name": "adGroupName",
    "ad_id": "adId",
    "keyword_id": "keywordId",
    "targeting": "targeting",
    "match_type": "matchType",
    "search_term": "searchTerm",
    "impressions": "impressions",
    "clicks": "clicks",
    "cost": "cost",
    "orders_7d": "purchases7d",
    "sales_7d": "sales7d",
    "units_7d": "unitsSoldClicks7d",
}
BELOW_A_CAMPAIGN = ("adGroupId", "adId", "keywordId", "targeting", "placementClassification")
PRODUCTS = {
    "sku": "advertisedSku",
    "asin": "advertisedAsin",
    "orders_14d": "purchases14d",
    "sales_14d": "sales14d",
    "units_14d": "unitsSoldClicks14d",
}
OTHERS = {
    "sku": "promotedSku",
    "asin": "promotedAsin",
    "orders_14d": "purchases",
    "sales_14d": "sales",
    "units_14d": "unitsSold",
}


def _document(
    report_type: str,
    ad_product: str,
    table: str,
    columns: Sequence[Column],
    known_by: Sequence[str],
    arrange: Callable[[], Arrangement],
    unlike: Sequence[str] = (),
) -> FileFormat:
    """`unlike`: names that only reports of a finer level have."""

    def knows(text: str) -> bool:
        return text.startswith("[") and layout.knows(text) and not any(f'"{name}"' in text for name in unlike)

    paths = PATHS | (PRODUCTS if ad_product == "SPONSORED_PRODUCTS" else OTHERS)
    rows = RowSet("rows", ("",), {column.name: paths[column.name] for column in columns})
    layout = json_layout(("date", "impressions", "cost", *known_by), (rows,))
    return FileFormat(
        kind=report_type,
        title=f"Amazon Ads API report {report_type}, daily",
        tables={table: TABLES[table]},
        columns=(Column(ROW_SET), *columns),
        arrange=arrange,
        constants=lambda facts: {"ad_product": ad_product, "reported_at": facts.modified_at},
        constant_columns=CONSTANTS,
        layout=replace(layout, knows=knows),
    )


SP_SEARCH_TERM = _document(
    "spSearchTerm",
    "SPONSORED_PRODUCTS",
    SEARCH_TERM_TABLE,
    SEARCH_TERM_COLUMNS,
    ("searchTerm",),
    lambda: OneTable(SEARCH_TERM_TABLE),
)
SP_ADVERTISED_PRODUCT = _document(
    "spAdvertisedProduct",
    "SPONSORED_PRODUCTS",
    PRODUCT_DAYS,
    PRODUCT_COLUMNS,
    ("advertisedAsin",),
    lambda: Days(PRODUCT_DAYS),
)
SD_ADVERTISED_PRODUCT = _document(
    "sdAdvertisedProduct",
    "SPONSORED_DISPLAY",
    PRODUCT_DAYS,
    PRODUCT_COLUMNS,
    ("promotedAsin",),
    lambda: Days(PRODUCT_DAYS),
)
SB_CAMPAIGNS = _document(
    "sbCampaigns",
    "SPONSORED_BRANDS",
    CAMPAIGN_DAYS,
    CAMPAIGN_COLUMNS,
    ("campaignId", "sales"),
    lambda: Days(CAMPAIGN_DAYS),
    unlike=BELOW_A_CAMPAIGN,
)
SP_CAMPAIGNS = _document(
    "spCampaigns",
    "SPONSORED_PRODUCTS",
    CAMPAIGN_DAYS,
    CAMPAIGN_COLUMNS,
    ("campaignId",),
    lambda: Days(CAMPAIGN_DAYS),
    unlike=BELOW_A_CAMPAIGN,
)
