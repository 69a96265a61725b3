"""`template`: write the workbook that a seller keeps his own records in. What it holds is in `template_book`."""

from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

DEFAULT_FILE = Path("sellerhouse-template.xlsx")


def template(
    out: Annotated[Path, typer.Option("--out", help="The workbook to write; it must not be there yet.")] = DEFAULT_FILE,
    language: Annotated[
        Literal["en", "zh"], typer.Option("--language", help="The language of headings, notes and lists.")
    ] = "en",
) -> None:
    """Write the workbook for orders, prices, receipts, transfers, counts, expenses, budgets and opening balances."""
    from apps.cli.template_book import write_template

    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with out.open("xb") as file:
            write_template(file, language)
    except FileExistsError as error:
        _say(f"Stopped: {out} is there already and may hold your records; name another with --out.", is_error=True)
        raise typer.Exit(1) from error
    except OSError as error:
        _say(f"Stopped: {out} cannot be written ({error.strerror}).", is_error=True)
        raise typer.Exit(1) from error
    _say(f"Written: {out}. Fill in what you need, put it into inbox/<store>/, and type `sellerhouse run`.")


def _say(text: str, is_error: bool = False) -> None:
    """Paths may hold what rich takes for markup, and must not be broken."""
    Console(stderr=is_error).print(text, markup=False, highlight=False, soft_wrap=True)
