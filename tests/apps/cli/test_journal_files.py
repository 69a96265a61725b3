"""Journals of stores with odd names, as files. What they hold of the ledger is tested beside the models."""

from datetime import date
from decimal import Decimal

from apps.journals import FORMATS, Journal, JournalLine

LINES = (
    JournalLine("bank", 1090, "Bank", "wallet", Decimal("5.00")),
    JournalLine("suspense", 2990, 'Suspense: "money", unknown', "suspense", Decimal("-5.00")),
)


def journal(store_id: str) -> Journal:
    return Journal(store_id, date(2026, 5, 31), "EUR", "EUR", LINES)


def test_stores_whose_names_come_to_the_same_stay_apart() -> None:
    stores = ("acme us", "acme_us", "亚马逊", "../etc", 'say "hi"\\')
    [ledger] = FORMATS["beancount"].write([journal(store) for store in stores], "")
    text = ledger.content.decode()
    assert len({line for line in text.splitlines() if line.startswith("  Assets:")}) == len(stores)
    assert '"say \\"hi\\"\\\\ 2026-05 EUR"' in text
    files = FORMATS["xero"].write([journal(store) for store in stores], "No VAT")
    assert len({file.name for file in files}) == len(stores)
    assert not [file.name for file in files if "/" in file.name or file.name.startswith(".")]


def test_an_amount_stands_on_its_side() -> None:
    [file] = FORMATS["quickbooks"].write([journal("acme")], "")
    header, debit, credit = file.content.decode().splitlines()
    assert header.startswith("JournalNo,JournalDate,Currency")
    assert ",Bank,5.00,," in debit
    assert ',"Suspense: ""money"", unknown",,5.00,' in credit
