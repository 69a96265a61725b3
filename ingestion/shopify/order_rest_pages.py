"""Order pages of the older REST API, in the tables of the GraphQL pages. Buyers' fields are not declared."""

from ingestion.json_rows import RowSet
from ingestion.shopify.order_pages import TABLES
from ingestion.shopify.pages import page_format

ORDERS_REST_PAGE = page_format(
    "shopify_orders_rest_page",
    "Shopify orders (REST page)",
    ("orders", "financial_status", "total_price", "order_number"),
    TABLES,
    {
        "shopify_orders": [
            RowSet(
                "orders",
                ("orders",),
                {
                    "order_id": "id",
                    "name": "name",
                    "created_at": "created_at",
                    "updated_at": "updated_at",
                    "cancelled_at": "cancelled_at",
                    "is_test": "test",
                    "currency": "currency",
                    "financial_status": "financial_status",
                    "fulfilment_status": "fulfillment_status",
                    "sales_channel": "source_name",
                    "is_tax_included": "taxes_included",
                    "subtotal": "subtotal_price",
                    "shipping": "total_shipping_price_set.shop_money.amount",
                    "tax": "total_tax",
                    "duties": "original_total_duties_set.shop_money.amount",
                    "tips": "total_tip_received",
                    "total": "total_price",
                },
            )
        ],
        "shopify_order_lines": [
            RowSet(
                "order_lines",
                ("orders", "line_items"),
                {
                    "order_id": "^.id",
                    "line_id": "id",
                    "sku": "sku",
                    "title": "name",
                    "quantity": "quantity",
                    "unit_price": "price",
                },
            )
        ],
        # A refund states no total there; its payments do, each in a row.
        "shopify_refunds": [
            RowSet(
                "refunds",
                ("orders", "refunds", "transactions"),
                {
                    "order_id": "^.^.id",
                    "refund_id": "^.id",
                    "created_at": "^.created_at",
                    "refunded": "amount",
                    "status": "status",
                    "kind": "kind",
                },
            )
        ],
        "shopify_refund_lines": [
            RowSet(
                "refund_lines",
                ("orders", "refunds", "refund_line_items"),
                {
                    "order_id": "^.^.id",
                    "refund_id": "^.id",
                    "created_at": "^.created_at",
                    "line_id": "line_item_id",
                    "sku": "line_item.sku",
                    "quantity": "quantity",
                    "restock_type": "restock_type",
                    "amount": "subtotal",
                    "amount_tax": "total_tax",
                },
            )
        ],
        "shopify_fulfilments": [
            RowSet(
                "fulfilments",
                ("orders", "fulfillments"),
                {
                    "order_id": "^.id",
                    "fulfilment_id": "id",
                    "created_at": "created_at",
                    "updated_at": "updated_at",
                    "status": "status",
                    "delivery_status": "shipment_status",
                    "carrier": "tracking_company",
                    "tracking_number": "tracking_number",
                    "location_id": "location_id",
                },
            )
        ],
    },
)
