"""The raw tables that a set of sources fills, and the one that tells of every file. Knows no source by name."""

from collections.abc import Iterable

import pyarrow as pa

from ingestion.formats import MOMENT, TEXT, Source

FILES_TABLE = "files"
FILES = pa.schema(
    [
        ("load_id", TEXT),
        ("loaded_at", MOMENT),
        ("raw_file", TEXT),
        ("store_id", TEXT),
        ("source", TEXT),
        ("kind", TEXT),
        ("content_hash", TEXT),
        ("encoding", TEXT),
        ("size_bytes", pa.int64()),
        ("modified_at", MOMENT),
        ("row_count", pa.int64()),
        ("status", TEXT),
        ("refused_line", pa.int32()),
        ("reason", TEXT),
        ("advice", TEXT),
        ("warnings", TEXT),
        ("from_inbox", pa.bool_()),
    ]
)


def raw_tables(sources: Iterable[Source]) -> dict[str, pa.Schema]:
    """Each raw table and its columns; a file's own further columns come on top."""
    tables = {FILES_TABLE: FILES}
    for source in sources:
        for kind in source.formats:
            tables.update(kind.tables)
        tables.update(source.tables)
    return tables
