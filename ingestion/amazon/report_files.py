"""What Amazon's further reports have in common: one table each, no time of making. Declares no column of a report."""

from collections.abc import Sequence
from typing import Any, Literal

from ingestion.formats import MOMENT, Column, FileFormat, OneTable, table_schema
from ingestion.headings import heading

REPORTED_AT = Column("reported_at", MOMENT)
SNAPSHOT_AT = Column("snapshot_at", MOMENT)
NO_ESTIMATE = ("--",)
"""What reports of estimates write where Amazon makes none."""


def report(
    kind: str,
    title: str,
    table: str,
    columns: Sequence[Column],
    *,
    signature: Sequence[str],
    signature_minimum: int,
    made_at: Column = REPORTED_AT,
    personal: Sequence[str] = (),
    bare_thousands: Literal["thousands", "decimals"] = "thousands",
    **conventions: Any,
) -> FileFormat:
    """A report that does not say when it was made: the file's own time does, in the column `made_at`."""
    return FileFormat(
        kind=kind,
        title=title,
        tables={table: table_schema((made_at, *columns))},
        columns=columns,
        signature=frozenset(signature),
        signature_minimum=signature_minimum,
        arrange=lambda: OneTable(table),
        personal=frozenset(heading(name) for name in personal),
        bare_thousands=bare_thousands,
        constants=lambda facts: {made_at.name: facts.modified_at},
        constant_columns=(made_at,),
        **conventions,
    )
