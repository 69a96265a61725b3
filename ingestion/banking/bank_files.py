"""Statements of banks as tables (CSV, XLSX) with the headings that banks use most, English and Chinese. No signs."""

from ingestion.banking.statement import statement_file

HEADINGS: dict[str, tuple[str, ...]] = {
    "account_id": ("Account", "Account Number", "Account No", "IBAN", "账号", "账户", "卡号", "本方账号", "账户号"),
    "booked_date": (
        "Date",
        "Booking Date",
        "Booked Date",
        "Posting Date",
        "Posted Date",
        "Post Date",
        "Transaction Date",
        "Trans Date",
        "记账日期",
        "入账日期",
        "交易日期",
        "日期",
        "交易时间",
    ),
    "booked_time": ("Time", "Transaction Time", "交易时间"),
    "time_zone": ("Time Zone", "Timezone", "时区"),
    "value_date": ("Value Date", "Effective Date", "起息日", "起息日期"),
    "amount": ("Amount", "Transaction Amount", "交易金额", "金额", "发生额"),
    "credit_amount": (
        *("Credit", "Credit Amount", "Deposit", "Deposits", "Deposit Amount", "Paid In", "Money In"),
        *("收入", "收入金额", "贷方金额", "贷方发生额", "存入金额", "转入金额"),
    ),
    "debit_amount": (
        *("Debit", "Debit Amount", "Withdrawal", "Withdrawals", "Withdrawal Amount", "Paid Out", "Money Out"),
        *("支出", "支出金额", "借方金额", "借方发生额", "支取金额", "转出金额"),
    ),
    # A column of types may hold nothing but Debit and Credit; where it holds more, the models pass over it.
    "direction": (
        *("Debit/Credit", "Credit/Debit", "Dr/Cr", "Cr/Dr", "D/C"),
        *("借贷标志", "借贷方向", "收支类型", "收/支", "Type", "Transaction Type", "交易类型"),
    ),
    "currency": ("Currency", "Currency Code", "Ccy", "币种", "货币", "交易币种"),
    "balance_amount": (
        *("Balance", "Running Balance", "Account Balance", "Balance After"),
        *("余额", "账户余额", "交易后余额", "本次余额"),
    ),
    "fee_amount": ("Fee", "Fees", "手续费"),
    "kind": ("Type", "Transaction Type", "交易类型", "业务类型", "类型"),
    "description": (
        *("Description", "Transaction Description", "Narrative", "Details", "Memo", "Remarks"),
        *("摘要", "交易摘要", "用途", "附言", "备注", "交易说明"),
    ),
    "counterparty": (
        *("Counterparty", "Counterparty Name", "Payee", "Beneficiary"),
        *("对方户名", "对方名称", "交易对手", "对方账户名称"),
    ),
    "reference": ("Reference", "Reference Number", "Bank Reference", "Check or Slip #", "凭证号", "参考号"),
    "transaction_id": ("Transaction ID", "Transaction Number", "交易流水号", "流水号", "交易编号"),
    "status": ("Status", "状态", "交易状态"),
}

BANK_STATEMENT = statement_file(
    "bank_statement",
    "bank statement (date, description, amount or credit and debit, balance)",
    HEADINGS,
    provider="bank",
    signature=(
        "booked_date",
        "description",
        "amount",
        "credit_amount",
        "debit_amount",
        "balance_amount",
    ),
    # Fewer could be any list of dates and amounts; such files are described in the settings.
    signature_minimum=4,
)
