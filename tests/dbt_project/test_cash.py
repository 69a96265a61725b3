"""Cash, exchange differences and journals of one small seller whose money is in two currencies."""

import csv
import io
import re
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from apps.journals import FORMATS, JournalFile, NothingBooked, journals_of
from orchestration.project import PROJECT
from tests.dbt_project.cash_files import FILES
from tests.dbt_project.goods_home import build_files
from warehouse.publish import new_build_id, publish
from warehouse.reader import Published, published
from warehouse.settings import load_settings

APRIL = date(2026, 4, 1)
OWN = "wallet_account = 'bank' and section <> 'note'"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Published:
    marts = ("cash_flow", "trial_balance", "income_statement", "money_entries", "build_settings")
    home = build_files(tmp_path_factory.mktemp("money"), FILES, *marts).home
    publish(home, load_settings(home), new_build_id())
    found = published(home)
    assert found is not None
    return found


def rows_of(build: Published, sql: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in build.query(sql).to_pylist()]


def test_opening_and_flows_make_closing_which_the_trial_balance_has_too(build: Published) -> None:
    apart = rows_of(
        build,
        """
        select month, wallet_account, currency from finance.cash_flow where section <> 'note' group by all
        having sum(amount) filter (section <> 'closing') <> sum(amount) filter (section = 'closing')
            or sum(amount_base) filter (section <> 'closing') <> sum(amount_base) filter (section = 'closing')
        """,
    )
    closing = rows_of(
        build,
        f"""
        select currency, amount, amount_base from finance.cash_flow
        where {OWN} and section = 'closing' and month = (select max(month) from finance.cash_flow)
        """,
    )
    balance = rows_of(
        build,
        """
        select currency, balance_amount, balance_amount_base from finance.trial_balance where account_id = 'bank'
        """,
    )
    assert apart == []
    assert closing == balance
    assert [row[:2] for row in balance] == [("AED", Decimal("-1.9950"))]


def test_money_in_dirhams_is_worth_what_a_dirham_is_at_the_end_of_the_month(build: Published) -> None:
    valued = rows_of(
        build,
        "select strftime(month, '%Y-%m'), closing_amount, fx_rate, closing_amount_base from finance.exchange_gains "
        "where account_id = 'bank' order by month",
    )
    assert [row[:3] for row in valued] == [
        ("2026-03", Decimal("570.0000"), Decimal("0.28")),
        ("2026-04", Decimal("-0.9950"), Decimal("0.274")),
    ]
    assert all(base == round(amount * rate, 4) for _, amount, rate, base in valued)


def test_profit_is_the_same_in_both_statements_with_what_exchange_rates_did(build: Published) -> None:
    stated = rows_of(build, "select account_id, sum(amount_base) from finance.income_statement group by 1 order by 1")
    balanced = rows_of(
        build,
        """
        select account_id, -sum(balance_amount_base) from finance.trial_balance
        where account_id in (select account_id from ledger.accounts where profit_line is not null)
        group by 1 order by 1
        """,
    )
    assert stated == balanced
    assert dict(stated)["exchange_differences"] != 0
    assert rows_of(build, "select sum(balance_amount_base) from finance.trial_balance") == [(0,)]


def test_product_lines_add_up_to_the_trial_balance_in_every_currency(build: Published) -> None:
    """SKU-2 is in no sheet. Rent and fees of the bank fall to lines by revenue, where there was any in the quarter."""
    stated = rows_of(
        build,
        """
        select account_id, currency, sum(amount), sum(amount_base) from (
            select product_line, account_id, currency, sum(amount) as amount, sum(amount_base) as amount_base
            from finance.income_statement group by all
        ) group by 1, 2 having sum(amount) <> 0 or sum(amount_base) <> 0 order by 1, 2
        """,
    )
    balanced = rows_of(
        build,
        """
        select account_id, currency, -sum(balance_amount), -sum(balance_amount_base) from finance.trial_balance
        where account_id in (select account_id from ledger.accounts where profit_line is not null)
        group by 1, 2 having sum(balance_amount) <> 0 or sum(balance_amount_base) <> 0 order by 1, 2
        """,
    )
    lines = rows_of(build, "select distinct product_line, attribution from finance.income_statement order by all")
    assert stated == balanced
    assert lines == [
        ("(no product line)", "allocated"), ("(no product line)", "direct"), ("(unallocated)", "unallocated"),
        ("Chairs", "direct"), ("Lamps", "allocated"), ("Lamps", "direct"),
    ]  # fmt: skip
    assert rows_of(build, "select product_line, sum(amount) from finance.cash_flow where section = 'note' and "
                          "cash_line = 'product_sales' group by all order by all") == [
        ("(no product line)", Decimal("31.3500")), ("Lamps", Decimal("20.0000")),
    ]  # fmt: skip


def test_storage_that_is_not_billed_yet_is_owed_and_its_skus_cost(build: Published) -> None:
    """February was billed before the books begin."""
    owed = rows_of(build, "select balance_amount from finance.trial_balance where account_id = 'accrued_fees'")
    of_lines = rows_of(
        build,
        "select product_line, attribution, month, amount from finance.income_statement "
        "where account_id = 'storage_fees' order by 1",
    )
    march = date(2026, 3, 1)
    assert owed == [(Decimal("-2.2532"),)]
    assert of_lines == [
        ("Chairs", "direct", march, Decimal("-1.5000")), ("Lamps", "direct", march, Decimal("-0.7532")),
    ]  # fmt: skip


def test_what_is_not_known_is_told_as_such_and_no_transfer_is_a_receipt(build: Published) -> None:
    found = rows_of(
        build,
        f"""
        select section, cash_line, sum(amount) from finance.cash_flow
        where {OWN} and section not in ('opening', 'closing', 'fx_effect') group by all order by all
        """,
    )
    assert found == [
        ("investing", "equipment_and_software", Decimal("-10.0000")),
        ("operating", "other_operating", Decimal("-700.0000")),
        ("operating", "provider_fees", Decimal("-2.0000")),
        ("operating", "receipts_from_marketplaces", Decimal("40.0050")),
        ("operating", "unexplained", Decimal("-30.0000")),
        ("transfers", "own_transfers", Decimal("200.0000")),
    ]


def csv_rows(file: JournalFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode(), newline="")))


def transactions(text: str) -> dict[str, dict[str, Decimal]]:
    """What each transaction of a beancount file has by account; accounts are opened by the plugin."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    title = ""
    for line in text.splitlines():
        if header := re.fullmatch(r'\d{4}-\d\d-\d\d \* "Sellerhouse" "(.*)"', line):
            title = header[1]
        elif posting := re.fullmatch(
            r"  ((?:[A-Z][A-Za-z0-9-]*:)+[A-Z0-9][A-Za-z0-9-]*)  (-?\d+\.\d\d) [A-Z]{3}", line
        ):
            found[title][posting[1]] = Decimal(posting[2])
        else:
            assert line in ("", 'plugin "beancount.plugins.auto_accounts"')
    return found


@pytest.mark.parametrize("program", FORMATS)
def test_every_journal_balances_to_the_cent(build: Published, program: str) -> None:
    wanted = FORMATS[program]
    found = journals_of(build, APRIL, in_reporting_currency=wanted.in_reporting_currency)
    assert {journal.booked_in for journal in found.journals} >= {"AED"}
    for file in wanted.write(found.journals, "No VAT"):
        if program == "beancount":
            assert all(sum(postings.values()) == 0 for postings in transactions(file.content.decode()).values())
        elif program == "xero":
            rows = csv_rows(file)
            assert sum(Decimal(row["*Amount"]) for row in rows) == 0
            assert {(row["*Date"], row["*TaxRate"]) for row in rows} == {("30/04/2026", "No VAT")}
            assert all(row["*Narration"] and row["*AccountCode"].isdigit() for row in rows)
        else:
            rows = csv_rows(file)
            assert sum(Decimal(row["Debits"] or 0) - Decimal(row["Credits"] or 0) for row in rows) == 0
            assert {(row["JournalDate"], row["Currency"]) for row in rows} == {("04/30/2026", "AED")}
            assert len({row["JournalNo"] for row in rows}) == 1


def test_half_cents_stand_on_a_line_of_their_own(build: Published) -> None:
    [journal] = journals_of(build, APRIL).journals
    amounts = {line.account_id: line.amount for line in journal.lines}
    assert amounts == {
        "bank": Decimal("-571.00"),
        "payouts_in_transit": Decimal("-40.01"),
        "bank_fees": Decimal("1.00"),
        "rent_expenses": Decimal("600.00"),
        "software_expenses": Decimal("10.00"),
        "rounding_differences": Decimal("0.01"),
    }


def test_what_has_no_rate_is_left_out_of_journals_in_the_reporting_currency_and_counted(build: Published) -> None:
    may = APRIL.replace(month=5)
    assert journals_of(build, may, in_reporting_currency=True).without_rate == 1
    assert journals_of(build, may).without_rate == 0
    with pytest.raises(NothingBooked, match="2026-06"):
        journals_of(build, may.replace(month=6))
    with pytest.raises(NothingBooked, match="nobody"):
        journals_of(build, APRIL, ["nobody"])


def test_cash_lines_name_accounts_of_the_chart() -> None:
    def accounts(seed: str) -> set[str]:
        with (Path(PROJECT) / "seeds" / f"{seed}.csv").open(encoding="utf-8", newline="") as file:
            return {row["account_id"] for row in csv.DictReader(file)}

    assert accounts("cash_lines") <= accounts("chart_of_accounts")
