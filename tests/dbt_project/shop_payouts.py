"""A made-up shop that PayPal, Shopify and Payoneer pay out to two banks, with what goes wrong. Asserts nothing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import numpy as np
from currency_converter import CurrencyConverter

from demo.catalogue import DAYS, FIRST_DAY
from demo.faults import Fault
from demo.settlement_text import money
from demo.statement_files import BankLine, ofx
from tests.dbt_project.renamed_seller import Seller
from tests.ingestion.banking.test_statement_tables import PAYONEER
from tests.ingestion.paypal.paypal_files import activity, download_row
from tests.ingestion.shopify import shop

LAST_DAY, HALF = FIRST_DAY + timedelta(days=DAYS - 1), date(2025, 12, 31)
OPENING, FEE_PER_MILLE, TOO_HIGH = 5_000_000, 15, 137
GOOD_RATE, BAD_RATE = Decimal("0.99"), Decimal("0.95")
SETTINGS = """\
[stores.{store}]
platform = "shopify"
marketplaces = ["Shopify"]
currency = "USD"
timezone = "UTC"

[payments]
fee_pct = {{ paypal_wallet = 1.5 }}
"""


@dataclass(frozen=True)
class Sent:
    """What leaves a provider: `cents` are what must arrive, `fee` what was taken beside."""

    day: date
    cents: int
    document: str
    number: str
    fee: int = 0


@dataclass
class Bank:
    """A bank's account: its lines, and what is wrong with them."""

    store: str
    number: str
    lines: list[BankLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def come(self, day: date, cents: int, name: str, memo: str) -> None:
        self.lines.append(BankLine(day, cents, name, memo))

    def fault(self, kind: str, cents: int | Decimal, document: str, currency: str = "USD") -> None:
        amount = money(cents) if isinstance(cents, int) else str(cents)
        self.faults.append(Fault(kind, self.store, "", "", document_id=document, amount=amount, currency=currency))

    def twice(self, day: date, cents: int, name: str) -> None:
        self.come(day, cents, name, "AGAIN")
        self.fault("arrival_unknown", -cents, f"banking:{self.store}/{self.number}:USD:{day:%Y-%m}")


def write_shop(inbox: Path, seed: int) -> Seller:
    """Put the shop's files into `inbox`; no two sellers of different seeds share a name or number."""
    store, draw = f"ac{seed}e-shop", np.random.default_rng([seed, 7])
    folder = inbox / store
    folder.mkdir(parents=True)
    own, other = Bank(store, f"7{seed}001"), Bank(store, f"7{seed}002")
    _pay_from_paypal(folder, own, draw, seed)
    _pay_from_shopify(folder, other, draw, seed)
    _pay_from_payoneer(folder, other, draw, seed)
    _write_ofx(folder, own)
    _write_csv(folder, other)
    faults = [asdict(fault) for fault in (*own.faults, *other.faults)]
    return Seller(SETTINGS.format(store=store), faults)


def _pay_from_paypal(folder: Path, bank: Bank, draw: np.random.Generator, seed: int) -> None:
    """A withdrawal a month: where one is lost, the bank's account may have no line for two months."""
    sent, places = list[Sent](), _places(12, draw)
    for place in range(12):
        day, asked = _day(place, 30, places), 200 * int(draw.integers(100, 900))
        fee = asked * FEE_PER_MILLE // 1000
        document = f"paypal:{bank.store}:USD:{day:%Y-%m}"
        sent.append(Sent(day, asked - fee, document, f"{seed}PP{place:03d}", fee))
    dear = 11 * int(draw.integers(0, 2))
    sent[dear] = replace(sent[dear], fee=sent[dear].fee + TOO_HIGH, cents=sent[dear].cents - TOO_HIGH)
    bank.fault("provider_fee_differs", TOO_HIGH, sent[dear].document)
    balance, rows = OPENING, []
    for one in sent:
        balance -= one.cents + one.fee
        amounts = {"Fee": money(-one.fee), "Net": money(-one.cents - one.fee), "Transaction ID": one.number}
        moment = f"{one.day:%d/%m/%Y} 12:00:00 UTC"
        rows.append(download_row(moment, "General Withdrawal - Bank Account", -one.cents, balance, **amounts))
    (folder / "paypal.csv").write_text(activity(rows), encoding="utf-8")
    _arrive(bank, "PAYPAL", sent, places, draw)


def _pay_from_shopify(folder: Path, bank: Bank, draw: np.random.Generator, seed: int) -> None:
    sent, moves, payouts, places = list[Sent](), [], [], _places(40, draw)
    for place in range(40):
        day, gross = _day(place, 8, places), int(draw.integers(20_000, 90_000))
        number, fee = f"{seed}8{place:04d}", gross * 29 // 1000
        told = {"Payout Date": f"{day}", "Payout ID": number, "Payout Status": "paid", "Currency": "USD"}
        amounts = {"Amount": money(gross), "Fee": money(fee), "Net": money(gross - fee)}
        made = f"{day - timedelta(days=2)} 10:00:00 +0000"
        moves.append({**told, **amounts, "Transaction Date": made, "Type": "charge"})
        payouts.append({**told, "Status": "paid", "Total": money(gross - fee)})
        sent.append(Sent(day, gross - fee, f"shopify_transfer:{number}", number))
    shop.csv_file(folder / "moves.csv", shop.TRANSACTION_HEADINGS, moves)
    shop.csv_file(folder / "payouts.csv", shop.PAYOUT_HEADINGS, payouts)
    _arrive(bank, "SHOPIFY", sent, places, draw)


def _pay_from_payoneer(folder: Path, bank: Bank, draw: np.random.Generator, seed: int) -> None:
    """Euros that the bank gets as dollars, each on the Wednesday after: one never, one at a bad rate, one twice."""
    lost, dear, twice, *_ = _places(12, draw)
    balance, rows = OPENING, [PAYONEER]
    for place in range(12):
        day, cents = date(2025, 7, 8) + timedelta(days=28 * place), int(draw.integers(20_000, 90_000))
        document = f"banking:{bank.store}/payoneer:EUR:{day:%Y-%m}"
        balance -= cents
        amounts = f"{money(cents)},EUR,Completed,{money(balance)}"
        rows.append(f"{day},09:00:00,UTC,{seed}PO{place:03d},Withdrawal to bank,,{amounts},,")
        if place == lost:
            bank.fault("payout_not_arrived", cents, document, "EUR")
            continue
        arrives = day + timedelta(days=1)
        mid = _dollars_of_a_euro(arrives)
        came = int(cents * mid * (BAD_RATE if place == dear else GOOD_RATE))
        bank.come(arrives, came, "PAYONEER", f"{place:03d}")
        if place == dear:
            bank.fault("payout_differs", ((cents - came / mid) / 100).quantize(Decimal("0.0001")), document, "EUR")
        if place == twice:
            bank.twice(arrives + timedelta(days=6), came, "PAYONEER")
    (folder / "payoneer.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _arrive(bank: Bank, name: str, sent: Sequence[Sent], places: Sequence[int], draw: np.random.Generator) -> None:
    """One is lost, one short, one comes twice, two come as one, one comes in two parts."""
    lost, short, twice, together, apart = places
    for place, one in enumerate(sent):
        day, cents = one.day + timedelta(days=int(draw.integers(1, 3))), one.cents
        if place == lost:
            bank.fault("payout_not_arrived", cents, one.document)
        elif place == short:
            lacking = cents // 50 + 1
            bank.come(day, cents - lacking, name, one.number[-3:])
            bank.fault("payout_differs", lacking, one.document)
        elif place == apart:
            bank.come(day, cents // 3, name, "PART 1")
            bank.come(day + timedelta(days=1), cents - cents // 3, name, "PART 2")
        elif place != together:
            before = sent[place - 1].cents if place == together + 1 else 0
            bank.come(day, cents + before, name, one.number[-3:])
        if place == twice:
            bank.twice(day + timedelta(days=2), cents, name)


def _places(count: int, draw: np.random.Generator) -> list[int]:
    """Five places inside, none beside another."""
    chosen: list[int] = draw.permutation(np.arange(1, count - 1, 2)).tolist()
    return chosen[:5]


def _day(place: int, every: int, places: Sequence[int]) -> date:
    """When the payout of a place leaves; the one that comes together with the next, the day before that."""
    return FIRST_DAY + timedelta(days=3 + every * place + (every - 1 if place == places[3] else 0))


def _write_ofx(folder: Path, bank: Bank) -> None:
    """Two statements of half a year, which state no more than their closing balance."""
    balance = OPENING
    for name, first, last in (("first", FIRST_DAY, HALF), ("second", HALF + timedelta(days=1), LAST_DAY)):
        lines = sorted((line for line in bank.lines if first <= line.day <= last), key=lambda line: line.day)
        balance += sum(line.cents for line in lines)
        text = ofx(bank.number, "USD", lines, last, balance)
        (folder / f"bank-{name}.ofx").write_text(text, encoding="utf-8")


def _write_csv(folder: Path, bank: Bank) -> None:
    balance, rows = OPENING, ["Account,Date,Description,Amount,Balance,Currency"]
    for line in sorted(bank.lines, key=lambda line: line.day):
        balance += line.cents
        rows.append(f"{bank.number},{line.day},{line.name} {line.memo},{money(line.cents)},{money(balance)},USD")
    (folder / "bank.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@cache
def _rates() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)


def _dollars_of_a_euro(day: date) -> Decimal:
    """The central bank's rate of a Wednesday, which has one."""
    return Decimal(_rates().convert(1, "EUR", "USD", date=day))
