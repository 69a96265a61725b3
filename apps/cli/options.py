"""Options that several commands share, so that they read and mean the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="The folder that holds everything. [default: $SELLERHOUSE_HOME or ./data]"),
]
StoreOption = Annotated[
    str | None,
    typer.Option("--store", help="The store these files belong to; else the first folder below PATH names it."),
]
