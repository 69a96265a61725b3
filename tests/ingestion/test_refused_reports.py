"""Files that cannot be loaded: each says what is wrong, on which line and what to do; good files beside it load."""

import ctypes
import gzip
import os
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import V2_HEADINGS, as_text, line, total_row, v2_file

GOOD = as_text([total_row(), line("12.34"), line("-2.34")])

REFUSED = {
    "cut in the middle of a line": (GOOD[:-40], 4, "cut off in the middle of its last line"),
    "a sign-in page": ("<!DOCTYPE html><html><body>Sign in</body></html>", 1, "web page"),
    "nothing at all": ("", None, "is empty"),
    "only blanks": (" \n\n ", None, "is empty"),
    "headings alone": ("\t".join(V2_HEADINGS) + "\n", 1, "not a single row"),
    "a renamed column": (GOOD.replace("amount-description", "amount-desc"), 1, "'amount_description' is missing"),
    "a missing column": (GOOD.replace("posted-date-time", ""), 1, "'posted-date-time' is missing"),
    "a doubled column": (GOOD.replace("\tsku\t", "\tamount\t"), 1, "stands twice"),
    "an amount that is none": (GOOD.replace("12.34", "12.3x"), 3, "'12.3x' in column 'amount' is not a number"),
    "two decimal marks": (GOOD.replace("-2.34", "-2,34"), 4, "'-2,34' in column 'amount' is not a number"),
    "five decimals": (GOOD.replace("12.34", "12.34567"), 3, "more than 4 decimals"),
    "an amount beyond all bounds": (GOOD.replace("12.34", "9" * 15 + ".00"), 3, "too large"),
    "a number in exponents": (GOOD.replace("12.34", "1E+3"), 3, "is not a number"),
    "an end before its start": (
        GOOD.replace("2026-01-15 08", "2025-12-15 08"),
        2,
        "ends on 2025-12-15, before it starts on 2026-01-01",
    ),
    "a date that is none": (GOOD.replace("2026-01-05 10", "2026-13-05 10"), 3, "'2026-13-05 10:11:12 UTC'"),
    "a time without a zone": (GOOD.replace("10:11:12 UTC", "10:11:12"), 3, "no time zone"),
    "half a unit": (GOOD.replace("SKU-1\t1\t", "SKU-1\t1.5\t"), 3, "not a whole number"),
    "a row too long": (GOOD.replace("SKU-1\t1\t", "SKU-1\t1\tPROMO\tmore"), 3, "25 cells under 24 headings"),
    "no total row": (as_text([line(), line()]), 2, "no row that states its dates, total and currency"),
    "a total row without a currency": (as_text([total_row(currency=""), line()]), 2, "names no currency"),
    "a currency that is none": (as_text([total_row(currency="US$"), line()]), 2, "names no currency: 'US$'"),
    "a line without an amount": (as_text([total_row(), line(), line("")]), 4, "no value in column 'amount'"),
    "a line without a time": (GOOD.replace("2026-01-05 10:11:12 UTC", ""), 3, "in column 'posted-date-time'"),
    "a line of no settlement": (as_text([total_row(), line(settlement_id="")]), 3, "no settlement-id"),
    "zero bytes": (GOOD.replace("SKU-1", "SK\0-1"), 3, "zero bytes"),
    "a PDF": ("%PDF-1.7 ...", None, "a PDF"),
    "some JSON": ('{"settlement-id": 1}', None, "not recognised"),
    "an unknown table": ("columna_a,columna_b\n1,2\n", None, "not recognised"),
}


@pytest.mark.parametrize(("content", "at_line", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_is_refused_with_line_reason_and_advice(
    read: Callable[..., Reading], tmp_path: Path, content: str, at_line: int | None, reason: str
) -> None:
    bad = tmp_path / "a-bad-file.txt"
    bad.write_text(content, encoding="utf-8", newline="")
    good = v2_file(tmp_path / "b-good-file.txt", line("10.00"))
    reading = read(bad, good)
    refused, loaded = reading.files
    assert (refused.status, refused.line) == ("refused", at_line), refused
    assert reason in str(refused.reason)
    assert refused.advice
    assert "rying again" in refused.advice
    assert loaded.status == "loaded"
    assert [row["amount"] for row in reading.rows["amazon_settlement_lines"]] == [Decimal("10.00")]


def test_a_refused_file_leaves_nothing_behind(read: Callable[..., Reading], home: object, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text(GOOD.replace("-2.34", "x"), encoding="utf-8")
    reading = read(bad)
    assert not reading.rows
    assert not [*home.archive.rglob("*.zst")]  # type: ignore[attr-defined]


def test_a_renamed_column_is_named_with_its_nearest(read: Callable[..., Reading], tmp_path: Path) -> None:
    bad = tmp_path / "renamed.txt"
    bad.write_text(GOOD.replace("quantity-purchased", "quantity-bought"), encoding="utf-8")
    refused = read(bad).only
    assert "the nearest heading that is not known is 'quantity-bought'" in str(refused.reason)
    assert "rename that column to 'quantity_purchased'" in str(refused.advice)


def test_binary_junk_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    junk = tmp_path / "junk.csv"
    junk.write_bytes(bytes(range(256)) * 64)
    assert "zero bytes" in str(read(junk).only.reason)


def test_messages_show_control_characters_escaped(read: Callable[..., Reading], tmp_path: Path) -> None:
    odd = tmp_path / "odd.txt"
    odd.write_text("\x1b[31mred\x07 \u202eheader\n1\n", encoding="utf-8")
    reason = str(read(odd).only.reason)
    assert "\\x1b[31mred\\x07" in reason
    assert "\\u202e" in reason
    assert reason.isprintable()


def test_too_many_columns_are_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    wide = tmp_path / "wide.txt"
    headings = [*V2_HEADINGS, *(f"extra-{number}" for number in range(600))]
    wide.write_text(as_text([total_row(), line()], headings), encoding="utf-8")
    assert "at most 500" in str(read(wide).only.reason)


@pytest.fixture
def like_anybody() -> Iterator[None]:
    """Root, too, is kept from files nobody may read: its power to pass over permissions rests during the test."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header, powers = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, powers) == 0
    effective = powers[0]
    powers[0] = effective & ~0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, in linux/capability.h
    assert libc.capset(header, powers) == 0
    yield
    powers[0] = effective
    assert libc.capset(header, powers) == 0


@pytest.mark.usefixtures("like_anybody")
def test_an_unreadable_file_is_refused_and_may_be_tried_again(read: Callable[..., Reading], tmp_path: Path) -> None:
    locked = v2_file(tmp_path / "locked.txt")
    locked.chmod(0)
    refused = read(locked).only
    assert "may not be read" in str(refused.reason)
    assert "Trying again can help." in str(refused.advice)


def test_links_and_missing_files_are_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(v2_file(tmp_path / "real.txt"))
    reading = read(link, tmp_path / "absent.txt")
    assert [(file.status, file.reason) for file in reading.files] == [
        ("refused", "it is a link, not a file"),
        ("refused", "there is no such file"),
    ]


def test_hidden_and_unfinished_files_are_passed_over(read: Callable[..., Reading], tmp_path: Path) -> None:
    folder = tmp_path / "files"
    v2_file(folder / "good.txt")
    for name in (".DS_Store", "~$sheet.xlsx", "report.txt.part", ".hidden/report.txt", "copy.crdownload"):
        v2_file(folder / name)
    assert [file.raw_file for file in read(folder).files] == ["good.txt"]


def test_a_gzip_file_that_was_cut_off_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    cut = tmp_path / "report.txt.gz"
    cut.write_bytes(gzip.compress(GOOD.encode())[:-20])
    assert "damaged or cut off" in str(read(cut).only.reason)
