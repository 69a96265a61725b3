"""LianLian's API pages and statement files: the answers of its published descriptions give the rows they tell of."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.conftest import Reading

FLOW = {
    "code": "000000",
    "data": {
        "totalSize": 1,
        "resultList": [
            {
                **{"transId": "202207196055468", "transType": "入账", "platform": "Amazon", "region": "EU"},
                **{"currency": "EUR", "accountId": "202108270336122", "virtualCardNo": "1450000004937"},
                **{"amount": "36299.10", "balance": "1278205.70", "busiType": "入账", "remark": None},
                **{"transTime": "2022-07-19 15:34:29", "marketplaceName": "Amazon.it"},
            }
        ],
    },
}
INBOUND = {
    "code": "000000",
    "data": {
        "totalSize": 1,
        "resultList": [
            {
                **{"transId": "202207192380531", "creditStatus": "2", "platform": "Amazon", "shopName": "测试3"},
                **{"virtualCardNo": "1450000004937", "accountId": "202108270336122", "currency": "EUR"},
                **{"amount": "36299.10", "createTime": "2022-07-19 15:34:28", "acctDate": "20220719"},
                **{"fundsId": "202207196055468", "originAmount": "40000.00", "originCurrency": "USD"},
            }
        ],
    },
}
WITHDRAWALS = {
    "code": "000000",
    "data": {
        "totalSize": 1,
        "resultList": [
            {
                **{"transId": "201911087948555", "externalTransId": "201911087948552", "withdrawStatus": 2},
                **{"platform": "Amazon", "region": "US", "withdrawAmount": "9139.00", "withdrawCurrency": "USD"},
                **{"arrivalAmount": "62122.21", "arrivalCurrency": "CNY", "feeAmount": "63.97"},
                **{"actualFeeAmount": "63.97", "feeCurrency": "USD", "createTime": "2019-11-08 14:07:38"},
                **{"rate": "6.84540000", "rateTime": "2019-11-08 14:08:20", "bankAccountName": "Jane Roe"},
                **{"bankName": "中国工商银行", "bankCardNo": "2131 **** **** 1535"},
                "withdrawDetailList": [
                    {
                        **{"detailTransId": "201911087948561", "shopName": "美元测试店铺", "amount": "9139.00"},
                        **{"accountId": "201911077917364", "currency": "USD", "feeRate": "0.007"},
                        **{"feeAmount": "63.97", "actualFeeAmount": "63.97"},
                    }
                ],
            }
        ],
    },
}
WALLET = {
    "data": {
        "total": 1,
        "list": [
            {
                **{"amount": "1000.00", "currency": "CNY", "feeAmount": "1.23", "feeCurrencyCode": "CNY"},
                **{"transId": "W1", "transTime": 1650879380000, "transType": "出账", "payeeName": "lianlian global"},
                **{"balance": "123456.78", "busiType": "汇兑出账", "billType": "1"},
            }
        ],
    }
}
STATEMENT = {
    "data": [
        {
            **{"bill_number": "B1", "fund_direction": "DEBIT", "currency": "USD", "transaction_amount": "12.5"},
            **{"balance": "87.5", "account_date": "20260105", "remark": "x", "transaction_time": "1767596400"},
        }
    ],
    **{"page": 1, "page_size": 20, "total_count": 1},
}
STATEMENT_FILE = "交易流水号,交易时间,交易类型,业务类型,币种,交易金额,账户余额,交易备注\n"


@pytest.fixture
def rows_of(read: Callable[..., Reading], tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """The rows of the one table that a page or a file's text fills."""

    def rows(content: Any) -> list[dict[str, Any]]:
        path = tmp_path / "page"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        reading = read(path)
        assert (reading.only.status, reading.only.source) == ("loaded", "lianlian"), reading.only
        (found,) = reading.rows.values()
        return found

    return rows


def test_the_fund_flow_keeps_shanghais_clock(rows_of: Callable[..., list[dict[str, Any]]]) -> None:
    (entry,) = rows_of(FLOW)
    assert (entry["transaction_id"], entry["direction"], entry["amount"]) == (
        "202207196055468",
        "入账",
        Decimal("36299.10"),
    )
    assert entry["transacted_at"] == datetime(2022, 7, 19, 7, 34, 29, tzinfo=UTC)
    assert (entry["balance_amount"], entry["marketplace_name"]) == (Decimal("1278205.70"), "Amazon.it")


def test_inbound_funds_name_the_settlements_own_amount(rows_of: Callable[..., list[dict[str, Any]]]) -> None:
    (inbound,) = rows_of(INBOUND)
    assert (inbound["inbound_id"], inbound["funds_id"]) == ("202207192380531", "202207196055468")
    assert (inbound["origin_amount"], inbound["origin_currency"]) == (Decimal("40000.00"), "USD")
    assert (inbound["account_date"], inbound["credit_status"]) == (date(2022, 7, 19), "2")


def test_withdrawals_have_a_row_for_each_stores_part_and_no_name(rows_of: Callable[..., list[dict[str, Any]]]) -> None:
    (part,) = rows_of(WITHDRAWALS)
    assert (part["withdrawal_id"], part["detail_id"], part["withdrawal_status"]) == (
        "201911087948555",
        "201911087948561",
        "2",
    )
    assert (part["rate"], part["arrival_amount"], part["detail_actual_fee_amount"]) == (
        Decimal("6.84540000"),
        Decimal("62122.21"),
        Decimal("63.97"),
    )
    assert "Jane Roe" not in map(str, part.values())


def test_wallet_transactions_in_milliseconds(rows_of: Callable[..., list[dict[str, Any]]]) -> None:
    (entry,) = rows_of(WALLET)
    assert (entry["direction"], entry["fee_amount"], entry["fee_currency"]) == ("1", Decimal("1.23"), "CNY")
    assert entry["transacted_at"] == datetime(2022, 4, 25, 9, 36, 20, tzinfo=UTC)


def test_the_statement_in_seconds_and_compact_dates(rows_of: Callable[..., list[dict[str, Any]]]) -> None:
    (entry,) = rows_of(STATEMENT)
    assert (entry["transaction_id"], entry["direction"], entry["amount"]) == ("B1", "DEBIT", Decimal("12.5"))
    assert (entry["account_date"], entry["transacted_at"]) == (date(2026, 1, 5), datetime(2026, 1, 5, 7, tzinfo=UTC))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ({"code": "000000", "data": [{"currency": "JPY", "balance": "12000", "accountNum": 24}]}, Decimal(12000)),
        ({"data": [{"currency": "USD", "balance": "8.54", "status": 1, "avaExchangeBalance": "0"}]}, Decimal("8.54")),
        ([{"account_id": "A", "currency": "USD", "available_amount": "3.10"}], Decimal("3.10")),
        (
            [
                {
                    **{"account_no": "02", "date": "20250407", "currency": "USD", "available_amount": "6589.56"},
                    **{"pending_amount": "0.00", "reserved_amount": "1.00", "total_amount": "6590.56"},
                }
            ],
            Decimal("6589.56"),
        ),
    ],
)
def test_balances_of_every_endpoint(rows_of: Callable[..., list[dict[str, Any]]], page: Any, expected: Decimal) -> None:
    (balance,) = rows_of(page)
    assert balance["available_amount"] == expected
    assert balance["reported_at"]


@pytest.mark.parametrize(
    "header",
    [
        STATEMENT_FILE,
        "Transaction ID,Transaction Time,Direction,Business Type,Currency,Transaction Amount,Balance,Remark\n",
    ],
)
def test_a_statement_file_gives_the_rows_of_the_api(rows_of: Callable[..., list[dict[str, Any]]], header: str) -> None:
    (from_file,) = rows_of(f"{header}202207196055468,2022-07-19 15:34:29,入账,入账,EUR,36299.10,1278205.70,\n")
    (from_api,) = rows_of(FLOW)
    told = ("transaction_id", "transacted_at", "direction", "business_type", "currency", "amount", "balance_amount")
    assert [from_file[name] for name in told] == [from_api[name] for name in told]
