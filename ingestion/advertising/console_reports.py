"""Reports downloaded from the advertising console, CSV or workbook, English or Spanish. Computes no ratio or sum."""

from collections.abc import Callable, Sequence

from ingestion.advertising.columns import (
    AD_PRODUCT,
    CAMPAIGN_COLUMNS,
    CAMPAIGN_DAYS,
    PRODUCT_COLUMNS,
    PRODUCT_DAYS,
    REPORTED_AT,
    SEARCH_TERM_COLUMNS,
    SEARCH_TERM_TABLE,
    TABLES,
    Days,
)
from ingestion.formats import Arrangement, Column, FileFormat, OneTable

BELOW_A_CAMPAIGN = (
    *("ad_group_id", "ad_group_name", "nombre_del_grupo_de_anuncios", "targeting", "segmentacion", "keyword_id"),
    *("placement", "advertised_sku", "advertised_asin"),
)
STATED_AD_PRODUCT = Column(AD_PRODUCT.name, headings=("Ad product", "Program Type", "Ad type"))


def _report(
    kind: str,
    title: str,
    table: str,
    columns: Sequence[Column],
    signature: Sequence[str],
    signature_minimum: int,
    arrange: Callable[[], Arrangement],
) -> FileFormat:
    return FileFormat(
        kind=kind,
        title=title,
        tables={table: TABLES[table]},
        columns=(STATED_AD_PRODUCT, *columns),
        signature=frozenset(signature),
        signature_minimum=signature_minimum,
        arrange=arrange,
        quoted_tabs=True,
        bare_thousands="thousands",
        constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
        constant_columns=(REPORTED_AT,),
    )


ADVERTISED_PRODUCTS = _report(
    "advertised_products",
    "Amazon Ads advertised product report, daily",
    PRODUCT_DAYS,
    PRODUCT_COLUMNS,
    ("sku", "asin", "impressions", "clicks", "cost"),
    4,
    lambda: Days(PRODUCT_DAYS),
)
CAMPAIGNS = _report(
    "advertising_campaigns",
    "Amazon Ads campaign report, daily",
    CAMPAIGN_DAYS,
    CAMPAIGN_COLUMNS,
    ("campaign_id", "campaign_name", "start_date", "impressions", "clicks", "cost"),
    5,
    lambda: Days(CAMPAIGN_DAYS, finer_than=BELOW_A_CAMPAIGN),
)
SEARCH_TERMS = _report(
    "advertising_search_terms",
    "Amazon Ads search term report",
    SEARCH_TERM_TABLE,
    SEARCH_TERM_COLUMNS,
    ("search_term", "targeting", "impressions", "clicks", "cost"),
    5,
    lambda: OneTable(SEARCH_TERM_TABLE),
)
