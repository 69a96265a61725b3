"""What a seller records of stock: receipts, transfers, stock-takes, stock at third parties. Nothing is added up."""

from dataclasses import replace

from ingestion.formats import COUNT, DATE, MONEY, Column
from ingestion.purchasing.purchase_orders import PURCHASE_ORDER
from ingestion.purchasing.sheet import own_sheet
from ingestion.purchasing.words import BATCH, CURRENCIES, KINDS_OF_COUNT, SKU, YES_OR_NO

RECEIPTS = own_sheet(
    "purchasing_receipts",
    (
        Column("receipt_id", headings=("receipt number", "receipt", "入库单号", "到货单号")),
        replace(PURCHASE_ORDER, filled=False),
        SKU,
        BATCH,
        Column(
            "quantity",
            COUNT,
            ("received quantity", "quantity", "入库数量", "到货数量", "数量"),
            required=True,
            filled=True,
        ),
        Column("freight_amount", MONEY, ("freight", "freight cost", "运费", "头程运费"), rounds=True),
        Column("duty_amount", MONEY, ("duty", "duty cost", "customs duty", "关税"), rounds=True),
        Column("other_amount", MONEY, ("other cost", "other costs", "其他费用", "其他成本"), rounds=True),
        Column("cost_currency", headings=("cost currency", "currency", "费用币种", "币种"), choices=CURRENCIES),
        Column(
            "received_date", DATE, ("received date", "receipt date", "入库日期", "到货日期"), required=True, filled=True
        ),
        Column(
            "location",
            headings=("receiving location", "location", "warehouse", "入库仓库", "仓库"),
            required=True,
            filled=True,
        ),
    ),
    {"purchase_order_id", "received_date", "location"},
    2,
    "Receipts",
    "到货入库",
)

TRANSFERS = own_sheet(
    "purchasing_transfers",
    (
        Column(
            "shipment_id",
            headings=("shipment", "shipment number", "shipment id", "货件号", "调拨单号"),
            required=True,
            filled=True,
        ),
        SKU,
        BATCH,
        Column(
            "from_warehouse",
            headings=("from warehouse", "调出仓库", "发货仓库", "起始仓库"),
            required=True,
            filled=True,
        ),
        Column(
            "to_warehouse", headings=("to warehouse", "调入仓库", "收货仓库", "目标仓库"), required=True, filled=True
        ),
        Column("shipped_date", DATE, ("shipped date", "发货日期", "调出日期"), required=True, filled=True),
        Column("shipped_quantity", COUNT, ("shipped quantity", "发货数量", "调出数量"), required=True, filled=True),
        Column("received_date", DATE, ("received date", "签收日期", "调入日期")),
        Column("received_quantity", COUNT, ("received quantity", "签收数量", "调入数量")),
        Column("freight_amount", MONEY, ("freight", "freight cost", "运费", "头程运费"), rounds=True),
        Column("freight_currency", headings=("freight currency", "currency", "运费币种", "币种"), choices=CURRENCIES),
    ),
    {"from_warehouse", "to_warehouse", "shipped_date", "shipped_quantity"},
    3,
    "Transfers",
    "仓库调拨",
)

STOCK_TAKES = own_sheet(
    "purchasing_stock_takes",
    (
        Column("counted_date", DATE, ("counted date", "count date", "盘点日期"), required=True, filled=True),
        Column("location", headings=("counted location", "location", "盘点仓库", "仓库"), required=True, filled=True),
        SKU,
        BATCH,
        Column("counted_quantity", COUNT, ("counted quantity", "盘点数量", "实盘数量"), required=True, filled=True),
        Column("counted_by", headings=("counted by", "盘点人")),
        Column("count_kind", headings=("kind of count", "盘点方式"), choices=KINDS_OF_COUNT),
        Column("recount", headings=("recount", "复盘"), choices=YES_OR_NO),
        Column("approved_by", headings=("approved by", "审核人")),
    ),
    {"counted_date", "counted_quantity", "counted_by"},
    1,
    "Stock-takes",
    "盘点",
)

WAREHOUSE_STOCK = own_sheet(
    "purchasing_warehouse_stock",
    (
        Column("snapshot_date", DATE, ("stock date", "snapshot date", "库存日期"), required=True, filled=True),
        Column(
            "warehouse",
            headings=("third-party warehouse", "warehouse", "海外仓", "第三方仓库", "仓库"),
            required=True,
            filled=True,
        ),
        SKU,
        BATCH,
        Column("on_hand_quantity", COUNT, ("on hand", "on hand quantity", "在库数量"), required=True, filled=True),
        Column("reserved_quantity", COUNT, ("reserved", "reserved quantity", "占用数量", "锁定数量")),
        Column("in_transit_quantity", COUNT, ("in transit", "in transit quantity", "在途数量")),
    ),
    {"snapshot_date", "on_hand_quantity", "reserved_quantity", "in_transit_quantity"},
    2,
    "Warehouse stock",
    "第三方仓库存",
)
