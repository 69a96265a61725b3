"""What the models make of PayPal's files: one build over stores that have the same money in different files."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ingestion
from tests.conftest import SAMPLES
from tests.dbt import dbt
from tests.ingestion.paypal.paypal_files import (
    DAY,
    JPY_FOOTER,
    PAID,
    USD_FOOTER,
    WITHDRAWN,
    Transaction,
    activity,
    detail_report,
    download_row,
    page,
    report,
)
from warehouse.home import Home
from warehouse.settings import load_settings

Query = Callable[..., list[tuple[Any, ...]]]
PENDING, DENIED, REVERSED = (
    Transaction(f"X{status}", "T0006", datetime(2026, 1, 31, 19, tzinfo=UTC), 999, status=status) for status in "PDV"
)
HELD = Transaction("W1", "T0400", datetime(2026, 2, 1, 4, tzinfo=UTC), -5000, status="P")


def downloaded(pending: str) -> str:
    """PayPal's download of the dollars of the same day, newest row first, with an authorisation and a withdrawal."""
    rows = [
        download_row("01/31/2026 20:00:00 PST", "General Withdrawal", -5000, 2330, Status=pending, **named("W1")),
        download_row("01/31/2026 13:00:00 PST", "Something New", 100, 7330, **named("U1")),
        download_row("01/31/2026 12:00:00 PST", "Payment Refund", -2500, 7230, **named("R1"), Fee="0.50", Net="-24.50"),
        download_row("01/31/2026 11:00:00 PST", "General Authorization", 777, 9680, Status="Pending", **named("A1")),
        download_row(
            "01/31/2026 10:00:00 PST", "Website Payment", 10000, 9680, **named("P1"), Fee="-3.20", Net="96.80"
        ),
    ]
    return activity([{**row, "Balance": shifted(row["Balance"])} for row in rows])


def named(transaction_id: str) -> dict[str, str]:
    return {"Transaction ID": transaction_id}


def shifted(balance: str) -> str:
    """The account had 10.00 before."""
    return str(Decimal(balance) + 10)


FILES = {
    "settled/stl.csv": report(DAY),
    "fetched/page.json": page(DAY),
    "detailed/trr.csv": detail_report([*DAY, PENDING, DENIED, REVERSED]),
    "downloaded/activity.csv": downloaded("Pending"),
    "everything/stl.csv": report(DAY, made_at="2026/02/02 02:00:00 -0800"),
    "everything/page.json": page(DAY, refreshed_at="2026-02-02T12:00:00Z"),
    "everything/trr.csv": detail_report(DAY),
    "everything/activity.csv": downloaded("Completed"),
    "held/page.json": page([HELD, PAID]),
    "held/activity.csv": downloaded("pending"),
    "short/stl.csv": report([row for row in DAY if row.id != "R1"]),
    "untrue/stl.csv": report(DAY, ([*USD_FOOTER[:8], 3331, *USD_FOOTER[9:]], JPY_FOOTER)),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    home = Home.locate(tmp_path_factory.mktemp("paypal") / "home").create()
    for name, text in FILES.items():
        path = home.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    for path in (SAMPLES / "paypal").glob("*_en.csv") if SAMPLES.is_dir() else ():
        (home.inbox / path.stem).mkdir()
        (home.inbox / path.stem / path.name).write_bytes(path.read_bytes())
    settings = load_settings(home)
    preparation = ingestion.prepare(home, settings)
    assert {file.status for file in preparation.files} == {"loaded"}, preparation.files
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    chosen = ["--select", "path:models/staging/paypal", "paypal_money_mapping"]
    dbt(home, settings, "build", *chosen, "--exclude-resource-type", "unit_test")
    with duckdb.connect(str(home.build)) as connection:
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        connection.execute("set schema = 'staging'; set timezone = 'UTC'")
        yield lambda sql, *values: connection.execute(sql, values).fetchall()


LINES = """
    select document_id, transaction_type, amount_type, amount_description, amount, currency, order_id, posted_at,
        is_first_of_line, wallet_account
    from stg_paypal__money_lines where store_id = ? order by document_id, raw_line, component desc
"""


def test_money_lines_of_a_settlement_report_by_hand(built: Query) -> None:
    lines = built(
        "select document_id, transaction_type, amount_type, amount_description, amount, currency, order_id "
        "from stg_paypal__money_lines where store_id = 'settled' order by document_id, raw_line, 3 desc"
    )
    jpy, usd, february = (f"paypal:settled:{month}" for month in ("JPY:2026-01", "USD:2026-01", "USD:2026-02"))
    assert lines == [
        (jpy, "T0006", "gross", "credit", Decimal("150.00"), "JPY", None),
        (jpy, "T0006", "fee", "", Decimal("-43.00"), "JPY", None),
        (usd, "T0006", "gross", "credit", Decimal("100.00"), "USD", "1001"),
        (usd, "T0006", "fee", "", Decimal("-3.20"), "USD", "1001"),
        (usd, "T1107", "gross", "debit", Decimal("-25.00"), "USD", None),
        (usd, "T1107", "fee", "", Decimal("0.50"), "USD", None),
        (usd, "T7777", "gross", "credit", Decimal("1.00"), "USD", None),
        (february, "T0400", "gross", "debit", Decimal("-50.00"), "USD", None),
    ]


@pytest.mark.parametrize("store", ["fetched", "detailed", "everything"])
def test_every_format_gives_the_same_lines(built: Query, store: str) -> None:
    def lines(of: str) -> list[tuple[Any, ...]]:
        return [(row[0].replace(of, ""), *row[1:]) for row in built(LINES, of)]

    assert lines(store) == lines("settled")


def test_the_best_format_wins(built: Query) -> None:
    sql = "select distinct source_format from stg_paypal__transactions where store_id = ? order by 1 desc"
    assert built(sql, "everything") == [("STL",), ("ACTIVITY",)]
    assert built(
        "select transaction_id, is_balance_affecting from stg_paypal__transactions "
        "where store_id = 'everything' and source_format = 'ACTIVITY'"
    ) == [("A1", False)], "the authorisation stands in the download alone"


def test_balances_tell_what_moved_in_a_download(built: Query) -> None:
    rows = built(
        "select transaction_type, amount_type, amount from stg_paypal__money_lines "
        "where store_id = 'downloaded' order by posted_at, component desc"
    )
    assert rows == [
        ("Website Payment", "gross", Decimal(100)),
        ("Website Payment", "fee", Decimal("-3.20")),
        ("Payment Refund", "gross", Decimal(-25)),
        ("Payment Refund", "fee", Decimal("0.50")),
        ("Something New", "gross", Decimal(1)),
        ("General Withdrawal", "gross", Decimal(-50)),
    ], "the pending withdrawal moved the balance, the authorisation did not"


def test_a_balance_that_moved_beats_a_page_that_says_pending(built: Query) -> None:
    sql = (
        "select source_format, net_amount from stg_paypal__transactions where store_id = 'held' and transaction_id = ?"
    )
    assert built(sql, WITHDRAWN.id) == [("ACTIVITY", Decimal(-50))]
    assert built(sql, PAID.id) == [("API", Decimal("96.80"))]


TOTALS = """
    select totals.document_id, stated_total_amount, sum(lines.amount)
    from stg_paypal__stated_totals as totals
    inner join stg_paypal__money_lines as lines on lines.document_id = totals.document_id
    where totals.store_id = ? group by 1, 2 order by 1
"""


@pytest.mark.parametrize("store", ["settled", "downloaded"])
def test_stated_balances_tie_with_the_lines_across_the_month(built: Query, store: str) -> None:
    totals = {name.removeprefix(f"paypal:{store}:"): (stated, lines) for name, stated, lines in built(TOTALS, store)}
    assert totals.pop("JPY:2026-01", (107, 107)) == (107, 107)
    january, february = Decimal("73.30"), Decimal(-50)
    assert totals == {"USD:2026-01": (january, january), "USD:2026-02": (february, february)}


def test_a_transaction_that_a_report_lacks_shows_in_its_total(built: Query) -> None:
    missing = {name: stated - lines for name, stated, lines in built(TOTALS, "short")}
    assert missing["paypal:short:USD:2026-01"] == Decimal("-24.50"), "the refund with its fee"
    assert missing["paypal:short:USD:2026-02"] == Decimal("-24.50"), "the section lies in both months"
    assert missing["paypal:short:JPY:2026-01"] == 0


def test_footers_that_do_not_add_up_state_nothing(built: Query) -> None:
    assert [row[0] for row in built(TOTALS, "untrue")] == ["paypal:untrue:JPY:2026-01"]
    assert not built(TOTALS, "detailed")


@pytest.mark.parametrize(("store", "rows", "documents"), [("activity_en", 76, 15), ("statement_en", 19, 3)])
def test_samples_tie_in_every_month(built: Query, samples: Path, store: str, rows: int, documents: int) -> None:
    assert built(
        "select count(*) from stg_paypal__transactions where is_balance_affecting and store_id = ?", store
    ) == [(rows,)]
    totals = built(TOTALS, store)
    assert len(totals) == documents
    assert all(stated == lines for _, stated, lines in totals)
