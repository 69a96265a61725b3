"""CAMT.053 and CAMT.052 (ISO 20022 XML) statements as rows. No kind of booking is judged, and no sign is changed."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.handler import ContentHandler

from ingestion.banking.records import HEADINGS, Row
from ingestion.banking.statement import statement_records
from ingestion.formats import Layout
from ingestion.rows import Block, Sheet, block_of
from ingestion.survey import Survey
from ingestion.xml_rows import parsed_chunks

ROOTS = ("BkToCstmrStmt", "BkToCstmrAcctRpt")
STATEMENTS = ("Stmt", "Rpt")
RECORDS = ("Ntry", "Bal")
BALANCES = {"OPBD": "opening", "PRCD": "opening", "CLBD": "closing"}
DETAILS = "NtryDtls/TxDtls/"


def knows(text: str) -> bool:
    """Whether an XML holds an account's statement or report."""
    return text.startswith("<") and any(f"{root}>" in text for root in ROOTS)


def read(path: Path, _survey: Survey) -> Sheet:
    """The bookings and balances of each statement; raises FileRefused."""

    def blocks() -> Iterator[Block]:
        records = Records()
        for _ in parsed_chunks(path, records):
            if found := records.take():
                cells = [[row.get(name) for name in HEADINGS] for _, row in found]
                yield block_of(len(HEADINGS), cells, [line for line, _ in found])

    return Sheet(HEADINGS, (), 1, blocks)


class Records(ContentHandler):
    """Gathers each booking and balance while the file is parsed; what is no part of one or of its account is let go."""

    def __init__(self) -> None:
        super().__init__()
        self._path: list[str] = []
        self._text: list[str] = []
        self._account: dict[str, str] = {}
        self._record: dict[str, str] | None = None
        self._depth = self._line = 0
        self._rows: list[tuple[int, Row]] = []

    def take(self) -> list[tuple[int, Row]]:
        """What was found since the last time."""
        rows, self._rows = self._rows, []
        return rows

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        element = name.rpartition(":")[2]
        self._path.append(element)
        self._text = []
        if element in STATEMENTS:
            self._account = {}
        elif element in RECORDS and self._record is None:
            self._record, self._depth = {}, len(self._path)
            self._line = self._locator.getLineNumber()
        if "Ccy" in attrs and self._record is not None:
            self._record.setdefault(self._below(self._depth) + "@Ccy", attrs["Ccy"])

    def characters(self, content: str) -> None:
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        text = " ".join("".join(self._text).split())
        self._text = []
        if self._record is not None and len(self._path) == self._depth:
            make = _booking if self._path[-1] == "Ntry" else _balance
            if row := make(self._record):
                self._rows.append((self._line, {**_account(self._account), **row}))
            self._record = None
        elif text and self._record is not None:
            self._record.setdefault(self._below(self._depth), text)
        elif text and (place := next((i for i, part in enumerate(self._path) if part in STATEMENTS), None)) is not None:
            self._account.setdefault(self._below(place + 1), text)
        self._path.pop()

    def _below(self, depth: int) -> str:
        return "/".join(self._path[depth:])


def _account(found: Mapping[str, str]) -> Row:
    return {
        "account_id": found.get("Acct/Id/IBAN") or found.get("Acct/Id/Othr/Id"),
        "statement_id": found.get("Id"),
        "currency": found.get("Acct/Ccy"),
    }


def _booking(found: Mapping[str, str]) -> Row:
    other = "Dbtr" if found.get("CdtDbtInd") == "CRDT" else "Cdtr"
    party = f"{DETAILS}RltdPties/{other}/"
    return {
        "row_set": "line",
        "booked_date": _day(found, "BookgDt") or _day(found, "ValDt"),
        "booked_at": _moment(found.get("BookgDt/DtTm")),
        "value_date": _day(found, "ValDt"),
        "amount": found.get("Amt"),
        "direction": found.get("CdtDbtInd"),
        "currency": found.get("Amt@Ccy"),
        "kind": found.get("BkTxCd/Prtry/Cd") or found.get("BkTxCd/Domn/Fmly/SubFmlyCd"),
        "counterparty": found.get(f"{party}Nm") or found.get(f"{party}Pty/Nm"),
        "description": found.get(f"{DETAILS}RmtInf/Ustrd") or found.get("AddtlNtryInf"),
        "reference": found.get(f"{DETAILS}Refs/EndToEndId") or found.get("NtryRef"),
        "transaction_id": found.get("AcctSvcrRef"),
        "status": found.get("Sts/Cd") or found.get("Sts"),
    }


def _balance(found: Mapping[str, str]) -> Row | None:
    """An opening or closing balance that is booked; interim and available ones are left out."""
    kind = BALANCES.get(found.get("Tp/CdOrPrtry/Cd", ""))
    return kind and {
        "row_set": "balance",
        "balance_type": kind,
        "balance_date": _day(found, "Dt"),
        "balance_amount": found.get("Amt"),
        "direction": found.get("CdtDbtInd"),
        "currency": found.get("Amt@Ccy"),
    }


def _day(found: Mapping[str, str], name: str) -> str | None:
    return found.get(f"{name}/Dt") or (found.get(f"{name}/DtTm") or "")[:10] or None


def _moment(text: str | None) -> str | None:
    """A point in time that states its zone; others tell no more than the day."""
    return text if text and (text.endswith("Z") or text[-6:-5] in ("+", "-")) else None


CAMT = statement_records("camt_statement", "CAMT.053 or CAMT.052 bank statement", Layout(knows, read))
