"""One look over a whole file before it is read: its hash, its encoding, whether it is text at all. Parses nothing."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from ingestion.encodings import EncodingEvidence
from ingestion.refusal import FileRefused

BLOCK_BYTES = 1 << 22
START_BYTES = 1 << 20


@dataclass(frozen=True)
class Survey:
    """What one look over a file tells."""

    content_hash: str
    size_bytes: int
    encoding: str
    modified_at: datetime
    start: bytes
    line_of_first_nul: int | None

    def is_wide(self) -> bool:
        """Whether characters take two or more bytes each, so that zero bytes are no sign of damage."""
        return self.encoding.startswith(("utf-16", "utf-32"))

    def opening_text(self) -> str:
        """The file's first text, as much as is needed to recognise it."""
        return self.start.decode(self.encoding, errors="replace")


def survey(path: Path, size_limit: int) -> Survey:
    """Look over `path`; raises FileRefused where it cannot be opened, is empty, or exceeds `size_limit` bytes."""
    status = path.stat()
    if status.st_size > size_limit:
        raise FileRefused(
            f"the file has {status.st_size:,} bytes; at most {size_limit:,} are read",
            "Split it, or raise limits.max_file_mb in sellerhouse.toml.",
        )
    evidence, digest = EncodingEvidence(), hashlib.sha256()
    size, lines, nul, start = 0, 0, None, b""
    with open_to_read(path) as file:
        for block in blocks(file):
            digest.update(block)
            evidence.add(block)
            start = start or block[:START_BYTES]
            if nul is None and b"\0" in block:
                nul = lines + block[: block.index(b"\0")].count(b"\n") + 1
            if nul is None and size < START_BYTES:
                lines += block.count(b"\n")
            size += len(block)
    if not start.strip():
        raise FileRefused("the file is empty", "Download it again; a report without any rows still has a header line.")
    modified = datetime.fromtimestamp(status.st_mtime, UTC)
    return Survey(digest.hexdigest(), size, evidence.encoding(), modified, start, nul)


def open_to_read(path: Path) -> BinaryIO:
    """Open a file, saying what to do where that is not allowed."""
    try:
        return path.open("rb")
    except PermissionError as error:
        raise FileRefused(
            "the file may not be read by this user", f"Give it read permission: chmod u+r '{path.name}'.", None, True
        ) from error


def blocks(file: BinaryIO, size: int = BLOCK_BYTES) -> Iterator[bytes]:
    """The rest of an open file, block by block."""
    while block := file.read(size):
        yield block
