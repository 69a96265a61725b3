"""What the archive keeps of a file holds no buyer's data, makes the same rows, and has every other cell in its line."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.blanking import Blanking
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


def test_an_answer_is_kept_without_people(read: Callable[..., Reading], tmp_path: Path, home: Home) -> None:
    order = {
        "id": 7, "name": "#1", "order_number": 1, "created_at": "2026-07-01T10:00:00-07:00", "currency": "USD",
        "total_price": "12.50", "updated_at": "2026-07-01T10:00:00-07:00",
        "subtotal_price": "12.50", "financial_status": "paid", "email": "ann@example.com", "phone": "+1 555 0100",
        "customer": {"first_name": "Ann", "last_name": "Lee"}, "shipping_address": {"zip": "65801", "name": "Ann Lee"},
        "line_items": [{"id": 8, "sku": "SKU-1", "name": "Cup", "quantity": 1, "price": "12.50"}],
    }  # fmt: skip
    path = tmp_path / "orders.json"
    path.write_text(json.dumps({"orders": [order]}), encoding="utf-8")
    first = read(path)
    assert first.only.status == "loaded", first.only
    kept = kept_text(home, "utf-8")
    assert not any(word in kept for word in ("Ann", "example.com", "0100", "65801"))
    again = tmp_path / "again.json"
    again.write_text(kept, encoding="utf-8")
    second = read(again)
    assert [plain(rows) for rows in first.rows.values()] == [plain(rows) for rows in second.rows.values()]


@pytest.mark.parametrize("name", ["activity", "report"])
def test_paypals_files_are_kept_with_what_is_read_alone(
    read: Callable[..., Reading], tmp_path: Path, home: Home, name: str
) -> None:
    first = read(PAYPAL[name](tmp_path / "paypal.csv"))
    assert first.only.status == "loaded", first.only
    kept = kept_text(home, "utf-8")
    assert not any(word in kept for word in ("Ann Lee", "ann@example.com", "Elm Street"))
    again = tmp_path / "again.csv"
    again.write_text(kept, encoding="utf-8", newline="")
    second = read(again)
    assert second.only.status == "loaded", second.only
    assert [plain(rows) for rows in first.rows.values()] == [plain(rows) for rows in second.rows.values()]


def activity(path: Path) -> Path:
    names = "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Balance"
    row = '07/30/2026,10:00:00,PDT,"Ann Lee",Website Payment,Completed,USD,10.00,-0.50,9.50,ann@example.com,T1,9.50'
    path.write_text(f"{names}\n{row}\n", encoding="utf-8")
    return path


def report(path: Path) -> Path:
    names = (
        "CH,Transaction ID,Invoice ID,PayPal Reference ID,PayPal Reference ID Type,Transaction Event Code,"
        "Transaction Initiation Date,Transaction Completion Date,Transaction Debit or Credit,Gross Transaction Amount,"
        "Gross Transaction Currency,Fee Debit or Credit,Fee Amount,Fee Currency,Transactional Status,"
        "Shipping Address Line1,Payer's Account ID,First Name"
    )
    moment = "2026/01/06 00:00:30 -0800"
    row = f'"SB",T1,I1,,,T0006,{moment},{moment},CR,5200,USD,DR,225,USD,S,"1, Elm Street",ann@example.com,Ann Lee'
    head = '"SH",2026/01/06 00:00:00 -0800,2026/01/06 23:59:59 -0800,ACCOUNT'
    path.write_text(f"{head}\n{names}\n{row}\n", encoding="utf-8")
    return path


PAYPAL = {"activity": activity, "report": report}


def plain(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Rows without what differs from file to file."""
    return [{**row, "raw_file": "", "content_hash": "", "load_id": "", "reported_at": ""} for row in rows]


CELL = st.text(st.sampled_from('ab",\r\né'), max_size=6)
TABLE = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1))


@settings(max_examples=200, deadline=None)
@given(TABLE, st.sets(st.integers(0, 4)), st.booleans())
def test_only_the_named_columns_become_blank(table: list[list[str]], columns: set[int], is_ended: bool) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    content = text.getvalue() if is_ended else text.getvalue()[:-1]
    chosen = sorted(column for column in columns if column < len(table[0]))
    blanked = Blanking(chosen, ",", quoted=True).of_rows(content.encode()).decode()
    found = list(csv.reader(io.StringIO(blanked, newline="")))
    for before, after in zip(table, found, strict=True):
        for column, (cell, left) in enumerate(zip(before, after, strict=True)):
            assert not set(left) - set('"\r\n') if column in chosen else left == cell
