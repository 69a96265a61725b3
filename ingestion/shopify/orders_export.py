"""The orders export (66 to 79 columns by age): its columns, and that each order begins with its first line. No sums."""

from collections.abc import Iterable

import pyarrow as pa

from ingestion.cells import blank_cell
from ingestion.formats import COUNT, MOMENT, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.headings import heading
from ingestion.refusal import FileRefused, shown

TABLE = "shopify_orders_export"
REPORTED_AT = Column("reported_at", MOMENT)
COLUMNS = (
    Column("name", required=True, filled=True),
    Column("order_id", headings=("Id",)),
    Column("financial_status", headings=("Financial Status",), required=True),
    Column("fulfilment_status", headings=("Fulfillment Status",), required=True),
    Column("created_at", MOMENT, ("Created at",), required=True),
    Column("paid_at", MOMENT, ("Paid at",)),
    Column("fulfilled_at", MOMENT, ("Fulfilled at",)),
    Column("cancelled_at", MOMENT, ("Cancelled at",)),
    Column("currency", required=True),
    Column("subtotal", MONEY, required=True),
    Column("shipping", MONEY, required=True),
    Column("taxes", MONEY, required=True),
    Column("duties", MONEY),
    Column("total", MONEY, required=True),
    Column("discount_code", headings=("Discount Code",)),
    Column("discount_amount", MONEY, ("Discount Amount",)),
    Column("refunded_amount", MONEY, ("Refunded Amount",), required=True),
    Column("outstanding_balance", MONEY, ("Outstanding Balance",)),
    Column("shipping_method", headings=("Shipping Method",)),
    Column("payment_method", headings=("Payment Method",)),
    Column("sales_channel", headings=("Source",)),
    Column("shipping_country", headings=("Shipping Country",)),
    Column("line_quantity", COUNT, ("Lineitem quantity",), required=True),
    Column("line_title", headings=("Lineitem name",), required=True),
    Column("line_price", MONEY, ("Lineitem price",), required=True),
    Column("line_sku", headings=("Lineitem sku",), required=True),
    Column("line_discount", MONEY, ("Lineitem discount",)),
    Column("line_fulfilment_status", headings=("Lineitem fulfillment status",)),
    Column("line_is_shipped", headings=("Lineitem requires shipping",)),
)
OF_EACH_FIRST_LINE = ("currency", "subtotal", "total")
WHO_AND_WHERE = (
    "Name",
    "Street",
    "Address1",
    "Address2",
    "Company",
    "City",
    "Zip",
    "Province",
    "Province Name",
    "Phone",
)
PERSONAL = (
    *(f"{whose} {what}" for whose in ("Billing", "Shipping") for what in WHO_AND_WHERE),
    *(
        "Billing Country",
        "Notes",
        "Note Attributes",
        "Tags",
        "Customer",
        "Customer Name",
        "Company",
        "Payment Reference",
    ),
    *("Payment References", "Receipt Number", "Device ID"),
)


class OrdersFromTheirFirstLine(OneTable):
    """Rows as they are, where the later lines of each order follow its first, which alone says when and how much."""

    def __init__(self) -> None:
        super().__init__(TABLE)
        self._order: str | None = None

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The rows; raises FileRefused at a line whose order does not begin above it."""
        names, begun = rows["name"].cast(pa.string()).to_pylist(), rows["created_at"].is_valid().to_pylist()
        for place, (name, begins) in enumerate(zip(names, begun, strict=True)):
            if begins:
                self._order = name
            elif name != self._order:
                raise FileRefused(
                    f"the first line of order {shown(name)}, which has its date and total, is not above this line",
                    "Export the orders again, and neither sort nor cut the file.",
                    rows["raw_line"][place].as_py(),
                )
        first_lines = rows.filter(rows["created_at"].is_valid())
        for column in COLUMNS:
            if column.name in OF_EACH_FIRST_LINE and first_lines[column.name].null_count:
                raise blank_cell(column, first_lines["raw_line"], first_lines[column.name])
        yield from super().add(rows)


ORDERS_EXPORT = FileFormat(
    kind="shopify_orders_export",
    title="Shopify orders export",
    tables={TABLE: table_schema((REPORTED_AT, *COLUMNS))},
    columns=COLUMNS,
    signature=frozenset(
        {"financial_status", "fulfilment_status", "line_quantity", "line_title", "line_price", "line_sku"}
    ),
    signature_minimum=4,
    arrange=OrdersFromTheirFirstLine,
    personal=frozenset(heading(name) for name in PERSONAL),
    bare_thousands="decimals",
    constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
    constant_columns=(REPORTED_AT,),
    one_store_only=True,
)
