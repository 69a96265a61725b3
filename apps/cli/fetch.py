"""`fetch`: documents of providers' APIs to where files wait for the next run. Loads and builds nothing."""

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from apps.cli.options import HomeOption, StoreOption
from apps.cli.progress import progress_bars
from apps.cli.quiet import keep_libraries_quiet
from warehouse.home import Home
from warehouse.lock import write_lock
from warehouse.settings import load_settings

FAILED = 1
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day (UTC) to fetch again from, or up to.")]


def fetch(since: Day = None, until: Day = None, store: StoreOption = None, home: HomeOption = None) -> None:
    """Fetch from the APIs of the stores whose settings ask for it; `run` does so by itself.

    With --since (and --until) those days are fetched again, whatever was fetched before; what is known already counts
    once. Exit code 1 when a store could not be fetched.
    """
    place = Home.locate(home).create()
    console = Console()
    keep_libraries_quiet()
    import ingestion

    settings = load_settings(place)
    days = [day.date() if day else None for day in (since, until)]
    wanted = [one for one in ingestion.connections(place, settings, *days) if store in (None, one.store_id)]
    if not wanted:
        console.print("No store is to be fetched: give it an `api` section in sellerhouse.toml, see README.")
        return
    with write_lock(place), progress_bars(console) as progress:
        outcomes = ingestion.fetch(wanted, settings, progress)
    for outcome in outcomes:
        said = f"[red]failed[/] {escape(outcome.reason)}" if outcome.reason else "[green]ok[/]"
        console.print(
            f"{outcome.store_id:<20} {outcome.source:<12} {outcome.pages:>6} documents  {said}", highlight=False
        )
        if outcome.reason:
            console.print(f"          {escape(outcome.advice)}")
    console.print("Next: `sellerhouse run` loads and builds what was fetched.")
    if any(outcome.reason for outcome in outcomes):
        raise typer.Exit(FAILED)
