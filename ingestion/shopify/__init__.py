"""What a Shopify shop gives: exports of its admin and pages of its API, in the same tables where they tell the same.

orders export                 -> shopify_orders_export
order pages (GraphQL, REST)   -> shopify_orders, shopify_order_lines, shopify_refunds, shopify_refund_lines,
                                 shopify_fulfilments
payment transactions export, balance transaction pages -> shopify_balance_transactions
payouts export, payout pages  -> shopify_payouts
inventory pages               -> shopify_inventory_levels
`queries/` holds the questions that the pages answer, one a stream. What anything means is decided in the models.
"""

from ingestion.formats import Source
from ingestion.shopify.api import API
from ingestion.shopify.inventory_pages import INVENTORY_PAGE, INVENTORY_REST_PAGE
from ingestion.shopify.order_pages import ORDERS_PAGE
from ingestion.shopify.order_rest_pages import ORDERS_REST_PAGE
from ingestion.shopify.orders_export import ORDERS_EXPORT
from ingestion.shopify.payouts import PAYOUTS_EXPORT, PAYOUTS_PAGE, PAYOUTS_REST_PAGE
from ingestion.shopify.transactions import TRANSACTIONS_EXPORT, TRANSACTIONS_PAGE, TRANSACTIONS_REST_PAGE

SOURCE = Source(
    name="shopify",
    formats=(
        ORDERS_EXPORT,
        TRANSACTIONS_EXPORT,
        PAYOUTS_EXPORT,
        ORDERS_PAGE,
        ORDERS_REST_PAGE,
        TRANSACTIONS_PAGE,
        TRANSACTIONS_REST_PAGE,
        PAYOUTS_PAGE,
        PAYOUTS_REST_PAGE,
        INVENTORY_PAGE,
        INVENTORY_REST_PAGE,
    ),
    apis=(API,),
)
