"""PayPal's activity download and statements: one line of headings, a moment in three columns. Judges no type or status.

Only declared columns leave this module: the others hold names, addresses and what buyers wrote, in any language.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.blanking import Blanking
from ingestion.delimited import delimited_sheet
from ingestion.formats import MOMENT, TEXT, Column, FileFormat, Layout, OneTable, table_schema
from ingestion.paypal.activity_columns import MOMENT_PARTS, STATED
from ingestion.recognition import Header, find_header, map_columns
from ingestion.rows import Block, Sheet
from ingestion.survey import Survey

TABLE = "paypal_activity"
TRANSACTION_AT = Column("transaction_at", MOMENT, ("Date Time TimeZone",), required=True, filled=True)
COLUMNS = (TRANSACTION_AT, *MOMENT_PARTS, *STATED)

AS_TABLE = FileFormat(
    kind="paypal_activity",
    title="PayPal activity download or statement (CSV)",
    tables={TABLE: table_schema(COLUMNS)},
    columns=(*MOMENT_PARTS, *STATED),
    arrange=lambda: OneTable(TABLE),
    signature=frozenset(
        {"stated_timezone", "gross_amount", "fee_amount", "net_amount", "transaction_id", "balance_amount"}
    ),
    signature_minimum=4,
    bare_thousands="thousands",
    one_store_only=True,
)


def _header(text: str) -> Header | None:
    return find_header(text, (AS_TABLE,))


def read_activity(path: Path, survey: Survey) -> Sheet:
    """The file's rows, their moment in one cell. Raises FileRefused where a column is missing or stands twice."""
    header = _header(survey.opening_text())
    if header is None:
        raise AssertionError("only a file whose header was found is read")
    columns = map_columns(AS_TABLE, header.cells, header.line, len(header.cells))
    needed = {position for column, position in columns.declared if column.required or column.type != TEXT}
    places = {column.name: position for column, position in columns.declared}
    sheet = delimited_sheet(path, survey, header, frozenset(range(len(header.cells))) - needed)

    def blocks() -> Iterator[Block]:
        for block in sheet.blocks():
            yield _with_moment(block, places)

    headings = (TRANSACTION_AT.title, *(column.title for column, _ in columns.declared))
    return Sheet(headings, header.preamble, header.line, blocks)


def _redact(path: Path, survey: Survey) -> Iterator[bytes]:
    """Only what is read of each row; the lines above the headings tell of the account alone."""
    header = _header(survey.opening_text())
    if header is None:
        raise AssertionError("only a file whose header was found is kept")
    declared = {
        position for _, position in map_columns(AS_TABLE, header.cells, header.line, len(header.cells)).declared
    }
    others = [position for position in range(len(header.cells)) if position not in declared]
    yield from Blanking(others, header.delimiter, header.quoted, header.line).of_file(path, survey)


def _with_moment(block: Block, places: Mapping[str, int]) -> Block:
    """The declared columns of a block, and before them date, time and zone in one."""
    parts = [pc.utf8_trim_whitespace(block.cells.column(places[part.name]).cast(TEXT)) for part in MOMENT_PARTS]
    moments = pc.binary_join_element_wise(*parts, " ", null_handling="skip").dictionary_encode()
    columns = [moments, *(block.cells.column(position) for position in places.values())]
    return Block(pa.RecordBatch.from_arrays(columns, names=[str(index) for index in range(len(columns))]), block.lines)


ACTIVITY = replace(
    AS_TABLE, columns=COLUMNS, layout=Layout(lambda text: _header(text) is not None, read_activity, _redact)
)
