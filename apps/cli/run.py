"""`run`, `load`, `build` and `rebuild`: start a job and tell what it did. The job itself is Dagster's."""

import gc
import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from apps.cli.options import HomeOption, StoreOption
from apps.cli.progress import progress_bars
from apps.cli.quiet import keep_libraries_quiet
from apps.cli.summary import print_summary
from warehouse import last_run
from warehouse.engine import check_engine
from warehouse.home import Home
from warehouse.lock import write_lock
from warehouse.settings import load_settings

EXIT_CODES = {"published": 0, "loaded": 0, "published_with_refused_files": 3, "checks_failed": 4}
FAILED = 1
SOME_REFUSED = 3
RARELY = 200_000
"""New objects between two searches for unused ones: most of what a run makes lasts until its end."""

Paths = Annotated[list[Path] | None, typer.Argument(exists=True, help="Files or folders to load beside the inbox.")]


def run_all(paths: Paths = None, store: StoreOption = None, home: HomeOption = None) -> None:
    """Load new files, build, check and publish, and say what came of it.

    Exit code 0: everything loaded and was published; 3: published, but some files were refused;
    4: a check kept the build from being published; 1: failed.
    """
    _run("run", home, paths or [], store, scan_inbox=True)


def load(
    paths: Annotated[list[Path], typer.Argument(exists=True, help="Files or folders to load.")],
    store: StoreOption = None,
    home: HomeOption = None,
) -> None:
    """Load files without building. `sellerhouse build` then makes the figures."""
    _run("load", home, paths, store, scan_inbox=False)


def build(home: HomeOption = None) -> None:
    """Build, check and publish from what is loaded already."""
    _run("build", home, [], None, scan_inbox=False)


def rebuild(home: HomeOption = None) -> None:
    """Make the warehouse again from the archive alone, to the same figures. Exit codes are those of `run`."""
    place, console = _prepared(home), Console()
    from ingestion import NotKept
    from orchestration import run

    try:
        with progress_bars(console) as progress:
            kept = run.rebuild(place, progress)
    except NotKept as error:
        console.print(f"[bold red]Not rebuilt:[/] {escape(str(error))}", highlight=False)
        raise typer.Exit(FAILED) from error
    console.print(f"[bold]Archive[/]      {kept} files, all read again")
    _tell(place, console)


def _run(job: str, directory: Path | None, paths: list[Path], store: str | None, *, scan_inbox: bool) -> None:
    home, console = _prepared(directory), Console()
    from orchestration.run import run

    with progress_bars(console) as progress:
        run(home, job, progress, [path.resolve() for path in paths], store, scan_inbox)
    _tell(home, console)


def _prepared(directory: Path | None) -> Home:
    """The home, when a run can begin in it. Raises what keeps it from that."""
    home = Home.locate(directory).create()
    os.environ["SELLERHOUSE_HOME"] = str(home.root)
    keep_libraries_quiet()
    gc.set_threshold(RARELY)
    # Asked before the imports that take seconds, so that a person hears at once of another run or another engine.
    check_engine(home, load_settings(home))
    with write_lock(home):
        pass
    return home


def _tell(home: Home, console: Console) -> None:
    report = last_run.read(home)
    print_summary(console, home, report)
    raise typer.Exit(_exit_code(report))


def _exit_code(report: dict[str, object]) -> int:
    outcome = str(report.get("outcome"))
    if outcome == "loaded" and report.get("refused"):
        return SOME_REFUSED
    return EXIT_CODES.get(outcome, FAILED)
