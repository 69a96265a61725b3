"""Settlement and transaction detail reports: every row is read as the file states it, damage is named by its line."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.paypal.paypal_files import (
    DAY,
    MAIL,
    PAID,
    PERSON,
    STL_HEADINGS,
    TRR_HEADINGS,
    detail_report,
    report,
)

TRANSACTIONS, TOTALS = "paypal_report_transactions", "paypal_report_totals"
SAMPLES = [
    ("stl.csv", "STL", 5, 4),
    ("stl_brl_refund.csv", "STL", 3, 0),
    ("stl_chargeback_with_fee.csv", "TRR", 2, 0),
    ("stl_currency_convert.csv", "STL", 3, 0),
    ("trr_dr_payment.csv", "TRR", 1, 0),
    ("trr_express_checkout_donation.csv", "TRR", 1, 0),
]


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding, newline="")
    return path


def facts(row: dict[str, Any], *names: str) -> tuple[Any, ...]:
    return tuple(row[name] for name in names)


@pytest.mark.parametrize(("name", "kind", "transactions", "totals"), SAMPLES)
def test_a_sample_loads_with_every_row(
    read: Callable[..., Reading], samples: Path, name: str, kind: str, transactions: int, totals: int
) -> None:
    reading = read(samples / "paypal" / name)
    assert (reading.only.status, reading.only.kind) == ("loaded", "paypal_report"), reading.only
    rows = reading.rows[TRANSACTIONS]
    assert (len(rows), len(reading.rows.get(TOTALS, []))) == (transactions, totals)
    assert {row["report_kind"] for row in rows} == {kind}, "the headings tell, not the name"
    texts = (samples / "paypal" / name).read_text(encoding="utf-8-sig").splitlines()
    assert all(row["transaction_id"] in texts[row["raw_line"] - 1] for row in rows)
    assert not any("@" in str(value) for row in rows for value in row.values())
    assert [warning for warning in reading.only.warnings if "no footer" in warning] or totals


def test_the_settlement_sample_row_by_row(read: Callable[..., Reading], samples: Path) -> None:
    reading = read(samples / "paypal" / "stl.csv")
    names = (
        "transaction_id",
        "event_code",
        "gross_direction",
        "gross_amount",
        "currency",
        "fee_direction",
        "fee_amount",
    )
    assert [facts(row, *names) for row in reading.rows[TRANSACTIONS]] == [
        ("5678", "T0006", "CR", Decimal("52.00"), "AUD", "DR", Decimal("2.25")),
        ("6789", "T0006", "CR", Decimal("5.35"), "AUD", "DR", Decimal("0.75")),
        ("68C7", "T0003", "CR", Decimal("8.34"), "GBP", "DR", Decimal("0.87")),
        ("6899", "T1107", "DR", Decimal("1.34"), "GBP", "CR", Decimal("0.47")),
        ("3MG88942N0662370U", "T0400", "DR", Decimal("1.00"), "GBP", None, None),
    ]
    first = reading.rows[TRANSACTIONS][0]
    assert first["completed_at"] == datetime(2026, 1, 6, 8, 0, 30, tzinfo=UTC)
    section = ("EZ782AXEUJUW8", datetime(2026, 1, 6, 8, tzinfo=UTC), datetime(2026, 1, 7, 7, 59, 59, tzinfo=UTC))
    assert facts(first, "account_id", "period_start_at", "period_end_at") == section
    total = reading.rows[TOTALS][1]
    assert facts(total, "account_id", "period_start_at", "period_end_at") == section
    stated = ("footer_kind", "totals_currency", "gross_credits_amount", "gross_debits_amount", "ending_balance_amount")
    assert facts(total, *stated) == ("SF", "AUD", Decimal("57.35"), Decimal(0), Decimal("60.00"))
    assert facts(total, "beginning_balance_amount", "record_count") == (Decimal("9.00"), 2)
    of_the_report = reading.rows[TOTALS][2]
    assert facts(of_the_report, "footer_kind", "account_id", "period_start_at") == ("RF", None, None)


def test_yen_have_two_implied_decimals_too(read: Callable[..., Reading], samples: Path) -> None:
    (row,) = read(samples / "paypal" / "trr_express_checkout_donation.csv").rows[TRANSACTIONS]
    assert facts(row, "currency", "gross_amount", "fee_amount") == ("JPY", Decimal(150), Decimal(43))


def test_a_report_of_agreements_is_refused_as_one_without_money(read: Callable[..., Reading], samples: Path) -> None:
    file = read(samples / "paypal" / "sar_classic_subscr_signup.csv").only
    assert (file.status, file.line) == ("refused", 1)
    assert "subscription agreements" in str(file.reason)


def test_notes_over_several_lines_keep_line_numbers_and_persons_out(
    read: Callable[..., Reading], tmp_path: Path
) -> None:
    path = written(tmp_path / "TRR-20260131.CSV", detail_report(DAY), "utf-8-sig")
    rows = read(path).rows[TRANSACTIONS]
    assert [row["transaction_id"] for row in rows] == ["P1", "R1", "U1", "J1", "W1"]
    assert [row["raw_line"] for row in rows] == [5, 7, 9, 11, 13]
    assert not any(word in str(value) for row in rows for value in row.values() for word in (PERSON, MAIL))


def test_sections_of_several_accounts(read: Callable[..., Reading], tmp_path: Path) -> None:
    one, two = report(DAY[:2]), report(DAY[2:3]).replace('"ACC"', '"OTHER"')
    rows = read(written(tmp_path / "stl.csv", one + two)).rows[TRANSACTIONS]
    assert [facts(row, "transaction_id", "account_id") for row in rows] == [
        ("P1", "ACC"),
        ("R1", "ACC"),
        ("U1", "OTHER"),
    ]


def test_a_day_without_transactions_keeps_its_balances(read: Callable[..., Reading], tmp_path: Path) -> None:
    text = "".join(line for line in report(()).splitlines(keepends=True) if not line.startswith('"CH"'))
    reading = read(written(tmp_path / "stl.csv", text))
    assert TRANSACTIONS not in reading.rows
    assert len(reading.rows[TOTALS]) == 4


def test_a_report_without_its_end_is_told_about(read: Callable[..., Reading], tmp_path: Path) -> None:
    whole = read(written(tmp_path / "whole.csv", report(DAY))).only
    cut = read(written(tmp_path / "cut.csv", report(DAY).split('"SF"')[0])).only
    assert not [warning for warning in whole.warnings if "footer" in warning]
    assert any("no footer for JPY, USD" in warning for warning in cut.warnings)


GOOD = report(DAY)
LINES = GOOD.splitlines(keepends=True)
BAD = {
    "an SB row that lost cells": (GOOD.replace(LINES[5], LINES[5].rsplit(",", 4)[0] + "\n"), 6, "18 cells under 22"),
    "an end in the middle of a row": ("".join(LINES[:6])[:-40], 6, "cut off in the middle of its last line"),
    "a tag that nobody knows": (GOOD.replace('"FH"', '"ZZ"'), 2, "'ZZ' is no tag"),
    "an amount with its mark": (GOOD.replace(',10000,"USD"', ',"100.00","USD"'), 5, "'100.00' in 'Gross Trans"),
    "a fee with a sign": (GOOD.replace(",320,", ",-320,", 1), 5, "'-320' in 'Fee Amount'"),
    "a second line of headings": (GOOD.replace(LINES[4], LINES[3] + LINES[4]), 5, "second line of headings"),
    "a renamed column": (GOOD.replace("Gross Transaction Amount", "Gross Txn Amount"), 4, "'Gross Txn Amount'"),
    "a column twice": (GOOD.replace("Custom Field", "Invoice ID"), 4, "stands twice"),
    "a direction nobody knows": (GOOD.replace('"DR",2500', '"D",2500'), 6, "neither CR (credit) nor DR"),
    "no event code": (GOOD.replace('"T1107"', '""'), 6, "no value in column 'Transaction Event Code'"),
    "a quotation mark left open": (GOOD.replace('"R1"', '"R1'), 6, "cells under 22 headings"),
    "an impossible date": (GOOD.replace("2026/01/31 10:00:00", "2026/13/31 10:00:00"), 5, "is not a date"),
}


@pytest.mark.parametrize("damage", BAD)
def test_a_damaged_report_is_refused_with_line_and_advice(
    read: Callable[..., Reading], tmp_path: Path, damage: str
) -> None:
    text, line, reason = BAD[damage]
    assert text != GOOD
    file = read(written(tmp_path / "STL-20260131.CSV", text)).only
    assert file.status == "refused", file
    assert reason in str(file.reason)
    assert line is None or file.line == line
    assert "rying again" in str(file.advice)


def test_cells_left_over_at_the_end_of_a_row_are_nothing(read: Callable[..., Reading], tmp_path: Path) -> None:
    text = GOOD.replace(LINES[4], LINES[4].rstrip("\n") + ",,\n")
    assert len(read(written(tmp_path / "stl.csv", text)).rows[TRANSACTIONS]) == len(DAY)


@pytest.mark.parametrize("headings", [STL_HEADINGS, TRR_HEADINGS])
def test_headings_in_any_order(read: Callable[..., Reading], tmp_path: Path, headings: list[str]) -> None:
    (row,) = read(written(tmp_path / "stl.csv", report([PAID], headings=headings[::-1]))).rows[TRANSACTIONS]
    assert facts(row, "transaction_id", "gross_amount", "fee_amount") == ("P1", Decimal(100), Decimal("3.20"))
