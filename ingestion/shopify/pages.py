"""What all pages of Shopify's API have in common: which are whole, and how one is declared. Declares no field."""

from collections.abc import Iterable, Mapping, Sequence

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

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The rows of each set; raises FileRefused where Shopify says that it has not answered everything."""
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
        yield from super().add(rows)


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

    checked -- rows that fill no table and only say whether a record is whole.
    made_at -- the column for the time of fetching, for records that do not say when they were true.
    """
    declared = {column.name: column for columns in tables.values() for column in columns}
    made = (made_at,) if made_at else ()
    return FileFormat(
        kind=kind,
        title=title,
        tables={name: table_schema((*made, *columns)) for name, columns in tables.items()},
        columns=(*OF_THE_PAGE, *declared.values()),
        arrange=lambda: Page({row_set.name: table for table, sets in row_sets.items() for row_set in sets}),
        layout=json_layout(known_by, [ERRORS, *checked, *(row_set for sets in row_sets.values() for row_set in sets)]),
        bare_thousands="decimals",
        constants=lambda facts: {made_at.name: facts.modified_at} if made_at else {},
        constant_columns=made,
        one_store_only=True,
    )
