"""What the seller's own sheets have in common as file formats. No column of a single sheet is declared here."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from ingestion.formats import MOMENT, Column, FileFacts, FileFormat, OneTable, table_schema

REPORTED_AT = Column("reported_at", MOMENT)


def own_sheet(
    table: str, columns: Sequence[Column], signature: Collection[str], minimum: int, english: str, chinese: str
) -> FileFormat:
    """A sheet that the seller fills in, or its CSV: one table; of two files the one that was saved last counts.

    The same goods and the same money cannot be of two stores; a row may name its store itself.
    """
    return FileFormat(
        kind=table.partition("_")[2],
        title=english.lower(),
        tables={table: table_schema((*columns, REPORTED_AT))},
        columns=columns,
        signature=frozenset(signature),
        signature_minimum=minimum,
        arrange=lambda: OneTable(table),
        quoted_tabs=True,
        constants=_reported,
        constant_columns=(REPORTED_AT,),
        one_store_only=True,
        sheet_names=(english, chinese),
    )


def _reported(facts: FileFacts) -> Mapping[str, Any]:
    return {REPORTED_AT.name: facts.modified_at}
