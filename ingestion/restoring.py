"""What the archive keeps, brought back as files to load where raw rows were lost or are made anew. Reads no format."""

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ingestion import loading, recovery
from ingestion.inbox import Candidate
from ingestion.raw_store import raw_store
from ingestion.refusal import damaged_in_archive
from ingestion.survey import Survey
from warehouse import archive
from warehouse.home import Home
from warehouse.origins import Origin, origins
from warehouse.settings import Settings

EPOCH = datetime.fromtimestamp(0, UTC)


class NotKept(RuntimeError):
    """An archive that does not hold all that the warehouse was made from."""


def begin_rebuild(home: Home, settings: Settings) -> int:
    """Remove every raw row, so that the next load brings all that the archive keeps; how many files it keeps.

    The mark is made first and goes only when that load is durable, so one that is cut off is taken up by the next.
    Raises NotKept before anything is removed.
    """
    pipeline, store = loading.raw_pipeline(home, settings), raw_store(home, settings)
    recovery.finish_interrupted_load(home, pipeline, store)
    kept = {(origin.content_hash, origin.store_id) for origin in origins(home)}
    missing = set() if home.rebuild_mark.is_file() else set(store.loaded_files("content_hash", "store_id")) - kept
    if missing or not kept:
        what = f"lacks {len(missing)} of the files that were loaded" if missing else "keeps no file"
        raise NotKept(f"{home.archive} {what}, so the warehouse cannot be made from it; nothing was changed")
    home.rebuild_mark.touch(mode=0o600)
    store.clear()
    shutil.rmtree(Path(pipeline.working_dir), ignore_errors=True)
    return len(kept)


def lost_files(home: Home, known: Mapping[str, set[str | None]]) -> Sequence[Origin]:
    """What the archive keeps and no raw row tells of, while the warehouse is made anew; else nothing."""
    if not home.rebuild_mark.is_file():
        return ()
    return [origin for origin in origins(home) if origin.store_id not in known.get(origin.content_hash, ())]


def end_rebuild(home: Home, settings: Settings) -> None:
    """Take the mark away when all that the archive keeps is loaded; until then each load tries what is missing."""
    if home.rebuild_mark.is_file() and not lost_files(home, recovery.known_files(raw_store(home, settings))):
        home.rebuild_mark.unlink()


def as_loaded(origin: Origin, look: Survey) -> Survey:
    """What was seen of a kept file, under the hash that the file came with. Raises FileRefused where it is damaged."""
    if look.content_hash != origin.kept_hash:
        raise damaged_in_archive()
    return replace(look, content_hash=origin.content_hash)


def as_candidates(home: Home, lost: Sequence[Origin], folder: Path) -> Iterator[Candidate]:
    """The kept files with the names, stores, times and loads that they had, one unpacked at a time."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for origin in lost:
        # The ending stays, since the reader of workbooks asks for it.
        copy = folder / f"restored{Path(origin.raw_file).suffix}"
        with archive.open_content(home, origin.content_hash) as content, copy.open("wb") as file:
            shutil.copyfileobj(content, file)
        moment = (origin.modified_at - EPOCH) // timedelta(microseconds=1) * 1000
        os.utime(copy, ns=(moment, moment))
        yield Candidate(
            path=copy,
            raw_file=origin.raw_file,
            store_folder=origin.store_id,
            from_inbox=False,
            disk_path=copy,
            disk_state=None,
            origin=origin,
        )
        copy.unlink()
