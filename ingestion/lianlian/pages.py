"""Pages of LianLian's APIs as JSON, one declaration an endpoint. Fetches nothing and judges no entry.

The paths are those of LianLian's published API descriptions; no answer of a live account could be seen.
"""

from collections.abc import Mapping, Sequence

from ingestion.formats import Column, FileFormat, OneTable
from ingestion.json_rows import RowSet, json_layout
from ingestion.lianlian import entries
from ingestion.lianlian.entries import REPORTED_AT, SCHEMAS

SHOP_ENTRY = {
    "transaction_id": "transId",
    "account_id": "accountId",
    "transacted_at": "transTime",
    "direction": "transType",
    "amount": "amount",
    "currency": "currency",
    "balance_amount": "balance",
    "business_type": "busiType",
    "remark": "remark",
    "platform": "platform",
    "region": "region",
    "marketplace_name": "marketplaceName",
    "origin_currency": "originCurrency",
    "origin_amount": "originAmount",
}
WALLET_ENTRY = {
    "transaction_id": "transId",
    "transacted_at": "transTime",
    "direction": "billType",
    "amount": "amount",
    "currency": "currency",
    "balance_amount": "balance",
    "fee_amount": "feeAmount",
    "fee_currency": "feeCurrencyCode",
    "business_type": "busiType",
    "counterparty": "payeeName",
}
STATEMENT_ENTRY = {
    "transaction_id": "bill_number",
    "transacted_at": "transaction_time",
    "account_date": "account_date",
    "direction": "fund_direction",
    "amount": "transaction_amount",
    "currency": "currency",
    "balance_amount": "balance",
    "remark": "remark",
}
INBOUND_FUNDS = {
    "inbound_id": "transId",
    "funds_id": "fundsId",
    "credit_status": "creditStatus",
    "account_id": "accountId",
    "platform": "platform",
    "region": "region",
    "shop_name": "shopName",
    "currency": "currency",
    "amount": "amount",
    "created_at": "createTime",
    "account_date": "acctDate",
    "origin_currency": "originCurrency",
    "origin_amount": "originAmount",
}
WITHDRAWAL_DETAIL = {
    "withdrawal_id": "^.transId",
    "detail_id": "detailTransId",
    "external_id": "^.externalTransId",
    "withdrawal_status": "^.withdrawStatus",
    "platform": "^.platform",
    "region": "^.region",
    "account_id": "accountId",
    "shop_name": "shopName",
    "withdrawn_amount": "^.withdrawAmount",
    "withdrawn_currency": "^.withdrawCurrency",
    "fee_amount": "^.feeAmount",
    "actual_fee_amount": "^.actualFeeAmount",
    "detail_amount": "amount",
    "detail_fee_amount": "feeAmount",
    "detail_actual_fee_amount": "actualFeeAmount",
    "fee_currency": "^.feeCurrency",
    "rate": "^.rate",
    "arrival_amount": "^.arrivalAmount",
    "arrival_currency": "^.arrivalCurrency",
    "bank_name": "^.bankName",
    "created_at": "^.createTime",
    "rated_at": "^.rateTime",
}
BALANCE = {
    "account_id": "account_id",
    "currency": "currency",
    "available_amount": "available_amount",
    "pending_amount": "pending_amount",
    "reserved_amount": "reserved_amount",
    "total_amount": "total_amount",
}


def _page(
    kind: str,
    title: str,
    table: str,
    columns: Sequence[Column],
    known_by: Sequence[str],
    levels: tuple[str, ...],
    paths: Mapping[str, str],
) -> FileFormat:
    return FileFormat(
        kind=f"lianlian_{kind}",
        title=f"LianLian API: {title}",
        tables={table: SCHEMAS[table]},
        columns=columns,
        arrange=lambda: OneTable(table),
        # The APIs write plain numbers, so a mark in one is always that of decimals.
        bare_thousands="decimals",
        constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
        constant_columns=(REPORTED_AT,),
        layout=json_layout(known_by, [RowSet("entry", levels, paths)]),
    )


def _entries(kind: str, title: str, known_by: Sequence[str], level: str, paths: Mapping[str, str]) -> FileFormat:
    return _page(kind, title, entries.FUND_FLOW, entries.FUND_FLOW_COLUMNS, known_by, (level,), paths)


def _balances(kind: str, known_by: Sequence[str], level: str, paths: Mapping[str, str]) -> FileFormat:
    return _page(kind, "balances", entries.BALANCES, entries.BALANCE_COLUMNS, known_by, (level,), paths)


PAGES = (
    _page(
        *("inbound_funds", "inbound funds", entries.INBOUND, entries.INBOUND_COLUMNS),
        *(("fundsId", "creditStatus", "acctDate"), ("data.resultList",), INBOUND_FUNDS),
    ),
    _page(
        *("withdrawals", "withdrawals", entries.WITHDRAWALS, entries.WITHDRAWAL_COLUMNS),
        *(("withdrawAmount", "withdrawDetailList"), ("data.resultList", "withdrawDetailList"), WITHDRAWAL_DETAIL),
    ),
    _entries(
        "wallet_flow", "wallet transactions", ("transId", "billType", "feeCurrencyCode"), "data.list", WALLET_ENTRY
    ),
    _entries("fund_flow", "fund flow", ("transId", "busiType", "virtualCardNo"), "data.resultList", SHOP_ENTRY),
    _entries("statement", "statement", ("bill_number", "fund_direction"), "data", STATEMENT_ENTRY),
    _balances(
        "account_balances", ("currency", "balance", "accountNum"), "data", {**BALANCE, "available_amount": "balance"}
    ),
    _balances(
        "currency_balances", ("currency", "avaExchangeBalance"), "data", {**BALANCE, "available_amount": "balance"}
    ),
    _balances(
        "balance_history",
        ("account_no", "available_amount", "pending_amount"),
        "",
        {**BALANCE, "account_id": "account_no", "balance_date": "date"},
    ),
    _balances("balances", ("available_amount", "pending_amount", "reserved_amount"), "", BALANCE),
    _balances("wallet_balances", ("account_id", "available_amount"), "", BALANCE),
)
