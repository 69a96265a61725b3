"""LianLian's statement as a table (CSV, XLSX), into the same rows that the API's fund flow gives. No sign is changed.

No real file could be seen and no column list is published: the headings are the words of LianLian's API descriptions,
unverified. A file that has others is described in the settings under [statements.<name>] with wallet "lianlian_wallet".
"""

from dataclasses import replace

from ingestion.formats import FileFormat, OneTable
from ingestion.lianlian.entries import FUND_FLOW, FUND_FLOW_COLUMNS, REPORTED_AT, SCHEMAS

HEADINGS = {
    "transaction_id": ("交易流水号", "账单流水", "资金流水号", "Transaction ID", "Bill Number"),
    "account_id": ("连连账户编号", "账户号", "LianLian Account", "Account ID"),
    "transacted_at": ("交易时间", "Transaction Time"),
    "account_date": ("账务日期", "Account Date"),
    "direction": ("交易类型", "资金流向", "Fund Direction", "Direction"),
    "amount": ("交易金额", "Transaction Amount"),
    "currency": ("币种", "Currency"),
    "balance_amount": ("账户余额", "可用余额", "交易后余额", "Balance"),
    "fee_amount": ("手续费金额", "Fee Amount"),
    "fee_currency": ("手续费币种", "Fee Currency"),
    "business_type": ("业务类型", "资金流水业务类型", "Business Type"),
    "counterparty": ("交易对手名称", "Counterparty"),
    "remark": ("交易备注", "备注", "Remark"),
    "platform": ("平台", "Platform"),
    "region": ("平台站点", "Region"),
    "marketplace_name": ("亚马逊入账来源", "Marketplace Name"),
    "origin_currency": ("亚马逊结算单原始币种", "Origin Currency"),
    "origin_amount": ("亚马逊结算单原始金额", "Origin Amount"),
}

STATEMENT_FILE = FileFormat(
    kind="lianlian_statement_file",
    title="LianLian statement (headings unverified)",
    tables={FUND_FLOW: SCHEMAS[FUND_FLOW]},
    columns=tuple(replace(column, headings=HEADINGS[column.name]) for column in FUND_FLOW_COLUMNS),
    signature=frozenset({"transaction_id", "transacted_at", "direction", "amount", "balance_amount", "business_type"}),
    signature_minimum=6,
    quoted_tabs=True,
    arrange=lambda: OneTable(FUND_FLOW),
    constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
    constant_columns=(REPORTED_AT,),
)
