"""PayPal's files as tests make them: the same transactions as either report or as an API page; rows of downloads."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

PERSON = "Jane Roe"
MAIL = "jane@example.com"
PACIFIC = timezone(timedelta(hours=-8))
STL_HEADINGS = [
    "Transaction ID",
    "Invoice ID",
    "PayPal Reference ID",
    "PayPal Reference ID Type",
    "Transaction Event Code",
    "Transaction Initiation Date",
    "Transaction Completion Date",
    "Transaction Debit or Credit",
    "Gross Transaction Amount",
    "Gross Transaction Currency",
    "Fee Debit or Credit",
    "Fee Amount",
    "Fee Currency",
    "Custom Field",
    "Consumer ID",
    "Payment Tracking ID",
    "Store ID",
    "Bank Reference ID",
    "Credit Transactional Fee",
    "Credit Promotional Fee",
    "Credit Term",
]
TRR_HEADINGS = (
    *STL_HEADINGS[:13],
    "Transactional Status",
    "Transaction Note",
    "Payer's Account ID",
    "Shipping Address Line1",
    "First Name",
    "Last Name",
)
ACTIVITY_HEADINGS = [
    "Date",
    "Time",
    "TimeZone",
    "Name",
    "Type",
    "Status",
    "Currency",
    "Gross",
    "Fee",
    "Net",
    "From Email Address",
    "Transaction ID",
    "Reference Txn ID",
    "Invoice Number",
    "Balance",
    "Contact Phone Number",
    "Subject",
    "Note",
]


@dataclass(frozen=True)
class Transaction:
    """Amounts in hundredths, signed; `at` in UTC."""

    id: str
    code: str
    at: datetime
    gross: int
    fee: int = 0
    currency: str = "USD"
    reference: str = ""
    invoice: str = ""
    status: str = "S"


PAID = Transaction("P1", "T0006", datetime(2026, 1, 31, 18, tzinfo=UTC), 10000, -320, invoice="1001")
REFUNDED = Transaction("R1", "T1107", datetime(2026, 1, 31, 20, tzinfo=UTC), -2500, 50, reference="P1")
UNKNOWN = Transaction("U1", "T7777", datetime(2026, 1, 31, 21, tzinfo=UTC), 100)
YEN = Transaction("J1", "T0006", datetime(2026, 1, 31, 22, tzinfo=UTC), 15000, -4300, "JPY")
WITHDRAWN = Transaction("W1", "T0400", datetime(2026, 2, 1, 4, tzinfo=UTC), -5000)
DAY = (PAID, REFUNDED, UNKNOWN, YEN, WITHDRAWN)
"""All on 31 January in the account's zone; the withdrawal is on 1 February in UTC."""
USD_FOOTER = ["USD", 10100, 7500, 50, 320, "CR", 1000, "CR", 3330, *["CR", 0] * 4, 4]
JPY_FOOTER = ["JPY", 15000, 0, 0, 4300, "CR", 0, "CR", 10700, *["CR", 0] * 4, 1]


def printed(at: datetime) -> str:
    return at.astimezone(PACIFIC).strftime("%Y/%m/%d %H:%M:%S -0800")


def direction(amount: int) -> str:
    return "DR" if amount < 0 else "CR"


def cells(transaction: Transaction) -> dict[str, Any]:
    fee = transaction.fee
    return {
        "Transaction ID": transaction.id,
        "Invoice ID": transaction.invoice,
        "PayPal Reference ID": transaction.reference,
        "Transaction Event Code": transaction.code,
        "Transaction Initiation Date": printed(transaction.at),
        "Transaction Completion Date": printed(transaction.at),
        "Transaction Debit or Credit": direction(transaction.gross),
        "Gross Transaction Amount": abs(transaction.gross),
        "Gross Transaction Currency": transaction.currency,
        "Fee Debit or Credit": direction(fee) if fee else "",
        "Fee Amount": abs(fee) if fee else "",
        "Fee Currency": transaction.currency if fee else "",
        "Transactional Status": transaction.status,
        "Transaction Note": f"for {PERSON},\nwith love",
        "Payer's Account ID": MAIL,
        "Shipping Address Line1": PERSON,
        "First Name": PERSON,
        "Last Name": PERSON,
        "Consumer ID": MAIL,
    }


def as_csv(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(rows)
    return text.getvalue()


def report(
    transactions: Iterable[Transaction],
    footers: Iterable[Sequence[Any]] = (USD_FOOTER, JPY_FOOTER),
    headings: Sequence[str] = STL_HEADINGS,
    made_at: str = "2026/02/01 02:00:00 -0800",
) -> str:
    """A report of the one section 31 January 2026, Pacific time."""
    body = [["SB", *(cells(transaction).get(name, "") for name in headings)] for transaction in transactions]
    totals = list(footers)
    return as_csv(
        [
            ["RH", made_at, "A", "ACC", 9, ""],
            ["FH", 1],
            ["SH", "2026/01/31 00:00:00 -0800", "2026/01/31 23:59:59 -0800", "ACC", ""],
            ["CH", *headings],
            *body,
            *(["SF", *footer] for footer in totals),
            ["SC", len(body)],
            *(["RF", *footer] for footer in totals),
            ["RC", len(body)],
            ["FF", len(body)],
        ]
    )


def detail_report(transactions: Iterable[Transaction]) -> str:
    return report(transactions, (), TRR_HEADINGS)


def page(transactions: Iterable[Transaction], refreshed_at: str = "2026-02-01T12:00:00Z") -> str:
    """A page of the Transaction Search API, as documented."""
    return json.dumps(
        {
            "transaction_details": [_detail(transaction) for transaction in transactions],
            "account_number": "ACC",
            "start_date": "2026-01-31T08:00:00+0000",
            "end_date": "2026-02-01T07:59:59+0000",
            "last_refreshed_datetime": refreshed_at,
            "page": 1,
            "total_items": 5,
            "total_pages": 1,
        }
    )


def _money(hundredths: int, currency: str) -> dict[str, str]:
    return {"currency_code": currency, "value": decimal(hundredths)}


def decimal(hundredths: int) -> str:
    return f"{'-' if hundredths < 0 else ''}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def _detail(transaction: Transaction) -> dict[str, Any]:
    at = transaction.at.strftime("%Y-%m-%dT%H:%M:%S+0000")
    info: dict[str, Any] = {
        "paypal_account_id": MAIL,
        "transaction_id": transaction.id,
        "transaction_event_code": transaction.code,
        "transaction_initiation_date": at,
        "transaction_updated_date": at,
        "transaction_amount": _money(transaction.gross, transaction.currency),
        "transaction_status": transaction.status,
        "transaction_note": PERSON,
    }
    if transaction.fee:
        info["fee_amount"] = _money(transaction.fee, transaction.currency)
    if transaction.reference:
        info |= {"paypal_reference_id": transaction.reference, "paypal_reference_id_type": "TXN"}
    if transaction.invoice:
        info["invoice_id"] = transaction.invoice
    payer = {"account_id": MAIL, "email_address": MAIL, "payer_name": {"alternate_full_name": PERSON}}
    return {"transaction_info": info, "payer_info": payer, "shipping_info": {"name": PERSON}}


def activity(rows: Iterable[Mapping[str, str]], headings: Sequence[str] = ACTIVITY_HEADINGS) -> str:
    personal = {
        "Name": PERSON,
        "From Email Address": MAIL,
        "Contact Phone Number": "1",
        "Subject": PERSON,
        "Note": PERSON,
    }
    return as_csv([headings, *([{**personal, **row}.get(name, "") for name in headings] for row in rows)])


def download_row(moment: str, kind: str, gross: int, balance: int | None, **cells: str) -> dict[str, str]:
    """A row of a download in US dollars without a fee; `moment` as date, time and zone."""
    date, time, zone = moment.split()
    amounts = {"Gross": decimal(gross), "Fee": "0.00", "Net": decimal(gross)}
    stated = {"Balance": "" if balance is None else decimal(balance)}
    row = {"Date": date, "Time": time, "TimeZone": zone, "Type": kind, "Status": "Completed", "Currency": "USD"}
    return {**row, **amounts, **stated, **cells}
