"""What all pages of Shopify's API have in common: which are whole, and how one is declared. Declares no field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import Column, FileFormat, OneTableASet, table_schema
from ingestion.json_rows import ROW_SET, RowSet, json_layout
from ingestion.refusal import FileRefused, shown

ERROR = Column("error")
IS_CUT = Column("is_cut")
IS_SHIPPING_CUT = Column("is_shipping_cut")
ERRORS = RowSet("errors", ("errors",), {ERROR.name: "message"})
OF_THE_PAGE = (Column(ROW_SET), ERROR, IS_CUT, IS_SHIPPING_CUT)


class Page(OneTableASet):
    """The rows of one page. Part of an answer is never taken for the whole: an order must have all its lines."""

    def __init__(self, tables: Mapping[str, str], columns: Mapping[str, Sequence[Column]]) -> None:
        super().__init__(tables)
        self._needed = {table: [column.name for column in found if column.filled] for table, found in columns.items()}

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The rows of each set; raises FileRefused where the page says, or shows, that it does not hold everything."""
        for message in rows[ERROR.name].cast(pa.string()).drop_null().to_pylist():
            raise FileRefused(f"Shopify answered with an error: {shown(message)}", "Fetch the page again.")
        for column in (IS_CUT, IS_SHIPPING_CUT):
            place = pc.index(rows[column.name].cast(pa.string()), "true").as_py()
            if place >= 0:
                raise FileRefused(
                    "the page holds only a part of this record's lines (hasNextPage is true inside it)",
                    "Fetch the record again with more lines for each record.",
                    rows["raw_line"][place].as_py(),
                )
        for table, part in super().add(rows):
            for name in self._needed[table]:
                if part[name].null_count:
                    raise _without(name, table, part)
            yield table, part


def _without(name: str, table: str, rows: pa.Table) -> FileRefused:
    line = rows["raw_line"][pc.index(rows[name].is_null(), True).as_py()].as_py()
    return FileRefused(
        f"a record for {table} has no {name.replace('_', ' ')}", "Fetch the page with the query that comes along.", line
    )


def page_format(
    kind: str,
    title: str,
    known_by: Sequence[str],
    tables: Mapping[str, Sequence[Column]],
    row_sets: Mapping[str, Sequence[RowSet]],
    checked: Sequence[RowSet] = (),
    made_at: Column | None = None,
) -> FileFormat:
    """A kind of page: `tables` with their columns, `row_sets` by the table that each of them fills.

    A column that is `filled` must have a value in each row of its own table; other rows of the page lack it.

    checked -- rows that fill no table and only say whether a record is whole.
    made_at -- the column for the time of fetching, for records that do not say when they were true.
    """
    declared = {column.name: replace(column, filled=False) for columns in tables.values() for column in columns}
    made = (made_at,) if made_at else ()
    return FileFormat(
        kind=kind,
        title=title,
        tables={name: table_schema((*made, *columns)) for name, columns in tables.items()},
        columns=(*OF_THE_PAGE, *declared.values()),
        arrange=lambda: Page({row_set.name: table for table, sets in row_sets.items() for row_set in sets}, tables),
        layout=json_layout(known_by, [ERRORS, *checked, *(row_set for sets in row_sets.values() for row_set in sets)]),
        bare_thousands="decimals",
        constants=lambda facts: {made_at.name: facts.modified_at} if made_at else {},
        constant_columns=made,
        one_store_only=True,
    )
