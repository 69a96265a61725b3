"""The raw table that tells of every file a load looked at. Decides nothing about them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ingestion.outcome import FileOutcome, ParsedFile, Preparation
from ingestion.raw_tables import FILES, FILES_TABLE


def with_files_table(preparation: Preparation, folder: Path) -> Preparation:
    """The preparation with one row for each file that was loaded or refused; duplicates leave no trace."""
    loaded_at = datetime.now(UTC)
    rows = [_row(preparation.load_id, loaded_at, file) for file in preparation.files if file.status != "duplicate"]
    if not rows:
        return preparation
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{FILES_TABLE}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, FILES), path, store_schema=False)
    parsed = ParsedFile(FILES_TABLE, path, len(rows), FILES)
    return replace(preparation, tables={**preparation.tables, FILES_TABLE: [parsed]})


def _row(load_id: str, loaded_at: datetime, file: FileOutcome) -> dict[str, Any]:
    return {
        "load_id": file.load_id or load_id,
        "loaded_at": loaded_at,
        "raw_file": file.raw_file,
        "store_id": file.store_id,
        "source": file.source,
        "kind": file.kind,
        "content_hash": file.content_hash,
        "encoding": file.encoding,
        "size_bytes": file.size_bytes,
        "modified_at": file.modified_at,
        "row_count": file.row_count,
        "status": file.status,
        "refused_line": file.line,
        "reason": file.reason,
        "advice": file.advice,
        "warnings": "\n".join(file.warnings) or None,
        "from_inbox": file.from_inbox,
    }
