"""Carriers' parcel sheets and invoices, as CSV and workbook, in English and Chinese, and what is refused of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ingestion.conftest import Reading

PARCELS, EVENTS, LINES = "logistics_parcels", "logistics_tracking_events", "logistics_invoice_lines"
ENGLISH = "Tracking Number,Order ID,Carrier,Shipped At,Event Time,Status,Description,Location,Consignee,Recipient Phone"
CHINESE = "运单号,订单号,物流商,发货时间,轨迹时间,状态,轨迹描述,地点,收件人,收件人电话"
ROWS = (
    "YT1,O-1,YunExpress,2026-05-01 08:00,2026-05-03 10:00:00,in transit,Arrived at hub,Frankfurt,Erika,0228",
    "YT1,O-1,YunExpress,2026-05-01 08:00,2026-05-04T09:30:00+02:00,delivered,Signed by: Erika,Bonn,Erika,0228",
    "YT2,O-2,YunExpress,2026-05-02,,label created,,,Hans,0229",
)
WIDE = "Invoice Number,Invoice Date,Carrier,Tracking Number,Order ID,Billed Weight,Freight,Fuel Surcharge,Duty,VAT,"
LONG = "账单号,账单日期,物流商,提单号,计费重,费用类型,金额,币种,账单总额"


def text_file(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("\n".join([*lines, ""]).encode(encoding))
    return path


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("headings", "encoding"), [(ENGLISH, "utf-8"), (CHINESE, "utf-8-sig"), (CHINESE, "gb18030")])
def test_parcels_and_scans_stand_in_one_sheet(
    read: Callable[..., Reading], tmp_path: Path, headings: str, encoding: str
) -> None:
    reading = read(text_file(tmp_path / "s.csv", headings, *ROWS, encoding=encoding))
    assert (reading.only.kind, reading.only.status) == ("parcel_sheet", "loaded"), reading.only
    hub, bonn = reading.rows[EVENTS]
    assert (hub["event_at"], hub["event_time"], hub["status"]) == (
        at("2026-05-03T10:00"),
        ROWS[0].split(",")[4],
        "in transit",
    )
    assert (bonn["event_at"], bonn["description"], bonn["location"]) == (at("2026-05-04T07:30"), "Signed by", "Bonn")
    first, second = reading.rows[PARCELS]
    assert (first["tracking_number"], first["order_id"], first["status"]) == ("YT1", "O-1", None)
    assert (second["tracking_number"], second["status"], second["shipped_at"]) == (
        "YT2",
        "label created",
        at("2026-05-02"),
    )
    assert (hub["raw_line"], bonn["raw_line"], first["raw_line"], second["raw_line"]) == (2, 3, 2, 4)
    for row in (hub, first):
        assert not [value for value in row.values() if value in ("Erika", "Hans", "0228")]


def test_a_workbook_is_the_same_sheet(read: Callable[..., Reading], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(ENGLISH.split(","))
    book.active.append(["YT1", "O-1", "YunExpress", datetime(2026, 5, 1, 8), datetime(2026, 5, 3, 10), "in transit"])  # noqa: DTZ001
    book.save(tmp_path / "s.xlsx")
    (event,) = read(tmp_path / "s.xlsx").rows[EVENTS]
    assert (event["event_at"], event["event_time"]) == (at("2026-05-03T10:00"), "2026-05-03 10:00:00")


def test_many_scans_of_a_parcel_give_it_once_a_block(read: Callable[..., Reading], tmp_path: Path) -> None:
    scans = [f"YT{n % 50},,YunExpress,,2026-05-03 10:00:{n % 60:02},x,scan {n},Bonn,," for n in range(5000)]
    reading = read(text_file(tmp_path / "s.csv", ENGLISH, *scans))
    assert (len(reading.rows[EVENTS]), len(reading.rows[PARCELS])) == (5000, 50)


@pytest.mark.parametrize(
    ("row", "said", "line"),
    [
        (",O-1,YunExpress,,2026-05-03 10:00,x,x,x,,", "no value in column 'tracking number'", 3),
        ("YT9,O-1,YunExpress,,soon,x,x,x,,", "'soon' in column 'event time'", 3),
        ("YT9,O-1,YunExpress,,2026-05-03 25:61,x,x,x,,", "2026-05-03 25:61", 3),
        ("YT9,O-1,YunExpress", "cut off in the middle", 3),
        ('YT9,"O-1,YunExpress,,,,,,,', "quotation mark", None),
    ],
)
def test_a_row_that_cannot_be_read_refuses_the_sheet_by_its_line(
    read: Callable[..., Reading], tmp_path: Path, row: str, said: str, line: int | None
) -> None:
    path = tmp_path / "s.csv"
    path.write_text(f"{ENGLISH}\n{ROWS[0]}\n{row}")
    reading = read(path)
    assert (reading.only.status, reading.rows) == ("refused", {})
    assert said in str(reading.only.reason), reading.only
    assert line is None or reading.only.line == line


def test_a_formula_in_a_description_stays_a_text(read: Callable[..., Reading], tmp_path: Path) -> None:
    row = "YT1,O-1,YunExpress,,2026-05-03 10:00,x,=HYPERLINK(1),Bonn,,"
    (event,) = read(text_file(tmp_path / "s.csv", ENGLISH, row)).rows[EVENTS]
    assert event["description"] == "=HYPERLINK(1)"


def test_an_invoice_with_a_column_for_each_charge(read: Callable[..., Reading], tmp_path: Path) -> None:
    headings = WIDE + "Line Total,Currency,Invoice Total"
    row = 'INV-1,2026-05-31,UPS,"=""001Z9""",O-1,2.5,$10.00,$1.50,,-$0.30,$11.20,USD,"$1,234.56"'
    (line,) = read(text_file(tmp_path / "i.csv", headings, row)).rows[LINES]
    assert (line["invoiced_at"], line["tracking_number"]) == (at("2026-05-31"), "001Z9")
    assert (line["freight_amount"], line["fuel_amount"], line["duty_amount"]) == (Decimal("10"), Decimal("1.5"), None)
    assert (line["tax_amount"], line["line_total_amount"]) == (Decimal("-0.30"), Decimal("11.20"))
    assert (line["invoice_total_amount"], line["billed_weight"]) == (Decimal("1234.56"), Decimal("2.5"))


def test_an_invoice_that_lists_its_charges(read: Callable[..., Reading], tmp_path: Path) -> None:
    rows = (
        "F-7,2026-05-31,某货代,BL1,120.50,海运费,1000.00,CNY,1130.00",
        "F-7,2026-05-31,某货代,BL1,,税金,130.00,CNY,1130.00",
    )
    ocean, tax = read(text_file(tmp_path / "i.csv", LONG, *rows, encoding="gb18030")).rows[LINES]
    assert (ocean["charge_type"], ocean["amount"], ocean["shipment_id"]) == ("海运费", Decimal("1000"), "BL1")
    assert (tax["charge_type"], tax["amount"], tax["currency"]) == ("税金", Decimal("130"), "CNY")


REFUSED: list[tuple[str, str, str]] = [
    (WIDE + "Amount,Currency", "I,2026-05-31,UPS,1Z,O,1,10.00,,,,10.00,USD", "would count twice"),
    (
        WIDE + "Peak Surcharge,Currency",
        "I,2026-05-31,UPS,1Z,O,1,10.00,,,,2.00,USD",
        "'peak_surcharge' looks like a charge",
    ),
    (WIDE + "高峰费,Currency", "I,2026-05-31,UPS,1Z,O,1,10.00,,,,2.00,USD", "looks like a charge"),
    (WIDE + "Currency", "I,2026-05-31,UPS,1Z,O,1,,,,,USD", "no charge at all"),
    (WIDE + "Currency", "I,2026-05-31,UPS,1Z,O,1,10.00,,,,", "no value in column 'currency'"),
    (WIDE + "Currency", "I,2026-05-31,UPS,1Z,O,1,10.00,,,,USD\nI,2026-05-31,ups,1Z,O,1,10.00,,,,EUR", "in USD and EUR"),
    (WIDE + "Currency", "I,2026-05-31,UPS,1Z,O,1,ten,,,,USD", "'ten' in column 'freight'"),
    (
        WIDE.replace("Carrier,", "") + "Currency,Charge Type",
        "I,2026-05-31,1Z,O,1,1.00,,,,USD,x",
        "'carrier' is missing",
    ),
]


@pytest.mark.parametrize(("headings", "rows", "said"), REFUSED)
def test_an_invoice_that_would_lose_or_mix_money_is_refused(
    read: Callable[..., Reading], tmp_path: Path, headings: str, rows: str, said: str
) -> None:
    reading = read(text_file(tmp_path / "i.csv", headings, *rows.split("\n")))
    assert (reading.only.status, reading.rows) == ("refused", {}), reading.only
    assert said in str(reading.only.reason)


def test_an_invoice_of_few_columns_is_still_the_carriers(read: Callable[..., Reading], tmp_path: Path) -> None:
    headings = "Invoice No,Invoice Date,Carrier,Charge Type,Amount,Tax,Currency,Status"
    reading = read(text_file(tmp_path / "i.csv", headings, "I-1,2026-05-31,DHL,Freight,10.00,1.90,EUR,open"))
    assert (reading.only.kind, reading.rows[LINES][0]["tax_amount"]) == ("carrier_invoice", Decimal("1.90"))


def test_an_amount_may_have_its_tax_beside_it(read: Callable[..., Reading], tmp_path: Path) -> None:
    headings, row = f"{LONG},税金,件数,体积", "F-7,2026-05-31,某货代,BL1,1,海运费,1000.00,CNY,,130.00,3,0.125"
    (line,) = read(text_file(tmp_path / "i.csv", headings, row)).rows[LINES]
    assert (line["amount"], line["tax_amount"]) == (Decimal("1000"), Decimal("130"))


def test_a_charge_of_no_known_kind_is_taken_where_the_line_has_a_total(
    read: Callable[..., Reading], tmp_path: Path
) -> None:
    headings, row = WIDE + "Peak Surcharge,Line Total,Currency", "I,2026-05-31,UPS,1Z,O,1,10.00,,,,2.00,12.00,USD"
    line: dict[str, Any] = read(text_file(tmp_path / "i.csv", headings, row)).rows[LINES][0]
    assert (line["line_total_amount"], line["peak_surcharge"]) == (Decimal("12"), "2.00")
