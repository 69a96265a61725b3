"""Journals for a bookkeeping program: what was booked in a month, added up by account. How files look is in `files`.

ledger.money_entries ──▶ journals_of ──▶ Journal ──▶ files.xero | quickbooks | beancount ──▶ JournalFile
"""

from apps.journals.entries import Journal, JournalLine, MonthOfJournals, NothingBooked, journals_of
from apps.journals.files import FORMATS, JournalFile

__all__ = ["FORMATS", "Journal", "JournalFile", "JournalLine", "MonthOfJournals", "NothingBooked", "journals_of"]
