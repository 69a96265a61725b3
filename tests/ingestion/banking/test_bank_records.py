"""Banks' records (OFX, MT940, CAMT) give every booking with its line, and balances; hostile ones are refused."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading

OFX_BODY = """<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260131120000<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>021000021<ACCTID>12345<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101<DTEND>20260131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105233000.000[-5:EST]<FITID>A1<TRNAMT>1500.25<NAME>AMAZON.COM SERVICES &amp; CO
<MEMO>Payout
</STMTTRN>
<STMTTRN><TRNTYPE>FEE<DTPOSTED>20260106120000<TRNAMT>-15.00<FITID>A2<NAME>Monthly fee</STMTTRN>
</BANKTRANLIST>
<LEDGERBAL><BALAMT>1485.25<DTASOF>20260131</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
OFX_1 = (
    "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n"
    "COMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n\n" + OFX_BODY
)
OFX_2 = """<?xml version="1.0" encoding="UTF-8"?>
<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>
<OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR</CURDEF>
<CCACCTFROM><ACCTID>4111</ACCTID></CCACCTFROM>
<BANKTRANLIST><DTSTART>20260101</DTSTART><DTEND>20260131</DTEND>
<STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260109</DTPOSTED><TRNAMT>-9.90</TRNAMT><FITID>C1</FITID>
<NAME>Café Müller</NAME></STMTTRN>
</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
"""
MT940 = """:20:STARTUMS
:25:NL00BANK0123456789
:28C:00001/001
:60F:C260101EUR1000,00
:61:2601050106C500,00NTRFNONREF//B123
:86:AMAZON PAYMENTS EUROPE
payout of January
:61:2601060106D20,50NCHGREF1
:86:808?00ENTGELT?10999?20account fee?21January?32BANK AG
:61:2601070107RC30,NTRFNONREF
:86:taken back
:62F:C260131EUR1449,50
-
:20:STARTUMS
:25:NL00BANK0123456789
:28C:00002/001
:60F:C260131EUR1449,50
:62F:C260228EUR1449,50
-
"""
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr>
<Stmt><Id>S-1</Id><Acct><Id><IBAN>DE00</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">20.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-01-31</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">9.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-31</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">120.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><DtTm>2026-01-05T10:00:00+01:00</DtTm></BookgDt><ValDt><Dt>2026-01-06</Dt></ValDt><AcctSvcrRef>R1</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>E2E</EndToEndId></Refs><Amt Ccy="USD">130.00</Amt>
<RltdPties><Dbtr><Pty><Nm>Me</Nm></Pty></Dbtr><Cdtr><Pty><Nm>LIANLIAN</Nm></Pty></Cdtr></RltdPties>
<RmtInf><Ustrd>to my
 wallet</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""


@pytest.fixture
def read_text(read: Callable[..., Reading], tmp_path: Path) -> Callable[..., Reading]:
    def read_file(text: str, name: str = "statement", encoding: str = "utf-8") -> Reading:
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return read(path)

    return read_file


def test_an_sgml_ofx(read_text: Callable[..., Reading]) -> None:
    reading = read_text(OFX_1)
    assert (reading.only.kind, reading.only.source) == ("ofx_statement", "banking"), reading.only
    payout, fee = reading.rows["banking_statement_lines"]
    assert (payout["amount"], payout["currency"], payout["account_id"]) == (Decimal("1500.25"), "USD", "12345")
    assert (payout["counterparty"], payout["description"]) == ("AMAZON.COM SERVICES & CO", "Payout")
    # Half past eleven in New York is the fifth there, although it is the sixth in London.
    assert payout["booked_date"] == date(2026, 1, 5)
    assert payout["booked_at"] == datetime(2026, 1, 6, 4, 30, tzinfo=UTC)
    assert (fee["kind"], fee["transaction_id"], fee["booked_at"]) == ("FEE", "A2", None)
    lines = OFX_1.split("\n")
    assert all(row["transaction_id"] in lines[row["raw_line"] - 1] for row in (payout, fee))
    (balance,) = reading.rows["banking_statement_balances"]
    assert (balance["balance_type"], balance["balance_amount"]) == ("closing", Decimal("1485.25"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_xml_ofx(read_text: Callable[..., Reading], encoding: str) -> None:
    (line,) = read_text(OFX_2, encoding=encoding).rows["banking_statement_lines"]
    assert (line["account_id"], line["counterparty"], line["amount"]) == ("4111", "Café Müller", Decimal("-9.90"))


def test_an_mt940(read_text: Callable[..., Reading]) -> None:
    reading = read_text(MT940)
    assert reading.only.kind == "mt940_statement", reading.only
    lines = reading.rows["banking_statement_lines"]
    assert [(row["direction"], row["amount"], row["raw_line"]) for row in lines] == [
        ("C", Decimal("500.00"), 5),
        ("D", Decimal("20.50"), 8),
        ("RC", Decimal("30.00"), 10),
    ]
    assert lines[0]["description"] == "AMAZON PAYMENTS EUROPE payout of January"
    assert (lines[1]["counterparty"], lines[1]["description"]) == ("BANK AG", "ENTGELT account feeJanuary")
    assert {row["statement_id"] for row in lines} == {"STARTUMS/00001/001"}
    balances = reading.rows["banking_statement_balances"]
    assert [(row["balance_type"], row["balance_amount"]) for row in balances] == [
        ("opening", Decimal("1000.00")),
        ("closing", Decimal("1449.50")),
        ("opening", Decimal("1449.50")),
        ("closing", Decimal("1449.50")),
    ]


def test_a_camt(read_text: Callable[..., Reading]) -> None:
    reading = read_text(CAMT)
    assert reading.only.kind == "camt_statement", reading.only
    (line,) = reading.rows["banking_statement_lines"]
    assert (line["direction"], line["amount"], line["currency"]) == ("DBIT", Decimal("120.00"), "EUR")
    assert (line["counterparty"], line["description"]) == ("LIANLIAN", "to my wallet")
    assert (line["booked_date"], line["value_date"]) == (date(2026, 1, 5), date(2026, 1, 6))
    assert line["booked_at"] == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert (line["transaction_id"], line["status"], line["raw_line"]) == ("R1", "BOOK", 10)
    balances = reading.rows["banking_statement_balances"]
    assert [(row["balance_type"], row["direction"], row["balance_amount"]) for row in balances] == [
        ("opening", "CRDT", Decimal("100.00")),
        ("closing", "DBIT", Decimal("20.00")),
    ]


ENTITY = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "text",
    [
        CAMT.replace("<Document", ENTITY + "<Document").replace("LIANLIAN", "&b;"),
        CAMT.replace("<Document", '<!DOCTYPE d SYSTEM "file:///etc/passwd"><Document'),
        OFX_2.replace("<OFX><CRED", ENTITY + "<OFX><CRED"),
        OFX_1.replace("<OFX>", '<!ENTITY x SYSTEM "file:///etc/passwd">\n<OFX>'),
    ],
)
def test_entities_and_document_types_are_refused(read_text: Callable[..., Reading], text: str) -> None:
    file = read_text(text).only
    assert file.status == "refused"
    assert "document type or entities" in str(file.reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (OFX_1[: OFX_1.index("</BANKTRANLIST>")], "damaged or cut off"),
        (OFX_2[: OFX_2.index("</STMTTRN>")], "damaged or cut off"),
        (CAMT[: CAMT.index("</Ntry>")], "damaged or cut off"),
        (MT940.replace(":61:2601060106D20,50", ":61:26010X0106D20,50"), "not written as MT940 asks: 26010X0106"),
    ],
)
def test_what_is_cut_off_is_refused_whole(read_text: Callable[..., Reading], text: str, reason: str) -> None:
    reading = read_text(text)
    assert (reading.only.status, reading.rows) == ("refused", {})
    assert reason in str(reading.only.reason)


def test_a_booking_without_a_date_is_named_and_a_pending_one_waits(read_text: Callable[..., Reading]) -> None:
    dates = CAMT[CAMT.index("<BookgDt>") : CAMT.index("<AcctSvcrRef>")]
    undated = CAMT.replace(dates, "")
    file = read_text(undated).only
    assert (file.status, file.line, file.reason) == ("refused", 10, "the booking has no date")
    (line,) = read_text(undated.replace("BOOK", "PDNG")).rows["banking_statement_lines"]
    assert (line["booked_date"], line["status"]) == (None, "PDNG")


def test_an_mt940_below_a_banks_own_header(read_text: Callable[..., Reading]) -> None:
    assert read_text("{1:F01BANK}{2:I940}{4:\n" + MT940).only.row_count == 7
    assert read_text("BANKNL2A\n940\nBANKNL2A\n" + MT940).only.row_count == 7


def test_sections_of_plain_text_in_an_ofx_of_one_line(read_text: Callable[..., Reading]) -> None:
    text = OFX_1.replace("Monthly fee", "<![CDATA[Fee & <more>]]></NAME>").replace("Payout\n", "<![CDATA[Pay]]></MEMO>")
    header, body = text.split("\n\n")
    payout, fee = read_text(f"{header}\n\n{body.replace(chr(10), '')}").rows["banking_statement_lines"]
    assert (payout["description"], fee["counterparty"]) == ("Pay", "Fee & <more>")
    file = read_text(OFX_1.replace("Monthly fee", "<![CDATA[" * 100_000)).only
    assert (file.status, "CDATA" in str(file.reason)) == ("refused", True)
