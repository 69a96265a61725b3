"""Journals as the files that Xero, QuickBooks Online and beancount read. Adds nothing up."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from apps.journals.entries import Journal, JournalLine

# The name of the rate in Xero's own settings for what bears no tax: the tax is booked on accounts of its own.
XERO_TAX_RATE = "Tax Exempt"
XERO_COLUMNS = (
    "*Narration", "*Date", "Description", "*AccountCode", "*TaxRate", "*Amount",
    "TrackingName1", "TrackingOption1", "TrackingName2", "TrackingOption2",
)  # fmt: skip
QUICKBOOKS_COLUMNS = (
    "JournalNo", "JournalDate", "Currency", "Memo", "AccountName", "Debits", "Credits", "Description"
)  # fmt: skip
ROOTS = {
    "wallet": "Assets", "clearing": "Assets", "asset": "Assets", "liability": "Liabilities", "equity": "Equity",
    "suspense": "Equity", "income": "Income", "expense": "Expenses",
}  # fmt: skip
# Beancount wants each account opened once. Months that were exported one by one are read together, beside accounts that
# the seller opened himself, so that a file opens only what nobody else does.
OPENING = 'plugin "beancount.plugins.auto_accounts"'


@dataclass(frozen=True)
class JournalFile:
    name: str
    content: bytes


@dataclass(frozen=True)
class Format:
    """How a program wants its journals: whether it takes them in its own currency only, and how they are written."""

    title: str
    in_reporting_currency: bool
    write: Callable[[Sequence[Journal], str], list[JournalFile]]


def xero(journals: Sequence[Journal], tax_rate: str) -> list[JournalFile]:
    """Xero's manual journals, a file each, since a file holds 300 lines at most. Debits are positive."""
    return [
        _csv(
            journal,
            XERO_COLUMNS,
            (
                (
                    f"Sellerhouse {journal.name}", f"{journal.day:%d/%m/%Y}", line.account_name, line.account_code,
                    tax_rate, f"{line.amount:.2f}", "Store", journal.store_id, "", "",
                )
                for line in journal.lines
            ),
        )
        for journal in journals
    ]  # fmt: skip


def quickbooks(journals: Sequence[Journal], _tax_rate: str) -> list[JournalFile]:
    """QuickBooks Online's journal entries, a file each. Accounts go by name, amounts stand in one of two columns."""
    return [
        _csv(
            journal,
            QUICKBOOKS_COLUMNS,
            (
                (
                    f"SH-{_digest(journal.name)}", f"{journal.day:%m/%d/%Y}", journal.currency,
                    f"Sellerhouse {journal.name}", line.account_name, *_two_columns(line),
                    f"{line.account_code} {line.account_name}",
                )
                for line in journal.lines
            ),
        )
        for journal in journals
    ]  # fmt: skip


def beancount(journals: Sequence[Journal], _tax_rate: str) -> list[JournalFile]:
    """One ledger that stands by itself or beside other months: a transaction for each journal."""
    names = _store_names(journal.store_id for journal in journals)
    text = [OPENING]
    for journal in journals:
        text += ["", f'{journal.day:%Y-%m-%d} * "Sellerhouse" {_quoted(journal.name)}']
        text += [
            f"  {_account(names[journal.store_id], line)}  {line.amount:.2f} {journal.currency}"
            for line in journal.lines
        ]
    day = f"{journals[0].day:%Y-%m}"
    return [JournalFile(f"{day}.beancount", ("\n".join(text) + "\n").encode())]


FORMATS: Mapping[str, Format] = {
    "xero": Format("Xero", True, xero),
    "quickbooks": Format("QuickBooks Online", False, quickbooks),
    "beancount": Format("beancount", False, beancount),
}


def _csv(journal: Journal, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> JournalFile:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(rows)
    return JournalFile(f"{_file_name(journal)}.csv", out.getvalue().encode())


def _two_columns(line: JournalLine) -> tuple[str, str]:
    return (f"{line.amount:.2f}", "") if line.amount > 0 else ("", f"{-line.amount:.2f}")


def _file_name(journal: Journal) -> str:
    """Stores are named by folders, which may hold what another system's file names may not."""
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", journal.name).lstrip(".-")
    return plain if plain == journal.name.replace(" ", "-") else f"{plain}-{_digest(journal.name)}"


def _account(store: str, line: JournalLine) -> str:
    return f"{ROOTS[line.account_type]}:{store}:{_component(line.account_id)}"


def _store_names(stores: Iterable[str]) -> dict[str, str]:
    """Stores whose names come to the same thing without their odd characters are told apart by a digest."""
    known = sorted(set(stores))
    plain = {store: _component(store) for store in known}
    shared = {name for name in plain.values() if list(plain.values()).count(name) > 1}
    return {store: f"{name}-{_digest(store)}" if name in shared else name for store, name in plain.items()}


def _component(name: str) -> str:
    """A part of an account's name: capital first, then ASCII letters, digits and hyphens."""
    return "-".join(word[:1].upper() + word[1:] for word in _words(name)) or f"X{_digest(name)}"


def _words(name: str) -> Iterator[str]:
    return (word for word in re.split(r"[^A-Za-z0-9]+", name) if word)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
