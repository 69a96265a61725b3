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
    """Write the workbook for purchase orders, receipts, transfers, counts, expenses, budgets and opening balances."""
    from apps.cli.template_book import write_template

    console = Console()
    try:
        with out.open("xb") as file:
            write_template(file, language)
    except FileExistsError as error:
        console.print(
            f"[bold red]Stopped:[/] {out} is there already and may hold your records; name another with --out."
        )
        raise typer.Exit(1) from error
    console.print(f"Written: {out}. Fill in what you need, put it into inbox/<store>/, and type `sellerhouse run`.")
