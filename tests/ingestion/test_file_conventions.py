"""The same report in any locale, encoding and delimiter gives the same typed rows; what is unclear is never guessed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ingestion.conventions import ConventionEvidence
from ingestion.moments import dates, moments
from ingestion.numbers_as_text import Unreadable, decimals
from ingestion.refusal import FileRefused
from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import COST_HEADINGS, as_text, cost_row, line, total_row

MONEY = pa.decimal128(18, 4)
MONEY_OF_A_LINE = st.decimals(min_value=-99999, max_value=999999, places=2).filter(lambda value: value % 1 != 0)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "cp1252", "gb18030"]
SKUS = {"cp932": "ほうき-黒", "cp1252": "Über-Größe", "gb18030": "按摩滚轮"}


def printed(value: Decimal, mark: str, thousands: str) -> str:
    return f"{value:,.2f}".replace(",", "\0").replace(".", mark).replace("\0", thousands)


def printed_moment(layout: str, moment: datetime) -> str:
    return moment.strftime(
        {"iso": "%Y-%m-%d %H:%M:%S UTC", "dots": "%d.%m.%Y %H:%M:%S UTC", "offset": "%Y-%m-%dT%H:%M:%S+00:00"}[layout]
    )


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    mark, thousands = draw(st.sampled_from([(".", ""), (".", ","), (",", ""), (",", "."), (",", "\u00a0"), (".", "'")]))
    encoding = draw(st.sampled_from(ENCODINGS))
    return {
        "amounts": draw(st.lists(MONEY_OF_A_LINE, min_size=1, max_size=12)),
        "mark": mark,
        "thousands": " " if thousands == "\u00a0" and encoding == "cp932" else thousands,
        "encoding": encoding,
        "delimiter": draw(st.sampled_from("\t,;")),
        "end": draw(st.sampled_from(["\n", "\r\n"])),
        "layout": draw(st.sampled_from(["iso", "dots", "offset"])),
        "moment": datetime.fromtimestamp(draw(st.integers(1_325_376_000, 1_900_000_000)), UTC),
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(report=reports())
@example(
    report={
        "amounts": [Decimal("-1234.50")],
        "mark": ",",
        "thousands": ".",
        "encoding": "cp1252",
        "delimiter": ",",
        "end": "\r\n",
        "layout": "dots",
        "moment": datetime(2026, 1, 5, 10, 11, 12, tzinfo=UTC),
    }
)
def test_rows_do_not_depend_on_how_a_file_is_written(
    read: Callable[..., Reading], tmp_path: Path, report: dict[str, Any]
) -> None:
    sku = SKUS.get(report["encoding"], "Größe-黒")
    when = printed_moment(report["layout"], report["moment"])
    start = {**total_row(), **dict.fromkeys(["settlement-start-date", "settlement-end-date", "deposit-date"], when)}
    rows = [
        line(
            printed(amount, report["mark"], report["thousands"]), sku=sku, posted_date_time=when, posted_date=when[:10]
        )
        for amount in report["amounts"]
    ]
    start["total-amount"] = printed(sum(report["amounts"]), report["mark"], report["thousands"])
    path = tmp_path / "report.txt"
    path.write_bytes(
        as_text([start, *rows], delimiter=report["delimiter"], end=report["end"]).encode(report["encoding"])
    )
    reading = read(path)
    assert reading.only.status == "loaded", reading.only
    found = reading.rows["amazon_settlement_lines"]
    assert [row["amount"] for row in found] == report["amounts"]
    assert reading.rows["amazon_settlements"][0]["total_amount"] == sum(report["amounts"])
    assert {row["posted_at"] for row in found} == {report["moment"]}
    assert {row["sku"] for row in found} == {sku}
    assert [row["raw_line"] for row in found] == list(range(3, 3 + len(rows)))


DECIDED = [
    (["1.5", "2,000"], ".", "2000"),
    (["1,5", "2.000"], ",", "2000"),
    (["0,125"], ",", "0.125"),
    (["1,234,567"], ".", "1234567"),
    (["1.234.567"], ",", "1234567"),
    (["1,234.567"], ".", "1234.567"),
    (["1234,567"], ",", "1234.567"),
    (["12", "7"], ".", "7"),
    (["1 234,50"], ",", "1234.50"),
    (["1.50", "-3.25"], ".", "-3.25"),
]


@pytest.mark.parametrize(("texts", "mark", "last"), DECIDED)
def test_the_decimal_mark_is_decided_by_the_amounts(texts: list[str], mark: str, last: str) -> None:
    evidence = ConventionEvidence()
    evidence.add_numbers(pa.array(texts))
    assert evidence.conventions("refuse").decimal_mark == mark
    assert decimals(pa.array(texts[-1:]), mark, MONEY, rounds=False).to_pylist() == [Decimal(last)]


def test_three_digits_after_the_only_separators_are_never_guessed() -> None:
    evidence = ConventionEvidence()
    evidence.add_numbers(pa.array(["1.234", "5.678", "12"]))
    with pytest.raises(FileRefused, match="decimals or thousands"):
        evidence.conventions("refuse")
    assert evidence.conventions("thousands").decimal_mark == ","
    assert evidence.conventions("decimals").decimal_mark == "."


def test_a_cost_sheet_that_could_mean_two_things_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    sheet = tmp_path / "costs.csv"
    sheet.write_text(as_text([cost_row(purchase_cost="1,234", freight_cost="")], COST_HEADINGS, ";"), encoding="utf-8")
    assert "decimals or thousands" in str(read(sheet).only.reason)


@pytest.mark.parametrize("text", ["1,23,456", "1.2.3", "12..5", "--5", "1e5", "abc", "1,2345", "NaN", "1 23.00"])
def test_what_is_no_number_is_no_number(text: str) -> None:
    with pytest.raises(Unreadable):
        decimals(pa.array([text]), ".", MONEY, rounds=False)


@pytest.mark.parametrize(
    ("text", "value"), [("5-", "-5"), ("+5", "5"), ("\u22125.5", "-5.5"), (".5", "0.5"), ("5.", "5")]
)
def test_the_ways_signs_and_bare_marks_are_written(text: str, value: str) -> None:
    assert decimals(pa.array([text]), ".", MONEY, rounds=False).to_pylist() == [Decimal(value)]


def test_digits_beyond_the_scale_are_rounded_only_where_that_is_declared() -> None:
    assert decimals(pa.array(["0.13888888888888888888"]), ".", MONEY, rounds=True).to_pylist() == [Decimal("0.1389")]
    with pytest.raises(Unreadable, match="more than 4 decimals"):
        decimals(pa.array(["0.13888"]), ".", MONEY, rounds=False)


MOMENTS = {
    "2024-10-09 14:28:38 UTC": "2024-10-09T14:28:38",
    "2025-08-14T22:07:18+00:00": "2025-08-14T22:07:18",
    "2025-08-14T22:07:18-07:00": "2025-08-15T05:07:18",
    "18.10.2024 08:59:44 UTC": "2024-10-18T08:59:44",
    "2026-08-04 UTC": "2026-08-04T00:00:00",
    "Jan 1, 2024 12:08:10 AM PST": "2024-01-01T08:08:10",
    "Jul 1, 2024 12:08:10 PM PDT": "2024-07-01T19:08:10",
    "Jan 1, 2024 1:02:03 a.m. PST": "2024-01-01T09:02:03",
    "29 June 2026 5:39:32 pm GMT+9": "2026-06-29T08:39:32",
    "1 Jan 2024 00:08:18 UTC": "2024-01-01T00:08:18",
    "1 janv. 2024 00:23:45 UTC": "2024-01-01T00:23:45",
    "1 août 2024 23:59:59 UTC+2": "2024-08-01T21:59:59",
    "1. März 2024 10:00:00 MEZ": "2024-03-01T09:00:00",
    "01.03.2024 10:00:00 UTC": "2024-03-01T10:00:00",
    "1 gen 2024 10:15:00 UTC": "2024-01-01T10:15:00",
    "1 ene 2024 01:34:17 GMT-8": "2024-01-01T09:34:17",
    "1 de enero de 2024 1:34:17 GMT-08:00": "2024-01-01T09:34:17",
    "1 de jan. de 2024 00:34:15 GMT-8": "2024-01-01T08:34:15",
    "2024/01/01 0:12:45JST": "2023-12-31T15:12:45",
    "2024年1月2日 9:12:45 JST": "2024-01-02T00:12:45",
}


@pytest.mark.parametrize(("text", "iso"), MOMENTS.items())
def test_moments_in_every_way_they_are_printed(text: str, iso: str) -> None:
    assert moments(pa.array([text]), None).to_pylist() == [datetime.fromisoformat(iso).replace(tzinfo=UTC)]


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30 10:00:00 UTC",
        "Foo 1, 2024 1:00:00 AM PST",
        "1 Jan 2024 13:00:00 PM PST",
        "1 Jan 2024 1:00:00 CST",
        "45292",
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        moments(pa.array([text]), None)


def test_day_and_month_are_told_apart_by_all_dates_of_the_file(read: Callable[..., Reading], tmp_path: Path) -> None:
    days = [cost_row("A", effective_from="03/04/2026"), cost_row("B", effective_from="25/04/2026")]
    months = [cost_row("A", effective_from="03/04/2026"), cost_row("B", effective_from="04/25/2026")]
    unclear = [cost_row("A", effective_from="03/04/2026")]
    contradicting = [*days, cost_row("C", effective_from="04/25/2026")]
    found = []
    for name, rows in {"d": days, "m": months, "u": unclear, "c": contradicting}.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(as_text(rows, COST_HEADINGS, ","), encoding="utf-8")
        found.append(read(path))
    by_day, by_month, refused, broken = found
    assert str(by_day.rows["purchasing_product_costs"][0]["effective_from"]) == "2026-04-03"
    assert str(by_month.rows["purchasing_product_costs"][0]["effective_from"]) == "2026-03-04"
    assert "the day or the month" in str(refused.only.reason)
    assert (broken.only.line, broken.only.status) == (4, "refused")


def test_slashed_dates_of_which_none_tells_follow_the_kind_of_file_where_it_says_so() -> None:
    evidence = ConventionEvidence()
    evidence.add_dates(pa.array(["01/02/2026"]))
    with pytest.raises(FileRefused, match="day or the month"):
        evidence.conventions("refuse")
    assert evidence.conventions("refuse", "month_first").day_first is False
    assert evidence.conventions("refuse", "day_first").day_first is True
    evidence.add_dates(pa.array(["13/02/2026"]))
    assert evidence.conventions("refuse", "month_first").day_first is True


def test_a_month_is_its_first_day_only_where_months_are_meant() -> None:
    texts = pa.array(["2026-07", "07/2026", None])
    assert dates(texts, None, months=True).to_pylist() == [date(2026, 7, 1), date(2026, 7, 1), None]
    with pytest.raises(Unreadable):
        dates(texts, None)
