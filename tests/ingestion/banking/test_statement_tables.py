"""Statements as tables: banks' own headings, Payoneer's, and those that a seller describes in the settings."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.ingestion.conftest import Reading
from warehouse.sections import Statement
from warehouse.settings import SettingsRefused, load_settings

LINES = "banking_statement_lines"
PAYONEER = (
    "Transaction Date,Transaction Time,Time Zone,Transaction ID,Description,Credit Amount,Debit Amount,Currency,"
    "Status,Running Balance,Additional Description,Store Name"
)
GERMAN = """Buchung;Text;Betrag;Saldo
05.01.2026;AMAZON PAYMENTS;1.234,50;2.234,50
06.01.2026;Entgelt;-4,50;2.230,00
"""
HAUSBANK = {"booked_date": "Buchung", "description": "Text", "amount": "Betrag", "balance_amount": "Saldo"}


@pytest.fixture
def read_text(read: Callable[..., Reading], tmp_path: Path) -> Callable[..., Reading]:
    def read_file(text: str, encoding: str = "utf-8", **settings: Any) -> Reading:
        path = tmp_path / "statement.csv"
        path.write_text(text, encoding=encoding)
        return read(path, **settings)

    return read_file


def test_a_banks_signed_amounts(read_text: Callable[..., Reading]) -> None:
    reading = read_text(
        "Date,Description,Amount,Balance\n2026-01-05,AMAZON EU,100.00,150.00\n2026-01-06,Fee,-2.50,147.50\n"
    )
    assert reading.only.kind == "bank_statement", reading.only
    assert [(row["booked_date"], row["amount"], row["balance_amount"]) for row in reading.rows[LINES]] == [
        (date(2026, 1, 5), Decimal("100.00"), Decimal("150.00")),
        (date(2026, 1, 6), Decimal("-2.50"), Decimal("147.50")),
    ]
    assert {(row["provider"], row["wallet_account"]) for row in reading.rows[LINES]} == {("bank", None)}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_chinese_bank_with_columns_of_income_and_expense(read_text: Callable[..., Reading], encoding: str) -> None:
    text = (
        "账号：6222 0000 0000 0000,户名：某某贸易有限公司\n"
        "交易日期,交易时间,摘要,收入金额,支出金额,余额,对方户名,币种,交易流水号\n"
        '20260105,10:20:30,跨境收款,"10,000.00",,"10,500.00",连连银通电子支付有限公司,CNY,0001\n'
        "20260106,,手续费,,5.00,10495.00,,CNY,0002\n"
    )
    reading = read_text(text, encoding)
    assert reading.only.kind == "bank_statement", reading.only
    income, fee = reading.rows[LINES]
    assert (income["booked_date"], income["credit_amount"], income["debit_amount"]) == (
        date(2026, 1, 5),
        Decimal("10000.00"),
        None,
    )
    assert (income["counterparty"], income["transaction_id"]) == ("连连银通电子支付有限公司", "0001")
    assert (fee["debit_amount"], fee["raw_line"]) == (Decimal("5.00"), 4)


def test_the_real_header_of_payoneer(read_text: Callable[..., Reading]) -> None:
    rows = (
        "2026-01-05,23:30:00,America/New_York,T1,Payment from Amazon,500.00,,USD,Completed,500.00,,My store\n"
        "2026-01-07,09:00:00,UTC,T2,Withdrawal,,200.00,USD,Completed,300.00,to bank,\n"
    )
    reading = read_text(f"{PAYONEER}\n{rows}")
    assert reading.only.kind == "payoneer_statement", reading.only
    assert reading.only.status == "loaded", (reading.only.reason, reading.only.line)
    payment, withdrawal = reading.rows[LINES]
    assert payment["booked_at"] == datetime(2026, 1, 6, 4, 30, tzinfo=UTC)
    assert (payment["booked_date"], payment["store_name"]) == (date(2026, 1, 5), "My store")
    assert (withdrawal["debit_amount"], withdrawal["reference"]) == (Decimal("200.00"), "to bank")
    assert payment["provider"] == "payoneer"
    file = read_text(f"{PAYONEER}\n{rows.replace('America/New_York', 'Middle Earth')}").only
    assert (file.status, file.line) == ("refused", 2)
    assert "unknown time zone 'Middle Earth'" in str(file.reason)


def test_the_sample_of_payoneer_is_this_header(samples: Path) -> None:
    assert (samples / "payoneer" / "transactions_header.csv").read_text(encoding="utf-8-sig").strip() == PAYONEER


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        (
            "交易时间,PingPong流水号,交易类型,币种,收入金额,支出金额,手续费,账户余额",
            "2026-01-05 10:00:00,P1,入账,USD,100.00,,0.50,99.50",
            "pingpong_statement",
        ),
        (
            "Transaction Time,World Account,Transaction Number,Transaction Type,Currency,Amount,Balance",
            "2026-01-05 10:00:00,W,1,Collection,USD,100.00,100.00",
            "worldfirst_statement",
        ),
    ],
)
def test_other_wallets_by_their_shipped_headings(
    read_text: Callable[..., Reading], header: str, row: str, kind: str
) -> None:
    reading = read_text(f"{header}\n{row}\n")
    assert reading.only.kind == kind, reading.only
    assert reading.rows[LINES][0]["booked_at"] == datetime(2026, 1, 5, 2, tzinfo=UTC)


def test_a_file_that_the_settings_describe(read_text: Callable[..., Reading]) -> None:
    hausbank = Statement(columns=HAUSBANK, wallet="bank", account="DE00", currency="EUR")
    reading = read_text(GERMAN, statements={"hausbank": hausbank})
    assert (reading.only.kind, reading.only.source) == ("statement_hausbank", "banking"), reading.only
    first, second = reading.rows[LINES]
    assert (first["amount"], second["amount"]) == (Decimal("1234.50"), Decimal("-4.50"))
    assert (first["settings_account_id"], first["settings_currency"], first["wallet_account"]) == (
        "DE00",
        "EUR",
        "bank",
    )


def test_a_description_in_the_settings_wins_over_shipped_headings(read_text: Callable[..., Reading]) -> None:
    own = Statement(columns={"booked_date": "Date", "amount": "Amount"}, provider="airwallex", wallet="payment_wallet")
    text = "Date,Description,Amount,Balance\n01/02/2026,x,1.234,1.234\n"
    for file in (read_text(text).only, read_text(text, statements={"a": own}).only):
        assert (file.status, "marks decimals or thousands" in str(file.reason)) == ("refused", True)
    own = own.model_copy(update={"date_order": "day_first", "decimal_mark": ","})
    (line,) = read_text(text, statements={"a": own}).rows[LINES]
    assert (line["booked_date"], line["amount"], line["provider"]) == (date(2026, 2, 1), Decimal(1234), "airwallex")


def test_a_wrong_heading_in_the_settings_is_named(read_text: Callable[..., Reading]) -> None:
    wrong = Statement(columns={**HAUSBANK, "amount": "Betrag EUR"})
    file = read_text(GERMAN, statements={"hausbank": wrong}).only
    assert file.status == "refused"
    assert "statement 'hausbank'" in str(file.reason)
    assert "'Betrag EUR' is missing; the nearest heading that is not known is 'Betrag'" in str(file.reason)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ('{amount = "Betrag"}', "booked_date"),
        ('{booked_date = "Tag"}', "credit_amount"),
        ('{booked_date = "Tag", amount = "Betrag", sum = "Saldo"}', "sum"),
    ],
)
def test_a_description_that_cannot_work_is_refused(home: Any, columns: str, message: str) -> None:
    home.settings_file.write_text(f"[statements.hausbank]\ncolumns = {columns}\n", encoding="utf-8")
    with pytest.raises(SettingsRefused, match=message):
        load_settings(home)


def test_a_workbook(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "statement.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["日期", "摘要", "收/支", "金额", "余额"])
        sheet.write_row(1, 0, ["2026-01-05", "利息", "收入", 1.25, 101.25])
    (line,) = read(path).rows[LINES]
    assert (line["direction"], line["amount"]) == ("收入", Decimal("1.25"))


def test_a_row_without_money_is_named(read_text: Callable[..., Reading]) -> None:
    file = read_text("Date,Description,Amount,Balance\n2026-01-05,x,1.00,1.00\n2026-01-06,y,,\n").only
    assert (file.status, file.line) == ("refused", 3)
    assert "neither an amount nor a balance" in str(file.reason)
