"""Statements of payment providers as tables: Payoneer, PingPong, WorldFirst. No kind of payment is judged here.

Payoneer's headings are those of a real file. PingPong's and WorldFirst's are unverified: no file of theirs could be
seen, so they are recognised only with all headings below, and any other goes through `statements` in the settings.
"""

from ingestion.banking.statement import statement_file

PAYONEER = statement_file(
    "payoneer_statement",
    "Payoneer transactions",
    {
        "booked_date": ("Transaction Date",),
        "booked_time": ("Transaction Time",),
        "time_zone": ("Time Zone",),
        "transaction_id": ("Transaction ID",),
        "description": ("Description",),
        "credit_amount": ("Credit Amount",),
        "debit_amount": ("Debit Amount",),
        "currency": ("Currency",),
        "status": ("Status",),
        "balance_amount": ("Running Balance",),
        "reference": ("Additional Description",),
        "store_name": ("Store Name",),
    },
    provider="payoneer",
    required=("transaction_id", "credit_amount", "debit_amount", "currency"),
    signature=(
        "booked_date",
        "booked_time",
        "time_zone",
        "transaction_id",
        "credit_amount",
        "debit_amount",
        "balance_amount",
        "reference",
        "store_name",
    ),
    signature_minimum=7,
)

PINGPONG = statement_file(
    "pingpong_statement",
    "PingPong statement (headings unverified)",
    {
        "booked_date": ("交易时间", "Transaction Time"),
        "booked_at": ("交易时间", "Transaction Time"),
        "transaction_id": ("PingPong流水号", "PingPong Transaction ID"),
        "kind": ("交易类型", "Transaction Type"),
        "currency": ("币种", "Currency"),
        "credit_amount": ("收入金额", "Credit"),
        "debit_amount": ("支出金额", "Debit"),
        "fee_amount": ("手续费", "Fee"),
        "balance_amount": ("账户余额", "Balance"),
        "store_name": ("店铺名称", "Store Name"),
        "description": ("备注", "Remark"),
        "status": ("交易状态", "Status"),
    },
    provider="pingpong",
    required=("transaction_id", "currency"),
    signature=("booked_date", "transaction_id", "kind", "credit_amount", "debit_amount"),
    signature_minimum=5,
    zone="Asia/Shanghai",
)

WORLDFIRST = statement_file(
    "worldfirst_statement",
    "WorldFirst statement (headings unverified)",
    {
        "booked_date": ("交易时间", "Transaction Time"),
        "booked_at": ("交易时间", "Transaction Time"),
        "account_id": ("World Account", "万里汇账户"),
        "transaction_id": ("交易编号", "Transaction Number"),
        "kind": ("交易类型", "Transaction Type"),
        "currency": ("币种", "Currency"),
        "amount": ("交易金额", "Amount"),
        "fee_amount": ("手续费", "Fee"),
        "balance_amount": ("余额", "Balance"),
        "counterparty": ("交易对手", "Counterparty"),
        "description": ("备注", "Remark"),
        "status": ("状态", "Status"),
    },
    provider="worldfirst",
    required=("transaction_id", "currency", "amount"),
    signature=("booked_date", "account_id", "transaction_id", "kind", "amount"),
    signature_minimum=5,
    zone="Asia/Shanghai",
)
