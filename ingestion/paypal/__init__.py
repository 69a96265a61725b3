"""PayPal's reports, downloads and API pages. What a type of transaction means is decided in the models, not here.

settlement report (STL), transaction detail report (TRR) -> paypal_report_transactions + paypal_report_totals
Transaction Search API, one JSON file a page             -> paypal_api_transactions
activity download, monthly or custom statement           -> paypal_activity
"""

from ingestion.formats import Source
from ingestion.paypal.activity import ACTIVITY
from ingestion.paypal.api import API
from ingestion.paypal.api_pages import API_PAGE
from ingestion.paypal.reports import REPORT

SOURCE = Source(name="paypal", formats=(REPORT, API_PAGE, ACTIVITY), apis=(API,))
