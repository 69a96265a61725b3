"""Inventory pages of the API: units by item, location and state of stock. Adds nothing up and compares nothing."""

from ingestion.formats import COUNT, MOMENT, Column
from ingestion.json_rows import RowSet
from ingestion.shopify.pages import IS_CUT, page_format

TABLE = "shopify_inventory_levels"
SNAPSHOT_AT = Column("snapshot_at", MOMENT)
TABLES = {
    TABLE: (
        Column("inventory_item_id", filled=True),
        Column("sku"),
        Column("location_id", filled=True),
        Column("location_name"),
        Column("quantity_name"),
        Column("quantity", COUNT),
        Column("updated_at", MOMENT),
    )
}
ITEMS = "data.inventoryItems.nodes"
# Only says whether an item's list of locations is whole; it fills no table.
ITEM_IS_WHOLE = RowSet("inventory_items", (ITEMS,), {IS_CUT.name: "inventoryLevels.pageInfo.hasNextPage"})

INVENTORY_PAGE = page_format(
    "shopify_inventory_page",
    "Shopify inventory levels (GraphQL page)",
    ("data", "inventoryItems", "inventoryLevels", "quantities"),
    TABLES,
    {
        TABLE: [
            RowSet(
                "inventory_levels",
                (ITEMS, "inventoryLevels.nodes", "quantities"),
                {
                    "inventory_item_id": "^.^.id",
                    "sku": "^.^.sku",
                    "location_id": "^.location.id",
                    "location_name": "^.location.name",
                    "quantity_name": "name",
                    "quantity": "quantity",
                    "updated_at": "^.updatedAt",
                },
            )
        ]
    },
    checked=(ITEM_IS_WHOLE,),
    made_at=SNAPSHOT_AT,
)

INVENTORY_REST_PAGE = page_format(
    "shopify_inventory_rest_page",
    "Shopify inventory levels (REST page)",
    ("inventory_levels", "inventory_item_id", "available"),
    TABLES,
    {
        TABLE: [
            RowSet(
                "inventory_levels",
                ("inventory_levels",),
                {
                    "inventory_item_id": "inventory_item_id",
                    "location_id": "location_id",
                    "quantity": "available",
                    "updated_at": "updated_at",
                },
            )
        ]
    },
    made_at=SNAPSHOT_AT,
)
