"""What was booked in a month, by store, currency and account, rounded to cents that balance. No file formats."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Any

from warehouse.reader import Published

CENT = Decimal("0.01")
ROUNDING = "rounding_differences"

# Each entry twice, once for each of its accounts; a debit is positive.
_BOOKED = """
    with sides as (
        select store_id, currency, debit_account as account_id, amount, amount_base
        from ledger.money_entries
        where booked_date between $first_day and $last_day
        union all
        select store_id, currency, credit_account, -amount, -amount_base
        from ledger.money_entries
        where booked_date between $first_day and $last_day
    )
    select sides.store_id, sides.currency, account_id, sum(amount) as amount,
           coalesce(sum(amount_base), 0) as amount_base, count(*) filter (amount_base is null) as without_rate
    from sides
    where $stores is null or list_contains($stores, store_id)
    group by all
    order by store_id, currency
"""
# Exchange differences have no amount but in the reporting currency.
_EXCHANGED = """
    with gains as (
        select store_id, account_id, realised_amount_base as realised, unrealised_change_amount_base as unrealised
        from finance.exchange_gains
        where month = $first_day and ($stores is null or list_contains($stores, store_id))
    )
    select store_id, account_id, sum(realised + unrealised) as amount_base from gains group by all
    union all
    select store_id, 'exchange_differences', -sum(realised) from gains group by all
    union all
    select store_id, 'unrealised_exchange_differences', -sum(unrealised) from gains group by all
    order by store_id
"""


class NothingBooked(Exception):
    """No entry was booked in that month, or the store is not known."""


@dataclass(frozen=True)
class JournalLine:
    """What an account was debited (+) or credited (−), in the journal's currency, to the cent."""

    account_id: str
    account_code: int
    account_name: str
    account_type: str
    amount: Decimal


@dataclass(frozen=True)
class Journal:
    """One store's month in one currency. `currency` is what its amounts are in, `booked_in` what was booked."""

    store_id: str
    day: date
    currency: str
    booked_in: str
    lines: tuple[JournalLine, ...]

    @property
    def name(self) -> str:
        return f"{self.store_id} {self.day:%Y-%m} {self.booked_in}"

    @property
    def debits(self) -> Decimal:
        return sum((line.amount for line in self.lines if line.amount > 0), Decimal(0))


@dataclass(frozen=True)
class MonthOfJournals:
    """All journals of a month, and how many entries without an exchange rate are left out of them."""

    month: date
    journals: tuple[Journal, ...]
    without_rate: int


def journals_of(
    build: Published, month: date, stores: Iterable[str] | None = None, *, in_reporting_currency: bool = False
) -> MonthOfJournals:
    """The journals of `month` (its first day), of `stores` or of all.

    In the reporting currency each entry counts at the rate of its day, what has no rate is left out, and what exchange
    rates did to balances is a journal of its own. Raises NothingBooked.
    """
    last_day = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    chosen = None if stores is None else list(stores)
    values = {"first_day": month, "last_day": last_day, "stores": chosen}
    booked = build.query(_BOOKED, values).to_pylist()
    if not booked:
        raise NothingBooked(f"nothing was booked in {month:%Y-%m}" + (f" for {', '.join(chosen)}" if chosen else ""))
    accounts = {row["account_id"]: row for row in build.query("select * from ledger.accounts").to_pylist()}
    base = _reporting_currency(build) if in_reporting_currency else None
    found = list(_journals(booked, accounts, last_day, base))
    if base:
        exchanged = build.query(_EXCHANGED, {"first_day": month, "stores": chosen}).to_pylist()
        rows = [row | {"currency": "exchange differences"} for row in exchanged]
        found += _journals(rows, accounts, last_day, base)
    without_rate = sum(row["without_rate"] for row in booked) // 2 if base else 0
    return MonthOfJournals(month, tuple(journal for journal in found if journal.lines), without_rate)


def _reporting_currency(build: Published) -> str:
    rows = build.query("select value from quality.build_settings where name = 'reporting_currency'").to_pylist()
    return str(rows[0]["value"])


def _journals(
    rows: list[dict[str, Any]], accounts: dict[str, dict[str, Any]], day: date, base: str | None
) -> Iterator[Journal]:
    for (store_id, booked_in), group in groupby(rows, lambda row: (row["store_id"], row["currency"])):
        amounts = {row["account_id"]: row["amount_base" if base else "amount"] for row in group}
        lines = tuple(
            JournalLine(
                account_id,
                accounts[account_id]["account_code"],
                accounts[account_id]["account_name"],
                accounts[account_id]["account_type"],
                amount,
            )
            for account_id, amount in _in_cents(amounts).items()
        )
        yield Journal(store_id, day, base or booked_in, booked_in, tuple(sorted(lines, key=_by_code)))


def _in_cents(amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """Each amount rounded, and what that leaves over on an account of its own, so that all add up to nothing."""
    rounded = {account_id: amount.quantize(CENT, ROUND_HALF_UP) for account_id, amount in amounts.items()}
    rounded[ROUNDING] = rounded.get(ROUNDING, Decimal(0)) - sum(rounded.values(), Decimal(0))
    return {account_id: amount for account_id, amount in rounded.items() if amount}


def _by_code(line: JournalLine) -> int:
    return line.account_code
