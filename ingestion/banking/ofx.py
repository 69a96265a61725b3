"""OFX and QFX statements, version 1 (SGML) and 2 (XML), as rows. No kind of booking is judged.

ofxtools parses both versions; its tree is read and not its typed models, which refuse what many banks write.
"""

import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from ingestion.banking.records import AGAIN, Row, check_count, lines_of, sheet_of, whole_text
from ingestion.banking.statement import statement_records
from ingestion.formats import Layout
from ingestion.refusal import FileRefused, shown
from ingestion.rows import Sheet
from ingestion.survey import Survey

DECLARATION = re.compile(r"<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)|<!\[(?!CDATA\[)", re.IGNORECASE)
WHEN = re.compile(
    r"^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?(?:\.\d+)?)?\s*(?:\[([+-]?)(\d{1,2})(?:[.:](\d+))?)?"
)
STATEMENTS = ("STMTRS", "CCSTMTRS")


def knows(text: str) -> bool:
    """Whether a text opens as OFX does."""
    return text.startswith(("OFXHEADER", "<?OFX", "<OFX>")) or (text.startswith("<?xml") and "<?OFX" in text[:2000])


def read(path: Path, survey: Survey) -> Sheet:
    """The bookings and the ledger balance of each account; raises FileRefused."""
    text = whole_text(path, survey)
    if match := DECLARATION.search(text):
        raise FileRefused(
            "the OFX declares a document type or entities, which no statement has and which can be used for attacks",
            "Do not load it; download the statement again from the bank.",
            text.count("\n", 0, match.start()) + 1,
        )
    if "</OFX>" not in text:
        raise FileRefused("the OFX is damaged or cut off (it does not end with </OFX>)", AGAIN)
    root = _tree(_without_sections(text))
    lines = lines_of(text, r"<STMTTRN>")
    bookings = [booking for name in STATEMENTS for one in root.iter(name) for booking in one.iter("STMTTRN")]
    check_count(len(bookings), lines)
    line_of = {id(booking): line for booking, line in zip(root.iter("STMTTRN"), lines, strict=True)}
    rows: list[tuple[int, Row]] = []
    for name in STATEMENTS:
        for number, statement in enumerate(root.iter(name), 1):
            account = {
                "account_id": _text(statement, "BANKACCTFROM/ACCTID") or _text(statement, "CCACCTFROM/ACCTID"),
                "currency": _text(statement, "CURDEF"),
                "statement_id": f"{name} {number}",
            }
            rows += [(line_of[id(one)], {**account, **_booking(one)}) for one in statement.iter("STMTTRN")]
            if (balance := statement.find("LEDGERBAL")) is not None:
                rows.append((1, {**account, **_balance(balance)}))
    return sheet_of(rows)


def _without_sections(text: str) -> str:
    """The text with CDATA sections as plain ones: in one long line the parser would take many of them for one."""
    before, *sections = text.split("<![CDATA[")
    parts = [section.partition("]]>") for section in sections]
    if not all(end for _, end, _ in parts):
        raise FileRefused("the OFX is damaged or cut off (a CDATA section does not end)", AGAIN)
    return before + "".join(escape(inside) + after for inside, _, after in parts)


def _tree(text: str) -> ET.Element:
    # With its models it takes most of a second to import, and few runs read such a file.
    from ofxtools.header import OFXHeaderError
    from ofxtools.Parser import OFXTree, ParseError

    # The text is decoded already, so the charset that the file's own header names no longer holds.
    body = text[text.find("<OFX>") :] if "<OFX>" in text else ""
    tree = OFXTree()
    try:
        return tree.parse(io.BytesIO(HEADER + body.encode("utf-8")))
    except (ParseError, OFXHeaderError, AssertionError, ValueError, IndexError) as error:
        raise FileRefused(f"the OFX is damaged or cut off ({shown(str(error))})", AGAIN) from error


HEADER = (
    b"OFXHEADER:100\nDATA:OFXSGML\nVERSION:103\nSECURITY:NONE\nENCODING:UTF-8\nCHARSET:NONE\n"
    b"COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n"
)


def _booking(one: ET.Element) -> Row:
    day, moment = _when(_text(one, "DTPOSTED"))
    return {
        "row_set": "line",
        "booked_date": day,
        "booked_at": moment,
        "value_date": _when(_text(one, "DTAVAIL") or _text(one, "DTUSER"))[0],
        "amount": _text(one, "TRNAMT"),
        "kind": _text(one, "TRNTYPE"),
        "counterparty": _text(one, "NAME") or _text(one, "PAYEE/NAME"),
        "description": _text(one, "MEMO"),
        "reference": _text(one, "CHECKNUM") or _text(one, "REFNUM"),
        "transaction_id": _text(one, "FITID"),
    }


def _balance(one: ET.Element) -> Row:
    return {
        "row_set": "balance",
        "balance_type": "closing",
        "balance_date": _when(_text(one, "DTASOF"))[0],
        "balance_amount": _text(one, "BALAMT"),
    }


def _when(text: str | None) -> tuple[str | None, str | None]:
    """Date and point in time; the latter only where the file states a zone: noon or midnight stand for "that day"."""
    match = WHEN.match(text or "")
    if not match:
        return text, None
    year, month, day, hour, minute, second, sign, zone, _ = match.groups()
    if hour is None or zone is None:
        return f"{year}-{month}-{day}", None
    part = (match[9] or "0").ljust(2, "0")[:2]
    minutes = {"50": "30", "75": "45", "25": "15"}.get(part, part)
    offset = f"{sign or '+'}{int(zone):02d}:{minutes}"
    return f"{year}-{month}-{day}", f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}{offset}"


def _text(one: ET.Element, path: str) -> str | None:
    text = one.findtext(path)
    return unescape(text.strip(), {"&nbsp;": " ", "&quot;": '"', "&apos;": "'"}) if text else None


OFX = statement_records("ofx_statement", "OFX or QFX bank statement", Layout(knows, read))
