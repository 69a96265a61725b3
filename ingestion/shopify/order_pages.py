"""Order pages of the API: where orders, lines, refunds and fulfilments stand. Buyers' fields are not declared."""

from ingestion.formats import COUNT, MOMENT, MONEY, Column
from ingestion.json_rows import RowSet
from ingestion.shopify.pages import IS_CUT, IS_SHIPPING_CUT, page_format

ORDER_ID = Column("order_id", filled=True)
LINE_ID = Column("line_id")
SKU = Column("sku")
QUANTITY = Column("quantity", COUNT)
CREATED_AT = Column("created_at", MOMENT, filled=True)
REFUND_ID = Column("refund_id", filled=True)
TABLES = {
    "shopify_orders": (
        ORDER_ID,
        Column("name", filled=True),
        CREATED_AT,
        Column("updated_at", MOMENT),
        Column("cancelled_at", MOMENT),
        Column("is_test"),
        Column("currency", filled=True),
        Column("financial_status"),
        Column("fulfilment_status"),
        Column("sales_channel"),
        Column("is_tax_included"),
        Column("subtotal", MONEY, filled=True),
        Column("shipping", MONEY),
        Column("tax", MONEY),
        Column("duties", MONEY),
        Column("tips", MONEY),
        Column("total", MONEY, filled=True),
    ),
    "shopify_order_lines": (
        ORDER_ID,
        Column("line_id", filled=True),
        SKU,
        Column("title"),
        Column("quantity", COUNT, filled=True),
        Column("unit_price", MONEY, filled=True),
    ),
    "shopify_refunds": (
        ORDER_ID,
        REFUND_ID,
        CREATED_AT,
        Column("refunded", MONEY, filled=True),
        Column("status"),
        Column("kind"),
    ),
    "shopify_refund_lines": (
        ORDER_ID,
        REFUND_ID,
        CREATED_AT,
        LINE_ID,
        SKU,
        QUANTITY,
        Column("restock_type"),
        Column("amount", MONEY, filled=True),
        Column("amount_tax", MONEY),
    ),
    "shopify_fulfilments": (
        ORDER_ID,
        Column("fulfilment_id", filled=True),
        CREATED_AT,
        Column("updated_at", MOMENT),
        Column("in_transit_at", MOMENT),
        Column("estimated_delivery_at", MOMENT),
        Column("delivered_at", MOMENT),
        Column("status"),
        Column("delivery_status"),
        QUANTITY,
        Column("carrier"),
        Column("tracking_number"),
        Column("location_id"),
    ),
}
SHOP = "shopMoney.amount"
ORDERS = "data.orders.nodes"
REFUND = {"order_id": "^.^.id", "refund_id": "^.id", "created_at": "^.createdAt"}

ORDERS_PAGE = page_format(
    "shopify_orders_page",
    "Shopify orders (GraphQL page)",
    ("data", "orders", "nodes", "lineItems"),
    TABLES,
    {
        "shopify_orders": [
            RowSet(
                "orders",
                (ORDERS,),
                {
                    "order_id": "id",
                    "name": "name",
                    "created_at": "createdAt",
                    "updated_at": "updatedAt",
                    "cancelled_at": "cancelledAt",
                    "is_test": "test",
                    "currency": "currencyCode",
                    "financial_status": "displayFinancialStatus",
                    "fulfilment_status": "displayFulfillmentStatus",
                    "sales_channel": "sourceName",
                    "is_tax_included": "taxesIncluded",
                    "subtotal": f"subtotalPriceSet.{SHOP}",
                    "shipping": f"totalShippingPriceSet.{SHOP}",
                    "tax": f"totalTaxSet.{SHOP}",
                    "duties": f"originalTotalDutiesSet.{SHOP}",
                    "tips": f"totalTipReceivedSet.{SHOP}",
                    "total": f"totalPriceSet.{SHOP}",
                    IS_CUT.name: "lineItems.pageInfo.hasNextPage",
                },
            )
        ],
        "shopify_order_lines": [
            RowSet(
                "order_lines",
                (ORDERS, "lineItems.nodes"),
                {
                    "order_id": "^.id",
                    "line_id": "id",
                    "sku": "sku",
                    "title": "name",
                    "quantity": "quantity",
                    "unit_price": f"originalUnitPriceSet.{SHOP}",
                },
            )
        ],
        "shopify_refunds": [
            RowSet(
                "refunds",
                (ORDERS, "refunds"),
                {
                    "order_id": "^.id",
                    "refund_id": "id",
                    "created_at": "createdAt",
                    "refunded": f"totalRefundedSet.{SHOP}",
                    IS_CUT.name: "refundLineItems.pageInfo.hasNextPage",
                    IS_SHIPPING_CUT.name: "refundShippingLines.pageInfo.hasNextPage",
                },
            )
        ],
        "shopify_refund_lines": [
            RowSet(
                "refund_lines",
                (ORDERS, "refunds", "refundLineItems.nodes"),
                REFUND
                | {
                    "line_id": "lineItem.id",
                    "sku": "lineItem.sku",
                    "quantity": "quantity",
                    "restock_type": "restockType",
                    "amount": f"subtotalSet.{SHOP}",
                    "amount_tax": f"totalTaxSet.{SHOP}",
                },
            ),
            RowSet(
                "refund_shipping",
                (ORDERS, "refunds", "refundShippingLines.nodes"),
                REFUND | {"amount": f"subtotalAmountSet.{SHOP}", "amount_tax": f"taxAmountSet.{SHOP}"},
            ),
        ],
        "shopify_fulfilments": [
            RowSet(
                "fulfilments",
                (ORDERS, "fulfillments"),
                {
                    "order_id": "^.id",
                    "fulfilment_id": "id",
                    "created_at": "createdAt",
                    "updated_at": "updatedAt",
                    "in_transit_at": "inTransitAt",
                    "estimated_delivery_at": "estimatedDeliveryAt",
                    "delivered_at": "deliveredAt",
                    "status": "status",
                    "delivery_status": "displayStatus",
                    "quantity": "totalQuantity",
                    "carrier": "trackingInfo.0.company",
                    "tracking_number": "trackingInfo.0.number",
                    "location_id": "location.id",
                },
            )
        ],
    },
)
