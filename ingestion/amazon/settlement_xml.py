"""Settlement reports as XML, turned into the rows that the V2 flat file would have. No sign or category is judged."""

from collections.abc import Iterator
from pathlib import Path

from ingestion.amazon.settlement import SETTLEMENT_V2
from ingestion.amazon.settlement_elements import SettlementElements
from ingestion.formats import FileFormat, Layout
from ingestion.rows import Block, Sheet, block_of
from ingestion.survey import Survey
from ingestion.xml_rows import parsed_chunks

HEADINGS = tuple(column.known_headings[0] for column in SETTLEMENT_V2.columns)
POSITIONS = {column.name: position for position, column in enumerate(SETTLEMENT_V2.columns)}


def read_settlement_xml(path: Path, _survey: Survey) -> Sheet:
    """The report's money components, one row each, under the headings of the V2 flat file."""

    def blocks() -> Iterator[Block]:
        elements = SettlementElements()
        for _ in parsed_chunks(path, elements):
            found = elements.take()
            if found:
                rows = [[row.get(name) for name in POSITIONS] for _, row in found]
                yield block_of(len(HEADINGS), rows, [line for line, _ in found])

    return Sheet(HEADINGS, (), 1, blocks)


SETTLEMENT_XML = FileFormat(
    kind="settlement_xml",
    title="Amazon settlement report, XML",
    tables=SETTLEMENT_V2.tables,
    columns=SETTLEMENT_V2.columns,
    arrange=SETTLEMENT_V2.arrange,
    bare_thousands="thousands",
    constants=lambda _facts: {"format": "XML"},
    constant_columns=SETTLEMENT_V2.constant_columns,
    one_store_only=True,
    layout=Layout(knows=lambda text: text.startswith("<") and "<SettlementReport" in text, read=read_settlement_xml),
)
