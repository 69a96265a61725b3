"""The columns and raw tables that console reports and API reports share, with the headings of both. No file is read.

Days are those of the advertising profile's zone. Amounts are in the profile's currency, which an API row states only
where `campaignBudgetCurrencyCode` was asked for: a blank currency is filled from the store's settings in the models.
Ratios (click-through rate, ACOS …) are not declared: they are quotients of what is, and come as text.
"""

from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import COUNT, DATE, MOMENT, MONEY, Column, table_schema
from ingestion.refusal import FileRefused
from ingestion.rewrites import UNWRAPPED, WITHOUT_CURRENCY_SIGN

PRODUCT_DAYS = "advertising_product_days"
CAMPAIGN_DAYS = "advertising_campaign_days"
SEARCH_TERM_TABLE = "advertising_search_terms"
DAY_BY_DAY = "Create the report again with the time unit 'Daily'."

AD_PRODUCT = Column("ad_product")
REPORTED_AT = Column("reported_at", MOMENT)
CONSTANTS = (AD_PRODUCT, REPORTED_AT)


def id_column(name: str, *headings: str) -> Column:
    """An id, without what keeps a spreadsheet program from rounding it."""
    return Column(name, headings=headings, rewrites=UNWRAPPED)


def money(name: str, *headings: str, required: bool = False) -> Column:
    """An amount, with or without a currency sign."""
    return Column(name, MONEY, headings, required, rounds=True, rewrites=WITHOUT_CURRENCY_SIGN)


PERIOD = (
    Column("start_date", DATE, ("Date", "Start Date", "Fecha", "Fecha de inicio"), required=True, filled=True),
    Column("end_date", DATE, ("Date", "End Date", "Fecha", "Fecha de fin")),
)
CAMPAIGN = (
    Column("currency", headings=("Currency", "Divisa", "campaignBudgetCurrencyCode", "campaign budget currency code")),
    Column("portfolio_name", headings=("Portfolio name", "Nombre de la cartera")),
    id_column("campaign_id", "Campaign ID", "campaignId"),
    Column("campaign_name", headings=("Campaign Name", "Campaigns", "Nombre de la campaña", "campaignName")),
)
AD_GROUP = (
    id_column("ad_group_id", "Ad Group ID", "adGroupId"),
    Column("ad_group_name", headings=("Ad Group Name", "Nombre del grupo de anuncios", "adGroupName")),
)
AD = (
    id_column("ad_id", "Ad ID", "adId"),
    id_column("sku", "Advertised SKU", "SKU anunciado", "advertisedSku", "promotedSku"),
    id_column("asin", "Advertised ASIN", "ASIN anunciado", "advertisedAsin", "promotedAsin"),
)
SEARCH_TERM = (
    id_column("keyword_id", "keywordId"),
    Column("targeting", headings=("Targeting", "Segmentación", "targeting", "keyword")),
    Column("match_type", headings=("Match Type", "Tipo de concordancia", "matchType")),
    Column("search_term", headings=("Customer Search Term", "Término de búsqueda del cliente", "searchTerm")),
)
FIGURES = (
    Column("impressions", COUNT, ("Impressions", "Impresiones"), required=True),
    Column("clicks", COUNT, ("Clicks", "Clics"), required=True),
    money("cost", "Spend", "Gasto", "cost", required=True),
    Column("orders_7d", COUNT, ("7 Day Total Orders (#)", "Pedidos totales en 7 días", "purchases7d")),
    money("sales_7d", "7 Day Total Sales", "Ventas totales en 7 días", "sales7d", "sales 7 d"),
    Column("units_7d", COUNT, ("7 Day Total Units (#)", "Unidades totales en 7 días", "unitsSoldClicks7d")),
    Column("orders_14d", COUNT, ("14 Day Total Orders (#)", "Pedidos totales en 14 días", "purchases14d", "purchases")),
    money("sales_14d", "14 Day Total Sales", "Ventas totales en 14 días", "sales14d", "sales"),
    Column(
        "units_14d", COUNT, ("14 Day Total Units (#)", "Unidades totales en 14 días", "unitsSoldClicks14d", "unitsSold")
    ),
)
PRODUCT_COLUMNS = (*PERIOD, *CAMPAIGN, *AD_GROUP, *AD, *FIGURES)
CAMPAIGN_COLUMNS = (*PERIOD, *CAMPAIGN, *FIGURES)
SEARCH_TERM_COLUMNS = (*PERIOD, *CAMPAIGN, *AD_GROUP, *SEARCH_TERM, *FIGURES)
TABLES = {
    PRODUCT_DAYS: table_schema((*CONSTANTS, *PRODUCT_COLUMNS)),
    CAMPAIGN_DAYS: table_schema((*CONSTANTS, *CAMPAIGN_COLUMNS)),
    SEARCH_TERM_TABLE: table_schema((*CONSTANTS, *SEARCH_TERM_COLUMNS)),
}


class Days:
    """All rows to one table, once it is sure that each is of a single day: sums of a period belong to no day.

    finer_than -- columns of reports that break the figures down further; such rows are no days of a campaign.
    """

    def __init__(self, table: str, finer_than: Sequence[str] = ()) -> None:
        self._table = table
        self._finer_than = finer_than
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """All rows; raises FileRefused for one that sums up several days, and for a report of another level."""
        finer = next((name for name in self._finer_than if name in rows.column_names), None)
        if finer:
            raise FileRefused(
                f"the report breaks campaigns down further, by its column '{finer}'",
                "Download the campaign, the advertised product or the search term report.",
            )
        longer = pc.fill_null(pc.not_equal(rows["start_date"], rows["end_date"]), False)
        if pc.any(longer).as_py():
            line = rows["raw_line"][pc.index(longer, True).as_py()].as_py()
            raise FileRefused("the row sums up more than one day", DAY_BY_DAY, line)
        yield self._table, rows

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()
