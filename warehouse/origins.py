"""Where each file of the archive came from, kept beside it: the archive alone can make all again. Reads no file."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from warehouse.archive import ORIGINS_SUFFIX, path_of
from warehouse.home import Home
from warehouse.whole_files import write_whole


@dataclass(frozen=True)
class Origin:
    """One file as it was loaded. The same content may have come for several stores.

    content_hash, kept_hash -- of the file as it came, and as it is kept: without buyers' personal data.
    kind -- what it was read as. store_id -- None for what belongs to no store. modified_at -- the file's own time, UTC.
    """

    content_hash: str
    kept_hash: str
    raw_file: str
    store_id: str | None
    kind: str
    load_id: str
    modified_at: datetime


def note_origin(home: Home, origin: Origin) -> None:
    """Add where a kept file came from; a store's first account of it stands."""
    known = _origins_of(_path_of(home, origin.content_hash))
    if any(one.store_id == origin.store_id for one in known):
        return
    path = _path_of(home, origin.content_hash)
    rows = [{**asdict(one), "modified_at": one.modified_at.isoformat()} for one in (*known, origin)]
    write_whole(path, json.dumps(rows, ensure_ascii=False, indent=1).encode())


def kept_hash(home: Home, content_hash: str) -> str | None:
    """The hash of what is kept of a file; None where nothing tells of it."""
    return next((one.kept_hash for one in _origins_of(_path_of(home, content_hash))), None)


def origins(home: Home) -> list[Origin]:
    """Everything that was loaded and is kept, in the order in which it was loaded."""
    found = [origin for path in home.archive.glob(f"*/*{ORIGINS_SUFFIX}") for origin in _origins_of(path)]
    return sorted(found, key=lambda origin: (origin.load_id, origin.raw_file, origin.store_id or ""))


def _path_of(home: Home, content_hash: str) -> Path:
    return path_of(home, content_hash).with_suffix(ORIGINS_SUFFIX)


def _origins_of(path: Path) -> list[Origin]:
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return [Origin(**{**row, "modified_at": datetime.fromisoformat(row["modified_at"])}) for row in rows]
