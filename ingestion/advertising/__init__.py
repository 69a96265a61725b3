"""What Amazon Ads reports and bills. Nothing here is booked: what counts as cost is decided in the models.

console reports CSV/XLSX (advertised product, campaigns, search terms) -+-> advertising_product_days
Ads API v3 report documents (JSON array, GZIP_JSON)                    -+-> advertising_campaign_days
                                                                        +-> advertising_search_terms
invoices (Ads API's list or single invoice as JSON, or a CSV)          ---> advertising_invoices
"""

from ingestion.advertising.api import API
from ingestion.advertising.api_reports import (
    SB_CAMPAIGNS,
    SD_ADVERTISED_PRODUCT,
    SP_ADVERTISED_PRODUCT,
    SP_CAMPAIGNS,
    SP_SEARCH_TERM,
)
from ingestion.advertising.console_reports import ADVERTISED_PRODUCTS, CAMPAIGNS, SEARCH_TERMS
from ingestion.advertising.invoices import INVOICE, INVOICE_LIST, INVOICE_SHEET
from ingestion.formats import Source

SOURCE = Source(
    name="advertising",
    formats=(
        SP_SEARCH_TERM,
        SP_ADVERTISED_PRODUCT,
        SD_ADVERTISED_PRODUCT,
        SB_CAMPAIGNS,
        SP_CAMPAIGNS,
        ADVERTISED_PRODUCTS,
        SEARCH_TERMS,
        CAMPAIGNS,
        INVOICE_LIST,
        INVOICE,
        INVOICE_SHEET,
    ),
    apis=(API,),
)
