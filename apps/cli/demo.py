"""`demo`: write a made-up seller's files, with the answer key of the faults planted in them."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from apps.cli.progress import progress_bars


def demo(
    out: Annotated[Path, typer.Option("--out", help="The folder to write to; made if it is missing.")],
    orders: Annotated[int, typer.Option("--orders", min=1, help="How many orders the seller has.")] = 600,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same files, byte for byte.")] = 7,
) -> None:
    """Write a seller's files in the true formats, with faults planted and an answer key of what must be found."""
    from demo import write_seller

    console = Console()
    with progress_bars(console) as progress:
        written = write_seller(out, orders, seed, progress)
    console.print(
        f"{written.files} files with {written.lines:,} settlement lines in {out}; {written.faults} faults planted"
    )
    console.print(f"Next: `sellerhouse run {out}`; what must be found stands in {out / 'answer_key.json'}.")
