"""What the models make of statements: every line once, signed amounts, and totals worked by hand. One build for all."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb
import pytest

import ingestion
from tests.dbt import dbt
from tests.ingestion.banking.test_bank_records import CAMT, MT940, OFX_1
from tests.ingestion.banking.test_statement_tables import PAYONEER
from warehouse.engine import build_environment
from warehouse.home import Home
from warehouse.sections import Statement
from warehouse.settings import Settings

HEADER = "Account,Date,Description,Amount,Balance,Currency\n"
JANUARY = """DE1,2026-01-05,AMAZON EU,50.00,150.00,EUR
DE1,2026-01-06,Coffee,-10.00,140.00,EUR
DE1,2026-01-06,Coffee,-10.00,130.00,EUR
DE1,2026-01-07,Fee,-1.00,129.00,EUR
"""
LATER = """DE1,2026-01-06,Coffee,-10.00,140.00,EUR
DE1,2026-01-06,Coffee,-10.00,130.00,EUR
DE1,2026-01-07,Fee,-1.00,129.00,EUR
DE1,2026-01-07,PAYPAL,20.00,149.00,EUR
DE1,2026-01-09,LianLian,30.00,179.00,EUR
"""
# Newest first, and a line of -5.00 is missing between the last two balances.
BROKEN = """B,2026-02-09,Rent,-5.00,82.00,EUR
B,2026-02-05,Tea,-3.00,92.00,EUR
B,2026-02-05,Rent,-10.00,95.00,EUR
"""
WALLET_LINES = """2026-01-05,23:30:00,America/New_York,T1,Payment from Amazon,500.00,,USD,Completed,500.00,,My store
2026-01-06,09:00:00,UTC,T3,Payment from Amazon,99.00,,USD,Pending,500.00,,
2026-01-07,09:00:00,UTC,T2,Withdrawal,,200.00,USD,Completed,300.00,to bank,
"""
TYPED = """Account,Date,Type,Description,Amount,Balance,Currency
T,2026-03-02,Credit,x,8.00,8.00,EUR
T,2026-03-03,Debit,y,3.00,5.00,EUR
T,2026-03-04,Card purchase,z,-1.00,4.00,EUR
"""
MAPPED = "Tag;Betrag;Gebuehr\n05.01.2026;100,00;0,25\n"


def flow(*entries: dict[str, str]) -> dict[str, Any]:
    common = {"accountId": "S1", "virtualCardNo": "1", "platform": "Amazon", "remark": ""}
    return {"data": {"resultList": [{**common, "busiType": entry["transType"], **entry} for entry in entries]}}


PAID_IN = {
    **{"transId": "T1", "transType": "入账", "currency": "USD", "amount": "10000.00", "balance": "10000.00"},
    "transTime": "2026-01-05 10:00:00",
}
WITHDRAWN = {
    **{"transId": "W1d", "transType": "出账", "busiType": "提现", "currency": "USD", "amount": "9139.00"},
    **{"balance": "861.00", "transTime": "2026-01-08 10:00:00"},
}
INBOUND = {
    **{"transId": "I1", "fundsId": "T1", "creditStatus": "2", "platform": "Amazon", "accountId": "S1"},
    **{"currency": "USD", "amount": "10000.00", "createTime": "2026-01-05 09:59:00", "acctDate": "20260105"},
    **{"originCurrency": "USD", "originAmount": "10000.00"},
}
OTHERS = [
    {**INBOUND, "transId": "I2", "fundsId": "T9", "currency": "GBP", "amount": "55.00", "platform": "WALMART"},
    {**INBOUND, "transId": "I3", "fundsId": "T10", "currency": "GBP", "amount": "66.00", "creditStatus": "1"},
]
WITHDRAWAL = {
    **{"transId": "W1", "withdrawStatus": 2, "platform": "Amazon", "withdrawAmount": "9139.00"},
    **{"withdrawCurrency": "USD", "arrivalAmount": "62122.21", "arrivalCurrency": "CNY", "feeAmount": "63.97"},
    **{"actualFeeAmount": "63.97", "feeCurrency": "USD", "rate": "6.8454", "createTime": "2026-01-08 09:00:00"},
    "rateTime": "2026-01-08 10:30:00",
    "withdrawDetailList": [
        {
            "detailTransId": "W1d",
            "accountId": "S1",
            "amount": "9139.00",
            "feeAmount": "63.97",
            "actualFeeAmount": "63.97",
        }
    ],
}
EXCHANGED = {
    **{"transId": "X1", "transTime": 1767866400000, "billType": "1", "busiType": "汇兑出账", "amount": "1000.00"},
    **{"currency": "HKD", "feeAmount": "1.23", "feeCurrencyCode": "HKD", "balance": "500.00"},
}
IN_A_FILE = (
    "交易流水号,交易时间,交易类型,业务类型,币种,交易金额,账户余额\n"
    "T1,2026-01-05 10:00:00,入账,入账,USD,10000.00,10000.00\n"
)
FIRST = {
    "one.ofx": OFX_1.replace("1485.25", "3485.25"),
    "january.csv": HEADER + JANUARY,
    "broken.csv": HEADER + BROKEN,
    "typed.csv": TYPED,
    "statement.sta": MT940,
    "statement.xml": CAMT,
    "payoneer.csv": f"{PAYONEER}\n{WALLET_LINES}",
    "mapped.csv": MAPPED,
    "flow.json": flow(WITHDRAWN, PAID_IN),
    "inbound.json": {"data": {"resultList": [INBOUND, *OTHERS]}},
    "withdrawals.json": {"data": {"resultList": [WITHDRAWAL]}},
    "wallet.json": {"data": {"list": [EXCHANGED]}},
}
SECOND = {
    "two.ofx": OFX_1.replace("<FITID>A1", "<FITID>A3").replace("1500.25", "7.00").replace("1485.25", "3492.25"),
    "later.csv": HEADER + LATER,
    "lianlian.csv": IN_A_FILE,
}
SETTINGS = Settings(
    statements={
        "hausbank": Statement(
            columns={"booked_date": "Tag", "amount": "Betrag", "fee_amount": "Gebuehr"},
            provider="airwallex",
            wallet="payment_wallet",
            currency="EUR",
        )
    }
)
Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> Query:
    """Query the models, built once over two loads."""
    home = Home.locate(tmp_path_factory.mktemp("statements")).create()
    for files in (FIRST, SECOND):
        folder = home.inbox / "acme"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            text = content if isinstance(content, str) else json.dumps(content)
            (folder / name).write_text(text, encoding="utf-8")
        preparation = ingestion.prepare(home, SETTINGS)
        assert {file.status for file in preparation.files} == {"loaded"}, preparation.files
        ingestion.raw_pipeline(home, SETTINGS).run(ingestion.raw_source(home, SETTINGS, preparation))
        ingestion.finish(home, SETTINGS, preparation)
    own = "stg_banking__* stg_lianlian__* stg_purchasing__opening_balances stg_backoffice__stores"
    seeds = "banking_money_mapping lianlian_money_mapping chart_of_accounts fba_regions"
    dbt(home, SETTINGS, "build", "--select", *own.split(), *seeds.split())
    connection = duckdb.connect(str(home.build), read_only=True)
    alias = build_environment(home, SETTINGS)["SELLERHOUSE_RAW_DATABASE"]
    connection.execute(f"attach '{home.raw}' as {alias} (read_only)")
    connection.execute("set timezone = 'UTC'")
    return lambda sql: connection.execute(sql).fetchall()


def lines(query: Query, source: str, document: str) -> list[tuple[Any, ...]]:
    return query(
        "select transaction_type, amount_type, amount_description, amount "
        f"from staging.stg_{source}__money_lines where document_id = '{document}' "
        "order by posted_at, raw_line, component"
    )


def test_two_downloads_that_overlap_count_each_line_once(query: Query) -> None:
    assert lines(query, "banking", "banking:acme/DE1:EUR:2026-01") == [
        ("credit", "Credit", "AMAZON EU", Decimal("50.0000")),
        ("debit", "Debit", "Coffee", Decimal("-10.0000")),
        ("debit", "Debit", "Coffee", Decimal("-10.0000")),
        ("debit", "Debit", "Fee", Decimal("-1.0000")),
        ("credit", "Credit", "PAYPAL", Decimal("20.0000")),
        ("credit", "Credit", "LianLian", Decimal("30.0000")),
    ]
    assert sorted(lines(query, "banking", "banking:acme/12345:USD:2026-01")) == [
        ("CREDIT", "Credit", "AMAZON.COM SERVICES & CO Payout", Decimal("7.0000")),
        ("CREDIT", "Credit", "AMAZON.COM SERVICES & CO Payout", Decimal("1500.2500")),
        ("FEE", "Debit", "Monthly fee", Decimal("-15.0000")),
    ]


def test_stated_totals_show_where_a_chain_of_balances_is_broken(query: Query) -> None:
    assert query(
        """
        select stated.document_id, stated.stated_total_amount, coalesce(sum(lines.amount), 0)
        from staging.stg_banking__stated_totals as stated
        left join staging.stg_banking__money_lines as lines using (document_id)
        group by 1, 2 order by 1
        """
    ) == [
        ("banking:acme/B:EUR:2026-02", Decimal("-23.0000"), Decimal("-18.0000")),
        ("banking:acme/DE00:EUR:2026-01", Decimal("-120.0000"), Decimal("-120.0000")),
        ("banking:acme/DE1:EUR:2026-01", Decimal("79.0000"), Decimal("79.0000")),
        ("banking:acme/NL00BANK0123456789:EUR:2026-01", Decimal("449.5000"), Decimal("449.5000")),
        ("banking:acme/NL00BANK0123456789:EUR:2026-02", Decimal("0.0000"), Decimal("0.0000")),
        ("banking:acme/T:EUR:2026-03", Decimal("4.0000"), Decimal("4.0000")),
        ("banking:acme/payoneer:USD:2026-01", Decimal("300.0000"), Decimal("300.0000")),
    ]


def test_what_stood_on_an_account_before_its_first_line_is_its_opening(query: Query) -> None:
    """Nothing of an account that begins with nothing, or whose first month states no balance."""
    assert query(
        """
        select document_id, amount, wallet_account, is_first_of_line from staging.stg_banking__money_lines
        where transaction_type = 'opening' order by 1
        """
    ) == [
        ("banking:acme/12345:USD:opening", Decimal("2000.0000"), "bank", False),
        ("banking:acme/B:EUR:opening", Decimal("105.0000"), "bank", False),
        ("banking:acme/DE00:EUR:opening", Decimal("100.0000"), "bank", False),
        ("banking:acme/DE1:EUR:opening", Decimal("100.0000"), "bank", False),
        ("banking:acme/NL00BANK0123456789:EUR:opening", Decimal("1000.0000"), "bank", False),
    ]


def test_a_fee_in_a_column_of_its_own_and_a_day_without_a_time(query: Query) -> None:
    found = query(
        """
        select format, wallet_account, component, is_first_of_line, amount, strftime(posted_at, '%Y-%m-%d %H:%M')
        from staging.stg_banking__money_lines where document_id = 'banking:acme/hausbank:EUR:2026-01' order by component
        """
    )
    assert found == [
        ("WALLET", "payment_wallet", "amount", True, Decimal("100.0000"), "2026-01-05 12:00"),
        ("WALLET", "payment_wallet", "fee", False, Decimal("-0.2500"), "2026-01-05 12:00"),
    ]


def test_lianlians_entries_count_once_whoever_tells_of_them(query: Query) -> None:
    assert lines(query, "lianlian", "lianlian:acme/S1:USD:2026-01") == [
        ("入账", "In", "Amazon", Decimal("10000.0000")),
        ("提现", "Conversion", "Amazon", Decimal("-9075.0300")),
        ("提现", "Fee", "Amazon", Decimal("-63.9700")),
    ]
    assert lines(query, "lianlian", "lianlian:acme/S1:GBP:2026-01") == [("入账", "In", "WALMART", Decimal("55.0000"))]
    # The bank's line will be the 62,122.21 that arrive: (9,139.00 - 63.97) at 6.8454.
    assert lines(query, "lianlian", "lianlian:acme/S1:CNY:2026-01") == [
        ("提现", "Conversion", "Amazon", Decimal("62122.2100")),
        ("提现", "Out", "Amazon", Decimal("-62122.2100")),
    ]
    assert lines(query, "lianlian", "lianlian:acme/wallet:HKD:2026-01") == [
        ("汇兑出账", "Out", "", Decimal("-998.7700")),
        ("汇兑出账", "Fee", "", Decimal("-1.2300")),
    ]
    totals = "select document_id, stated_total_amount from staging.stg_lianlian__stated_totals order by 1"
    assert query(totals) == [
        ("lianlian:acme/S1:USD:2026-01", Decimal("861.0000")),
        ("lianlian:acme/wallet:HKD:2026-01", Decimal("-1000.0000")),
    ]
