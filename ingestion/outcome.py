"""What became of each file of a load, and what is ready to be loaded. Plain facts; nothing here acts on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa

from ingestion.refusal import FileRefused
from warehouse.origins import Origin

Status = Literal["loaded", "duplicate", "refused"]


@dataclass(frozen=True)
class FileOutcome:
    """One file, or one member of an archive, that a load looked at.

    raw_file -- its path as its owner knows it; `a.zip!inner/b.txt` for a member.
    load_id -- the load that its rows are of, where it is another than the one that tells of it.
    kept_hash -- the hash of what the archive keeps of it, where that is not all.
    path, disk_state -- the file on disk (for a member, its archive), and its time and size when it was found.
    """

    raw_file: str
    store_id: str | None
    source: str | None
    kind: str | None
    status: Status
    path: Path
    from_inbox: bool
    row_count: int = 0
    line: int | None = None
    reason: str | None = None
    advice: str | None = None
    warnings: tuple[str, ...] = ()
    content_hash: str | None = None
    encoding: str | None = None
    size_bytes: int | None = None
    modified_at: datetime | None = None
    disk_state: tuple[int, int] | None = None
    load_id: str | None = None
    kept_hash: str | None = None

    def refused(self, why: FileRefused) -> "FileOutcome":
        """The same file, not loaded."""
        return replace(self, status="refused", line=why.line, reason=why.reason, advice=why.advice, row_count=0)

    def origin(self) -> Origin:
        """What the archive must tell of a file that is loaded."""
        return Origin(
            content_hash=str(self.content_hash),
            kept_hash=self.kept_hash or str(self.content_hash),
            raw_file=self.raw_file,
            store_id=self.store_id,
            kind=str(self.kind),
            load_id=str(self.load_id),
            modified_at=self.modified_at or datetime.now(UTC),
        )


@dataclass(frozen=True)
class ParsedFile:
    """Rows of one raw table, typed, in a Parquet file that waits to be loaded."""

    table: str
    path: Path
    row_count: int
    schema: pa.Schema


@dataclass(frozen=True)
class Preparation:
    """All that one load brings. `tables` holds the rows, `files` what became of every file."""

    load_id: str
    files: tuple[FileOutcome, ...] = ()
    tables: Mapping[str, Sequence[ParsedFile]] = field(default_factory=dict)
    stores_seen: frozenset[str] = frozenset()

    @classmethod
    def empty(cls) -> "Preparation":
        """A load of nothing, for whoever needs the shape of loads alone."""
        return cls(load_id="")
