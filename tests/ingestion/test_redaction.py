"""What the archive keeps of a file holds no buyer's data, makes the same rows, and has every other cell in its line."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.amazon.orders import ALL_ORDERS
from ingestion.recognition import Header
from ingestion.redaction import _blanked
from tests.ingestion.conftest import Reading
from warehouse import archive
from warehouse.home import Home
from warehouse.origins import origins

HEADING_LINE = (
    "amazon-order-id,merchant-order-id,purchase-date,last-updated-date,order-status,sales-channel,order-channel,sku,"
    "item-status,quantity,currency,item-price,ship-city,ship-postal-code,ship-country,is-business-order"
)
HEADINGS = HEADING_LINE.split(",")
BUYERS = ("Grünwald", "82031", "Springfield", "O'Fallon\t", "北京市")


def order(number: int, city: str, postcode: str) -> list[str]:
    moment = "2026-01-02T03:04:05+00:00"
    return [
        f"111-{number}", "", moment, moment, "Shipped", "Amazon.de", "", f"SKU-{number}", "Shipped", "1", "EUR",
        "12.50", city, postcode, "DE", "false",
    ]  # fmt: skip


ROWS = [order(1, "Grünwald", "82031"), order(2, "", ""), order(3, "Springfield", "65801")]


def kept_text(home: Home, encoding: str) -> str:
    [origin] = origins(home)
    with archive.open_content(home, origin.content_hash) as content:
        return content.read().decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_report_is_kept_without_buyers(
    read: Callable[..., Reading], tmp_path: Path, home: Home, encoding: str
) -> None:
    path = tmp_path / "orders.txt"
    path.write_text("\n".join("\t".join(cells) for cells in [HEADINGS, *ROWS]) + "\n", encoding=encoding)
    first = read(path)
    kept = kept_text(home, encoding)
    assert not any(buyer in kept for buyer in BUYERS)
    assert kept.splitlines()[1].split("\t") == [*ROWS[0][:12], "", "", "DE", "false"]
    again = tmp_path / "again.txt"
    again.write_text(kept, encoding=encoding)
    rows = [{**row, "raw_file": "", "content_hash": "", "load_id": ""} for row in first.rows["amazon_orders"]]
    second = [{**row, "raw_file": "", "content_hash": "", "load_id": ""} for row in read(again).rows["amazon_orders"]]
    assert rows == second


def test_quoted_cells_with_line_breaks_keep_their_lines(
    read: Callable[..., Reading], tmp_path: Path, home: Home
) -> None:
    path = tmp_path / "orders.csv"
    rows = [order(1, 'Upper "Town",\nnear the river', "82031"), order(2, "Springfield", "1")]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\r\n").writerows([HEADINGS, *rows])
    lines = [row["raw_line"] for row in read(path).rows["amazon_orders"]]
    kept = kept_text(home, "utf-8")
    assert not any(word in kept for word in ("Town", "river", "Springfield", "82031"))
    assert kept.count("\n") == path.read_text(encoding="utf-8").count("\n")
    assert lines == [2, 4]


def test_a_workbook_is_kept_without_buyers(read: Callable[..., Reading], tmp_path: Path, home: Home) -> None:
    book = openpyxl.Workbook()
    for cells in [HEADINGS, *ROWS]:
        book.active.append(cells)
    book.save(tmp_path / "orders.xlsx")
    assert read(tmp_path / "orders.xlsx").only.row_count == 3
    [origin] = origins(home)
    with archive.open_content(home, origin.content_hash) as content:
        kept = openpyxl.load_workbook(io.BytesIO(content.read())).active
    assert [cell.value for cell in kept[2]][11:15] == ["12.50", None, None, "DE"]


def test_what_names_no_buyer_is_kept_to_the_byte(read: Callable[..., Reading], tmp_path: Path, home: Home) -> None:
    path = tmp_path / "orders.txt"
    names = [name for name in HEADINGS if not name.startswith(("ship-city", "ship-postal"))]
    rows = [[cell for name, cell in zip(HEADINGS, row, strict=True) if name in names] for row in ROWS]
    path.write_bytes("\r\n".join("\t".join(cells) for cells in [names, *rows]).encode())
    read(path)
    [origin] = origins(home)
    assert origin.kept_hash == origin.content_hash
    with archive.open_content(home, origin.content_hash) as content:
        assert content.read() == path.read_bytes()


CELL = st.text(st.sampled_from('ab",\r\né'), max_size=6)
TABLE = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1))


@settings(max_examples=200, deadline=None)
@given(TABLE, st.sets(st.integers(0, 4)), st.booleans())
def test_only_the_named_columns_become_blank(table: list[list[str]], columns: set[int], is_ended: bool) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    content = text.getvalue() if is_ended else text.getvalue()[:-1]
    chosen = sorted(column for column in columns if column < len(table[0]))
    header = Header(ALL_ORDERS, 1, ",", tuple("abcde"))
    found = list(csv.reader(io.StringIO(_blanked(content.encode(), header, chosen).decode(), newline="")))
    for before, after in zip(table, found, strict=True):
        for column, (cell, left) in enumerate(zip(before, after, strict=True)):
            assert not set(left) - set('"\r\n') if column in chosen else left == cell
