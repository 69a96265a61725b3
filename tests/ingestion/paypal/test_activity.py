"""Activity downloads, statements and API pages: their variants give the same rows, and no person is in them."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.paypal.paypal_files import (
    ACTIVITY_HEADINGS,
    DAY,
    MAIL,
    PERSON,
    activity,
    download_row,
    page,
)

ACTIVITY, API = "paypal_activity", "paypal_api_transactions"
GERMAN = (
    '"Datum","Uhrzeit","Zeitzone","Name","Typ","Status","Währung","Brutto","Gebühr","Netto","Absender E-Mail-Adresse",'
    '"Transaktionscode","Zugehöriger Transaktionscode","Rechnungsnummer","Guthaben","Telefon",'
    '"Auswirkung auf Guthaben"\n'
    '"03.01.2026","14:37:47","CET","Jane Roe","Website-Zahlung","Abgeschlossen","EUR","1.059,99","-2,10","1.057,89",'
    '"jane@example.com","A1","","R-7","1.057,89","1","Haben"\n'
)
SPANISH = (
    '"Fecha","Hora","Zona horaria","Descripción","Divisa","Bruto ","Comisión ","Neto","Saldo","Id. de transacción",'
    '"Correo electrónico del remitente","Nombre","","","","","",""\n'
    '"3/1/2026","14:37:47","Europe/Madrid","Pago con Pago exprés","EUR","1.059,99","-2,10","1.057,89","1.057,89","A1",'
    '"jane@example.com","Jane Roe"\n'
    '"13/1/2026","14:37:47","Europe/Madrid","Retirada","EUR","-1.057,89","0,00","-1.057,89","0,00","A2","","Jane Roe"\n'
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_the_activity_sample_chains_without_a_break(read: Callable[..., Reading], samples: Path) -> None:
    rows = read(samples / "paypal" / "activity_en.csv").rows[ACTIVITY]
    assert len(rows) == 76
    balances: dict[str, Decimal] = {}
    for row in rows:
        assert row["gross_amount"] + row["fee_amount"] == row["net_amount"]
        before = balances.get(row["currency"], Decimal(0))
        assert before + row["net_amount"] == row["balance_amount"], row["raw_line"]
        balances[row["currency"]] = row["balance_amount"]
    assert balances == {"USD": Decimal("1.90"), "EUR": Decimal("43.34"), "AUD": Decimal(0)}
    assert sum(row["transaction_status"] == "Pending" for row in rows) == 14
    assert rows[1]["transaction_at"] == datetime(2016, 2, 12, 21, 30, 31, tzinfo=UTC), "the day comes first here"


def test_the_statement_sample_in_its_zones(read: Callable[..., Reading], samples: Path) -> None:
    rows = read(samples / "paypal" / "statement_en.csv").rows[ACTIVITY]
    assert (len(rows), rows[0]["transaction_type"]) == (19, "General Withdrawal - Bank Account")
    moments = {row["transaction_id"]: row["transaction_at"] for row in rows}
    assert moments["TID1"] == datetime(2018, 9, 5, 4, 15, 11, tzinfo=UTC), "9/4 is 4 September, in summer time"
    assert moments["TID16"] == datetime(2018, 9, 27, 17, 16, 12, tzinfo=UTC), "CET is an hour ahead all year"
    assert {name for name in rows[0] if "bank" in name or "name" in name} == set()


def test_an_empty_download_says_that_it_is_empty(read: Callable[..., Reading], samples: Path) -> None:
    file = read(samples / "paypal" / "empty_activity.csv").only
    assert (file.kind, file.status) == ("paypal_activity", "refused")
    assert "not a single row" in str(file.reason)


@pytest.mark.parametrize("text", [GERMAN, SPANISH])
def test_a_download_in_another_language(read: Callable[..., Reading], tmp_path: Path, text: str) -> None:
    first = read(written(tmp_path / "download.csv", text)).rows[ACTIVITY][0]
    assert first["transaction_at"] == datetime(2026, 1, 3, 13, 37, 47, tzinfo=UTC)
    assert (first["gross_amount"], first["fee_amount"]) == (Decimal("1059.99"), Decimal("-2.10"))
    assert (first["balance_amount"], first["transaction_id"]) == (Decimal("1057.89"), "A1")


def test_no_person_is_loaded(read: Callable[..., Reading], tmp_path: Path) -> None:
    download = activity(
        [download_row("13/01/2026 10:00:00 PST", "Website Payment", 100, 100, **{"Transaction ID": "A"})]
    )
    for text, table in ((GERMAN, ACTIVITY), (SPANISH, ACTIVITY), (download, ACTIVITY), (page(DAY), API)):
        rows = read(written(tmp_path / "file", text)).rows[table]
        assert not any(word in str(value) for row in rows for value in row.values() for word in (PERSON, MAIL))


@pytest.mark.parametrize("variant", ["Fee ", " Fee", "FEE"])
def test_headings_with_blanks(read: Callable[..., Reading], tmp_path: Path, variant: str) -> None:
    headings = [variant if name == "Fee" else name for name in ACTIVITY_HEADINGS]
    row = {
        **download_row("13/01/2026 10:00:00 PST", "Website Payment", 100, 100),
        variant: "-0.30",
        "Transaction ID": "A",
    }
    (loaded,) = read(written(tmp_path / "activity.csv", activity([row], headings))).rows[ACTIVITY]
    assert loaded["fee_amount"] == Decimal("-0.30")


ROW = download_row("13/01/2026 10:00:00 PST", "Website Payment", 100, 100, **{"Transaction ID": "A"})
GOOD = activity([ROW, ROW])
BAD = {
    "a renamed column": (GOOD.replace('"Gross"', '"Grss"', 1), 1, "the nearest heading that is not known is 'Grss'"),
    "a second line of headings": (GOOD + GOOD.splitlines()[0] + "\n", 4, "'Date Time TimeZone'"),
    "a zone that nobody knows": (GOOD.replace("PST", "Mars/Olympus", 1), 2, "unknown time zone"),
    "no zone": (GOOD.replace("PST", "", 1), 2, "no time zone"),
    "an amount that is none": (GOOD.replace('"1.00"', '"one"', 1), 2, "'one' in column 'Gross'"),
    "dates in either order": (GOOD.replace("13/01", "03/01"), None, "day or the month"),
    "a row that was cut": (GOOD[:-90], 3, "cut off"),
}


@pytest.mark.parametrize("damage", BAD)
def test_a_damaged_download_is_refused(read: Callable[..., Reading], tmp_path: Path, damage: str) -> None:
    text, line, reason = BAD[damage]
    file = read(written(tmp_path / "activity.csv", text)).only
    assert (file.kind in (None, "paypal_activity"), file.status) == (True, "refused"), file
    assert reason in str(file.reason)
    assert line is None or file.line == line
    assert "rying again" in str(file.advice)


def test_a_page_of_the_api(read: Callable[..., Reading], tmp_path: Path) -> None:
    rows = read(written(tmp_path / "page-1.json", page(DAY))).rows[API]
    assert [row["transaction_id"] for row in rows] == ["P1", "R1", "U1", "J1", "W1"]
    assert [row["gross_amount"] for row in rows] == [Decimal(number) for number in ("100", "-25", "1", "150", "-50")]
    assert [row["fee_amount"] for row in rows] == [Decimal("-3.2"), Decimal("0.5"), None, Decimal(-43), None]
    assert (rows[0]["account_id"], rows[0]["invoice_id"], rows[0]["page"]) == ("ACC", "1001", 1)
    assert rows[4]["initiated_at"] == datetime(2026, 2, 1, 4, tzinfo=UTC)
    assert [row["raw_line"] for row in rows] == [1, 2, 3, 4, 5]


def test_a_page_that_broke_off_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    file = read(written(tmp_path / "page-1.json", page(DAY)[:-40])).only
    assert file.status == "refused"
    assert "damaged or cut off" in str(file.reason)
