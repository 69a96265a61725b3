"""Spells what happened on accounts as LianLian's API pages and banks' OFX files do. It invents no money."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

from demo.settlement_text import money

OFX_HEADER = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\n\n"


@dataclass(frozen=True)
class Inbound:
    """What LianLian received for a settlement of `origin_cents`, on a day in Shanghai."""

    number: str
    day: date
    cents: int
    origin_cents: int


@dataclass(frozen=True)
class Withdrawal:
    """What left LianLian, in the wallet's cents, and what the bank gets for it, in fen."""

    number: str
    day: date
    cents: int
    due_fee_cents: int
    fee_cents: int
    rate: Decimal
    arrival_cents: int


@dataclass(frozen=True)
class BankLine:
    """A line of a bank's statement; `cents` are of the account's currency."""

    day: date
    cents: int
    name: str
    memo: str


def inbound_page(account: str, shop: str, currency: str, received: Sequence[Inbound]) -> str:
    """The page of inbound funds."""
    return _page(
        [
            {
                **{"transId": f"IN{one.number}", "creditStatus": "2", "platform": "Amazon", "shopName": shop},
                **{"accountId": account, "currency": currency, "amount": money(one.cents)},
                **{"createTime": f"{one.day} 10:00:00", "acctDate": f"{one.day:%Y%m%d}", "fundsId": f"FD{one.number}"},
                **{"originAmount": money(one.origin_cents), "originCurrency": currency},
            }
            for one in received
        ]
    )


def withdrawals_page(account: str, shop: str, currency: str, withdrawn: Sequence[Withdrawal]) -> str:
    """The page of withdrawals, each of one store and converted to CNY."""
    return _page(
        [
            {
                **{"transId": f"WD{one.number}", "externalTransId": f"WX{one.number}", "withdrawStatus": 2},
                **{"platform": "Amazon", "withdrawAmount": money(one.cents), "withdrawCurrency": currency},
                **{"arrivalAmount": money(one.arrival_cents), "arrivalCurrency": "CNY"},
                **{"feeAmount": money(one.due_fee_cents), "actualFeeAmount": money(one.fee_cents)},
                **{"feeCurrency": currency, "createTime": f"{one.day} 14:00:00", "rate": str(one.rate)},
                **{"rateTime": f"{one.day} 14:00:30", "bankName": "招商银行"},
                "withdrawDetailList": [
                    {
                        **{"detailTransId": f"WP{one.number}", "shopName": shop, "accountId": account},
                        **{"currency": currency, "amount": money(one.cents)},
                        **{"feeAmount": money(one.due_fee_cents), "actualFeeAmount": money(one.fee_cents)},
                    }
                ],
            }
            for one in withdrawn
        ]
    )


def balances_page(account: str, currency: str, balances: Sequence[tuple[date, int]]) -> str:
    """The page of what the account held at the end of days."""
    records = [
        {
            **{"account_no": account, "date": f"{day:%Y%m%d}", "currency": currency},
            **{"available_amount": money(cents), "pending_amount": "0.00", "reserved_amount": "0.00"},
            "total_amount": money(cents),
        }
        for day, cents in balances
    ]
    return json.dumps(records, indent=1) + "\n"


def ofx(account: str, currency: str, lines: Sequence[BankLine], last_day: date, closing_cents: int) -> str:
    """A statement in OFX 1.02 with the balance at its end."""
    booked = "".join(
        f"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{line.day:%Y%m%d}<TRNAMT>{money(line.cents)}"
        f"<FITID>{line.day:%Y%m%d}{number:04d}<NAME>{escape(line.name)}<MEMO>{escape(line.memo)}</STMTTRN>\n"
        for number, line in enumerate(lines, 1)
    )
    return (
        f"{OFX_HEADER}<OFX>\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>{currency}\n"
        f"<BANKACCTFROM><BANKID>1<ACCTID>{account}<ACCTTYPE>CHECKING</BANKACCTFROM>\n<BANKTRANLIST>\n{booked}"
        f"</BANKTRANLIST>\n<LEDGERBAL><BALAMT>{money(closing_cents)}<DTASOF>{last_day:%Y%m%d}</LEDGERBAL>\n"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1>\n</OFX>\n"
    )


def _page(records: list[dict[str, object]]) -> str:
    page = {"code": "000000", "data": {"totalSize": len(records), "resultList": records}}
    return json.dumps(page, indent=1, ensure_ascii=False) + "\n"
