"""The made-up seller's files: the same bytes each time, and sums that an independent reader confirms."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo import write_seller, write_settlement_lines

SAMPLE = Path(__file__).resolve().parents[2] / "demo" / "seller"
LARGEST_SAMPLE = 1_500_000
V1_AMOUNTS = ("price-amount", "item-related-fee-amount", "promotion-amount", "other-amount")


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every text of the folder, unpacked."""
    for path in sorted(folder.rglob("2*")):
        if path.suffix == ".gz":
            yield path.name, gzip.decompress(path.read_bytes())
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                yield from ((name, archive.read(name)) for name in archive.namelist())
        elif path.suffix == ".txt":
            yield path.name, path.read_bytes()


def money(text: str) -> Decimal:
    return Decimal(text.replace(",", ".") or "0")


def read_settlements(folder: Path) -> dict[str, tuple[Decimal, Decimal, int]]:
    """By settlement: stated total, sum of lines, lines; of several versions the one with most lines."""
    found: dict[str, tuple[Decimal, Decimal, int]] = {}
    for _, content in contents(folder):
        rows = list(csv.DictReader(io.StringIO(content.decode("cp1252")), delimiter="\t", quoting=csv.QUOTE_NONE))
        total, *lines = rows
        columns = ("amount",) if "amount" in total else V1_AMOUNTS
        summed = sum((money(line[column]) for line in lines for column in columns), Decimal(0))
        known = found.get(total["settlement-id"])
        if known is None or len(lines) > known[2]:
            found[total["settlement-id"]] = (money(total["total-amount"]), summed, len(lines))
    return found


def answer_key(folder: Path) -> dict[str, Any]:
    key: dict[str, Any] = json.loads((folder / "answer_key.json").read_text(encoding="utf-8"))
    return key


def test_the_sample_in_the_repository_is_what_the_generator_writes(tmp_path: Path) -> None:
    write_seller(tmp_path / "again", 600, 7)
    again = files_of(tmp_path / "again")
    assert again == files_of(SAMPLE)
    assert sum(map(len, again.values())) < LARGEST_SAMPLE


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sellers")


@settings(max_examples=5, deadline=None)
@given(orders=st.integers(1, 900), seed=st.integers(0, 2**31))
def test_every_settlement_adds_up_as_the_answer_key_says(place: Path, orders: int, seed: int) -> None:
    out = place / f"{orders}-{seed}"
    write_seller(out, orders, seed)
    key = answer_key(out)
    expected = {
        total["settlement_id"]: (Decimal(total["stated_total"]), Decimal(total["lines_total"]), total["line_count"])
        for total in key["totals"]["settlements"]
    }
    assert read_settlements(out) == expected
    wrong = {name for name, (stated, summed, _) in expected.items() if stated != summed}
    assert wrong == {fault["document_id"] for fault in key["faults"] if fault["kind"] == "settlement_total_gap"}


def test_lines_that_the_key_names_are_those_lines() -> None:
    unknown = [fault for fault in answer_key(SAMPLE)["faults"] if fault["kind"] == "suspense"]
    assert len(unknown) == 2
    for fault in unknown:
        line = (SAMPLE / fault["file"]).read_text(encoding="cp1252").splitlines()[fault["line"] - 1]
        assert fault["amount"] in line.replace(",", ".").split("\t")


def test_many_lines_are_as_many_as_asked_for(tmp_path: Path) -> None:
    files = write_settlement_lines(tmp_path, 60_000, 11)
    lines = sum(count for _, _, count in read_settlements(files.settlements).values())
    assert 0.5 < lines / 60_000 < 1.5
    assert files.costs.stat().st_size
    assert files.next_day.read_text(encoding="utf-8").count("\n") > 60_000 / 365 / 2
