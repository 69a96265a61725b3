"""`move-engine`: take a home from DuckDB to a cluster or back, and say what was proven. The move is orchestration's."""

import os
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from apps.cli.options import HomeOption
from apps.cli.progress import progress_bars
from apps.cli.quiet import keep_libraries_quiet
from warehouse.home import Home
from warehouse.sections import EngineName

ENGINE_VARIABLE = "SELLERHOUSE_ENGINE"


def move_engine(
    to: Annotated[EngineName, typer.Option("--to", help="The engine that shall build from now on.")],
    home: HomeOption = None,
) -> None:
    """Move everything that was loaded to another engine; switch only if it publishes exactly the same."""
    place = Home.locate(home).create()
    console = Console()
    keep_libraries_quiet()
    from ingestion.moving import RowsLost
    from orchestration import moving
    from orchestration.cluster import ClusterFailed
    from orchestration.project import BuildFailed

    try:
        with progress_bars(console) as progress:
            moved = moving.move_engine(place, to, progress)
    except (moving.NotMoved, RowsLost, ClusterFailed, BuildFailed) as error:
        console.print(f"[bold red]Not moved:[/] {escape(str(error))}", highlight=False)
        console.print(f"{place.root} works on as before.")
        raise typer.Exit(1) from error
    console.print(f"[bold]Rows[/]         {sum(moved.rows.values()):,} in {len(moved.rows)} raw tables, none lost")
    console.print(f"[bold]Proof[/]        every published table is the same, row by row; published as {moved.build_id}")
    console.print(f'[bold]Settings[/]     engine = "{to}" in {place.settings_file}')
    if os.environ.get(ENGINE_VARIABLE, to) != to:
        console.print(f"[yellow]note[/]         {ENGINE_VARIABLE} says otherwise and goes before the file: unset it")
    console.print("Next: `sellerhouse run` goes on as before. The old engine's rows may be removed when you trust it.")
