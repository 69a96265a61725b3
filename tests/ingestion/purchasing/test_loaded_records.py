"""A seller's own records loaded, and what the models make of them, built once, with figures worked by hand."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ingestion
from ingestion.purchasing import words
from orchestration.project import PROJECT
from tests.dbt import dbt
from tests.ingestion.purchasing.filled_template import filled_template
from warehouse.home import Home
from warehouse.settings import load_settings

SETTINGS = '[stores.acme]\ntimezone = "America/Los_Angeles"\ncurrency = "USD"\n'
EXPENSES = """expense date,expense kind,supplier,amount,currency,recoverable tax,paid from,store
2026-07-31,人员工资,,800.50,USD,,Bank,bolt
2026-07-31,Paid in by owner,,5000,USD,,,
"""
ACCESSES = """time,utc offset,user,store,IP,device
2026-07-01 09:00:00,+08:00,wang,acme,203.0.113.7,D1
2026-07-01 09:00:00,+08:00,wang,acme,203.0.113.7,D1
"""
MODELS = ("+stg_purchasing__money_lines", "stg_purchasing__*", "stg_backoffice__*", "purchasing_money_mapping")


@dataclass(frozen=True)
class Built:
    """A home with the filled template and two files beside it, loaded and built."""

    home: Home
    workbook: Path

    def __call__(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute(f"attach '{self.home.raw}' as landing (read_only)")
            connection.execute(f"attach '{self.home.build}' as warehouse (read_only)")
            connection.execute("use warehouse")
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("purchasing")
    home = Home.locate(folder / "home").create()
    home.settings_file.write_text(SETTINGS)
    (home.inbox / "expenses.csv").write_text(EXPENSES, encoding="utf-8")
    (home.inbox / "accesses.csv").write_text(ACCESSES, encoding="utf-8")
    workbook = filled_template(folder / "book.xlsx")
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings, [workbook])
    assert {(file.status, file.reason) for file in preparation.files} == {("loaded", None)}
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    dbt(home, settings, "build", "--indirect-selection", "cautious", "--select", *MODELS)
    return Built(home, workbook)


@pytest.mark.parametrize(("store", "status"), [("acme", "duplicate"), ("bolt", "refused")])
def test_the_same_workbook_again_changes_nothing(built: Built, store: str, status: str) -> None:
    again = ingestion.prepare(built.home, load_settings(built.home), [built.workbook], store, scan_inbox=False)
    assert [file.status for file in again.files] == [status]
    assert not again.tables.keys() - {"files"}


def test_money_lines_carry_the_wallets_sign(built: Built) -> None:
    lines = built(
        "select document_id, amount_type, amount, wallet_account, cast(posted_at as varchar) "
        "from staging.stg_purchasing__money_lines order by document_id, amount_type, amount"
    )
    assert lines == [
        ("expenses:acme:USD:2026-07", "owner_paid_in", Decimal("5000"), "bank", "2026-07-31 19:00:00+00"),
        ("expenses:bolt:EUR:2026-07", "recoverable_tax", Decimal("-210"), "paypal_wallet", "2026-07-01 12:00:00+00"),
        ("expenses:bolt:EUR:2026-07", "rent", Decimal("-1000"), "paypal_wallet", "2026-07-01 12:00:00+00"),
        ("expenses:bolt:USD:2026-07", "staff", Decimal("-800.50"), "bank", "2026-07-31 12:00:00+00"),
        ("opening_balances:acme:USD:2026-01", "opening_balance", Decimal("-9000"), "loans", "2026-01-01 20:00:00+00"),
    ]


def test_each_kind_of_line_has_one_rule(built: Built) -> None:
    accounts = built(
        "select distinct lines.amount_type, rules.account_id from staging.stg_purchasing__money_lines as lines "
        "left join seeds.purchasing_money_mapping as rules on rules.format = lines.format "
        "and rules.amount_type = lines.amount_type order by 1"
    )
    assert accounts == [
        ("opening_balance", "opening_balances"),
        ("owner_paid_in", "owner_equity"),
        ("recoverable_tax", "recoverable_tax"),
        ("rent", "rent_expenses"),
        ("staff", "staff_expenses"),
    ]


def test_stock_lies_where_it_was_counted(built: Built) -> None:
    on_hand = built(
        "select location, sum(quantity)::integer from ("
        "select to_location as location, quantity from staging.stg_purchasing__stock_movements union all "
        "select from_location, -quantity from staging.stg_purchasing__stock_movements) group by 1 order by 1"
    )
    assert on_hand == [("in_transit:FBA17", 200), ("supplier", -998), ("warehouse:Ningbo", 798)]


def test_budgets_name_their_account(built: Built) -> None:
    budgets = built("select store_id, cast(month as varchar), account_id, amount from staging.stg_purchasing__budgets")
    assert budgets == [("bolt", "2026-07-01", "advertising", Decimal("300"))]


def test_the_same_access_twice_in_one_log_is_two(built: Built) -> None:
    accesses = built("select cast(occurred_at as varchar), device_id from staging.stg_backoffice__store_accesses")
    assert accesses == [("2026-07-01 01:00:00+00", "D1")] * 2


def test_every_word_of_the_drop_downs_books_to_an_account_of_the_chart() -> None:
    accounts = {row["account_id"] for row in seed("chart_of_accounts")}
    rules = {(row["format"], row["amount_type"]): row["account_id"] for row in seed("purchasing_money_mapping")}
    assert set(rules.values()) | {choice.code for choice in words.BALANCES} <= accounts
    assert {("EXPENSE", choice.code) for choice in words.KINDS_OF_EXPENSE} <= rules.keys()
    assert {("BUDGET", choice.code) for choice in words.KINDS_OF_BUDGET} <= rules.keys()


def seed(name: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
