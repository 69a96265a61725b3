"""`export`: a month's journals for a bookkeeping program, of what is published. Files are made in `apps.journals`."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from apps.cli.options import HomeOption
from apps.journals import FORMATS, MonthOfJournals, NothingBooked, journals_of
from apps.journals.files import XERO_TAX_RATE
from warehouse.home import Home
from warehouse.reader import published

Program = StrEnum("Program", list(FORMATS))


def export(
    program: Annotated[Program, typer.Option("--format", help="The program that the journals are for.")],
    month: Annotated[datetime, typer.Option("--month", formats=["%Y-%m"], help="The month, as 2026-05.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write to; files of the same names are replaced.")],
    store: Annotated[str | None, typer.Option("--store", help="One store only.")] = None,
    tax_rate: Annotated[
        str, typer.Option("--tax-rate", help="Xero: your name of the tax rate for what bears none.")
    ] = XERO_TAX_RATE,
    home: HomeOption = None,
) -> None:
    """Write a month's journals: one a store and currency, added up by account, balanced to the cent."""
    build = published(Home.locate(home))
    if build is None:
        raise _stopped("nothing is published yet; next: `sellerhouse run`")
    wanted = FORMATS[program.value]
    stores = [store] if store else None
    try:
        found = journals_of(build, _first_day(month), stores, in_reporting_currency=wanted.in_reporting_currency)
        files = wanted.write(found.journals, tax_rate)
        out.mkdir(parents=True, exist_ok=True)
        for file in files:
            (out / file.name).write_bytes(file.content)
    except NothingBooked as error:
        raise _stopped(str(error)) from error
    except OSError as error:
        raise _stopped(f"{out} cannot be written ({error.strerror})") from error
    _tell(found, wanted.title, out, len(files))


def _tell(found: MonthOfJournals, title: str, out: Path, files: int) -> None:
    console = Console()
    table = Table("store", "journal", "lines", "debits = credits", "rounding")
    for journal in found.journals:
        rounding = sum(line.amount for line in journal.lines if line.account_id == "rounding_differences")
        debits = f"{journal.debits:,.2f} {journal.currency}"
        table.add_row(journal.store_id, journal.booked_in, str(len(journal.lines)), debits, f"{rounding:,.2f}")
    console.print(table)
    if found.without_rate:
        console.print(f"Left out, since they have no exchange rate: {found.without_rate} entries.")
    written = f"{len(found.journals)} journals of {found.month:%Y-%m} for {title} in {files} files: {out}"
    console.print(written, markup=False, highlight=False, soft_wrap=True)


def _first_day(month: datetime) -> date:
    return month.date().replace(day=1)


def _stopped(reason: str) -> typer.Exit:
    Console(stderr=True).print(f"Stopped: {reason}.", markup=False, highlight=False, soft_wrap=True)
    return typer.Exit(1)
