"""What LianLian tells of: the columns of each raw table, and the clock it keeps. No path or heading, no meaning."""

from ingestion.formats import DATE, MOMENT, MONEY, RATE, Column, table_schema

ZONE = "Asia/Shanghai"
"""That of times without a zone: the documents name UTC+8 where they name one."""

FUND_FLOW, INBOUND, WITHDRAWALS, BALANCES = (
    "lianlian_fund_flow",
    "lianlian_inbound_funds",
    "lianlian_withdrawals",
    "lianlian_balances",
)
FUND_FLOW_COLUMNS = (
    Column("transaction_id", required=True, filled=True),
    Column("account_id"),
    Column("transacted_at", MOMENT, epoch=True, zone=ZONE),
    Column("account_date", DATE),
    Column("direction", required=True, filled=True),
    Column("amount", MONEY, required=True, filled=True),
    Column("currency", required=True, filled=True),
    Column("balance_amount", MONEY),
    Column("fee_amount", MONEY),
    Column("fee_currency"),
    Column("business_type"),
    Column("counterparty"),
    Column("remark"),
    Column("platform"),
    Column("region"),
    Column("marketplace_name"),
    Column("origin_currency"),
    Column("origin_amount", MONEY),
)
INBOUND_COLUMNS = (
    Column("inbound_id", required=True, filled=True),
    Column("funds_id"),
    Column("credit_status"),
    Column("account_id"),
    Column("platform"),
    Column("region"),
    Column("shop_name"),
    Column("currency", required=True, filled=True),
    Column("amount", MONEY, required=True, filled=True),
    Column("created_at", MOMENT, epoch=True, zone=ZONE),
    Column("account_date", DATE),
    Column("origin_currency"),
    Column("origin_amount", MONEY),
)
WITHDRAWAL_COLUMNS = (
    Column("withdrawal_id", required=True, filled=True),
    Column("detail_id"),
    Column("external_id"),
    Column("withdrawal_status"),
    Column("platform"),
    Column("region"),
    Column("account_id"),
    Column("shop_name"),
    Column("withdrawn_amount", MONEY),
    Column("withdrawn_currency", required=True, filled=True),
    Column("fee_amount", MONEY),
    Column("actual_fee_amount", MONEY),
    Column("detail_amount", MONEY),
    Column("detail_fee_amount", MONEY),
    Column("detail_actual_fee_amount", MONEY),
    Column("fee_currency"),
    Column("rate", RATE),
    Column("arrival_amount", MONEY),
    Column("arrival_currency"),
    Column("bank_name"),
    Column("created_at", MOMENT, epoch=True, zone=ZONE),
    Column("rated_at", MOMENT, epoch=True, zone=ZONE),
)
BALANCE_COLUMNS = (
    Column("account_id"),
    Column("currency", required=True, filled=True),
    Column("balance_date", DATE),
    Column("available_amount", MONEY),
    Column("pending_amount", MONEY),
    Column("reserved_amount", MONEY),
    Column("total_amount", MONEY),
)
REPORTED_AT = Column("reported_at", MOMENT)
"""When a document was fetched or downloaded: none of them says so itself."""
SCHEMAS = {
    FUND_FLOW: table_schema((*FUND_FLOW_COLUMNS, REPORTED_AT)),
    INBOUND: table_schema((*INBOUND_COLUMNS, REPORTED_AT)),
    WITHDRAWALS: table_schema((*WITHDRAWAL_COLUMNS, REPORTED_AT)),
    BALANCES: table_schema((*BALANCE_COLUMNS, REPORTED_AT)),
}
