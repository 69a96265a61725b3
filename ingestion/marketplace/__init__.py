"""Two sheets for every storefront and marketplace without a source of its own; what they mean is decided in the models.

order sheet  -> marketplace_orders
payout sheet -> marketplace_payout_lines
"""

from ingestion.formats import Source
from ingestion.marketplace.order_sheet import ORDER_SHEET
from ingestion.marketplace.payout_sheet import PAYOUT_SHEET

SOURCE = Source(name="marketplace", formats=(ORDER_SHEET, PAYOUT_SHEET))
