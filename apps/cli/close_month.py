"""`close-month`: from now on what changes in a month of a store is an adjustment. What that means is backoffice's."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console

from apps.cli.options import HomeOption


def close_month(
    store_id: Annotated[str, typer.Argument(help="The store, as the settings name it.")],
    month: Annotated[datetime, typer.Argument(formats=["%Y-%m"], help="The month that is over, such as 2026-09.")],
    note: Annotated[str, typer.Option("--note", help="What the operation log keeps beside it.")] = "",
    home: HomeOption = None,
) -> None:
    """Close the books of a month: from the next run on, what changes it shows as an adjustment of a later month."""
    from backoffice import ClosedMonth, open_store
    from backoffice import close_month as close
    from warehouse.home import Home

    closed = ClosedMonth(store_id, month.date(), getpass.getuser(), datetime.now(UTC), note)
    with open_store(Home.locate(home)) as store:
        try:
            close(store, closed, "cli")
        except ValueError as error:
            Console(stderr=True).print(f"Stopped: {error}.", markup=False, highlight=False)
            raise typer.Exit(1) from error
    Console().print(f"Closed: {month:%Y-%m} of {store_id}.", markup=False, highlight=False)
