"""Progress bars on a terminal, plain lines elsewhere. Knows nothing of what the steps do."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from orchestration.progress import Progress

TITLES = {
    "fetch": "Fetching from providers",
    "load": "Loading files",
    "build": "Building and checking",
    "publish": "Publishing",
    "move": "Moving rows",
}


@contextmanager
def progress_bars(console: Console) -> Iterator[Progress]:
    """A bar for each step, as steps report themselves."""
    tasks: dict[str, TaskID] = {}
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:

        def advance(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(TITLES.get(step, step), total=None)
                if not console.is_terminal:
                    console.print(f"{TITLES.get(step, step)} ...")
            bars.update(tasks[step], completed=done, total=total or None)

        yield advance
