"""MT940 statements (SWIFT) as rows. No kind of booking is judged, and no sign is changed."""

import io
import re
from pathlib import Path
from typing import Any

import mt940

from ingestion.banking.records import AGAIN, Row, check_count, lines_of, sheet_of, whole_text
from ingestion.banking.statement import statement_records
from ingestion.formats import Layout
from ingestion.refusal import FileRefused, shown
from ingestion.rows import Sheet
from ingestion.survey import Survey

OPENING = ("final_opening_balance", "intermediate_opening_balance", "opening_balance")
CLOSING = ("final_closing_balance", "intermediate_closing_balance", "closing_balance")
NO_REFERENCE = "NONREF"


def knows(text: str) -> bool:
    """Whether a text holds what every MT940 statement begins with, below whatever a bank puts above it."""
    return all(re.search(rf"(?m)^:{tag}", text) for tag in ("20:", "25:", "60[FM]:"))


def read(path: Path, survey: Survey) -> Sheet:
    """The bookings and balances of each statement; raises FileRefused."""
    text = whole_text(path, survey).removeprefix("\ufeff")
    try:
        # A handle, since the library opens a text that happens to name a file.
        statements = mt940.parse_statements(io.StringIO(text))
    except Exception as error:
        what = shown(str(error.args[-1] if error.args else error))
        raise FileRefused(f"this is not written as MT940 asks: {what}", AGAIN) from error
    lines = lines_of(text, r"^:61:")
    check_count(sum(len(_bookings(one)) for one in statements), lines)
    starts, remaining = lines_of(text, r"^:20:"), iter(lines)
    rows: list[tuple[int, Row]] = []
    for statement, start in zip(statements, starts, strict=True):
        about = statement.data
        account = {
            "account_id": about.get("account_identification"),
            "statement_id": "/".join(
                str(about[name])
                for name in ("transaction_reference", "statement_number", "sequence_number")
                if about.get(name)
            ),
        }
        for names, kind in ((OPENING, "opening"), (CLOSING, "closing")):
            if balance := next((about[name] for name in names if about.get(name)), None):
                rows.append((start, {**account, **_balance(balance, kind)}))
        rows += [(next(remaining), {**account, **_booking(one.data)}) for one in _bookings(statement)]
    return sheet_of(rows)


def _bookings(statement: Any) -> list[Any]:
    return [one for one in statement if one.data.get("amount") is not None]


def _booking(about: dict[str, Any]) -> Row:
    structured = about.get("purpose") or about.get("posting_text")
    parts = (about.get("posting_text"), about.get("purpose"), about.get("additional_purpose"))
    text = " ".join(part for part in parts if part) if structured else about.get("transaction_details")
    references = (about.get("bank_reference"), about.get("customer_reference"))
    return {
        "row_set": "line",
        "booked_date": str(about.get("entry_date") or about.get("date")),
        "value_date": str(about["date"]),
        "amount": str(abs(about["amount"].amount)),
        "direction": about.get("status"),
        "currency": about.get("currency"),
        "kind": about.get("id"),
        "counterparty": about.get("applicant_name"),
        "description": " ".join((text or about.get("extra_details") or "").split()) or None,
        "reference": next((one for one in references if one and one != NO_REFERENCE), None),
    }


def _balance(balance: Any, kind: str) -> Row:
    return {
        "row_set": "balance",
        "balance_type": kind,
        "balance_date": str(balance.date),
        "balance_amount": str(abs(balance.amount.amount)),
        "direction": balance.status,
        "currency": balance.amount.currency,
    }


MT940 = statement_records("mt940_statement", "MT940 bank statement", Layout(knows, read))
