"""All files of one load, each recognised, read and told about; nothing is loaded yet. Knows no format by name."""

import hashlib
import logging
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingestion.archives import is_archive, members
from ingestion.formats import FileFormat, ShippedFile, Source
from ingestion.inbox import Candidate, candidates, state_of
from ingestion.media import open_file
from ingestion.outcome import FileOutcome, ParsedFile, Preparation
from ingestion.raw_files import RawFiles
from ingestion.reading import read_and_archive
from ingestion.refusal import (
    FileRefused,
    not_a_file,
    of_another_store,
    shown,
    unforeseen,
    unreadable,
)
from ingestion.restoring import as_candidates, as_loaded
from ingestion.stores import store_of
from ingestion.survey import Survey, survey
from warehouse import archive
from warehouse.home import Home
from warehouse.origins import Origin, note_origin
from warehouse.settings import Settings

STEP = "load"
LOG = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]


@dataclass
class LoadOfFiles:
    """One load while it is being prepared.

    known -- for each content hash, the stores it was loaded for.
    """

    home: Home
    settings: Settings
    sources: Sequence[Source]
    known: dict[str, set[str | None]]
    store_id: str | None = None
    load_id: str = field(default_factory=lambda: new_load_id())
    outcomes: list[FileOutcome] = field(default_factory=list)
    tables: dict[str, list[ParsedFile]] = field(default_factory=lambda: defaultdict(list))

    @property
    def folder(self) -> Path:
        """Where this load's rows wait."""
        return parsed_folder(self.home) / self.load_id

    @property
    def formats(self) -> tuple[FileFormat, ...]:
        return tuple(kind for source in self.sources for kind in source.formats_under(self.settings))

    def take_all(self, paths: Sequence[Path], scan_inbox: bool, progress: Progress | None) -> None:
        """Look at every file, in the order of their names."""
        found = list(candidates(self.home, paths, scan_inbox))
        self._take_each(found, len(found), progress)

    def take_lost(self, lost: Sequence[Origin], progress: Progress | None) -> None:
        """Take again what the archive keeps, as it was taken the first time."""
        of_stores = [origin for origin in lost if origin.store_id is not None]
        self._take_each(as_candidates(self.home, of_stores, self.folder), len(of_stores), progress)
        for source in self.sources:
            if source.shipped is not None:
                self._take_lost_editions(source, source.shipped(), lost)

    def take_shipped(self, source: Source) -> None:
        """Take the file that comes with the source itself, unless this edition of it is loaded."""
        if source.shipped is not None:
            self._take_edition(source, source.shipped(), self.load_id)

    def _take_each(self, found: Iterable[Candidate], count: int, progress: Progress | None) -> None:
        for number, candidate in enumerate(found):
            if progress:
                progress(STEP, number, count)
            for item in self._unpacked(candidate):
                self.outcomes.append(self._take(item))
        if progress and count:
            progress(STEP, count, count)

    def _take_lost_editions(self, source: Source, shipped: ShippedFile, lost: Sequence[Origin]) -> None:
        for origin in lost:
            if origin.store_id is None and origin.kind == shipped.kind:
                with archive.open_content(self.home, origin.content_hash) as content:
                    edition = replace(shipped, content=content.read(), modified_at=origin.modified_at)
                self._take_edition(source, edition, origin.load_id)

    def _take_edition(self, source: Source, file: ShippedFile, load_id: str) -> None:
        content_hash = hashlib.sha256(file.content).hexdigest()
        if content_hash in self.known:
            return
        origin = {"raw_file": file.raw_file, "content_hash": content_hash, "load_id": load_id}
        rows = file.rows(file.content, origin)
        with RawFiles(self.folder, f"{file.kind}-{load_id}") as files:
            files.add(file.table, rows, rows.schema.names, ())
        archive.store(self.home, [file.content])
        self.tables[file.table].append(files.parsed()[file.table])
        self.known[content_hash] = {None}
        outcome = FileOutcome(
            raw_file=file.raw_file,
            store_id=None,
            source=source.name,
            kind=file.kind,
            status="loaded",
            path=file.path,
            from_inbox=False,
            row_count=rows.num_rows,
            content_hash=content_hash,
            encoding="utf-8",
            size_bytes=len(file.content),
            modified_at=file.modified_at,
            load_id=load_id,
        )
        note_origin(self.home, outcome.origin())
        self.outcomes.append(outcome)

    def _unpacked(self, candidate: Candidate) -> Iterator[Candidate]:
        """The file itself, or the members of an archive; one that cannot be opened is told about here."""
        try:
            if candidate.path.is_symlink() or not candidate.path.is_file():
                raise not_a_file(candidate.path)
            if not is_archive(candidate.path):
                yield candidate
                return
            yield from members(candidate, self.folder / "members", self.settings.limits)
        except FileRefused as refused:
            self.outcomes.append(_blank_outcome(candidate).refused(refused))
        except OSError as error:
            self.outcomes.append(_blank_outcome(candidate).refused(unreadable(error)))

    def _take(self, candidate: Candidate) -> FileOutcome:
        outcome = replace(
            _blank_outcome(candidate), load_id=candidate.origin.load_id if candidate.origin else self.load_id
        )
        try:
            store, warnings = store_of(candidate, self.store_id, self.settings)
            outcome = replace(outcome, store_id=store, warnings=tuple(warnings))
            look = survey(candidate.path, self.settings.limits.max_file_mb * 1024**2)
            if candidate.origin:
                look = as_loaded(candidate.origin, look)
            outcome = replace(
                outcome,
                content_hash=look.content_hash,
                encoding=look.encoding,
                size_bytes=look.size_bytes,
                modified_at=look.modified_at,
            )
            if store in self.known.get(look.content_hash, ()):
                return replace(outcome, status="duplicate", warnings=())
            return self._read(candidate, outcome, look)
        except FileRefused as refused:
            return outcome.refused(refused)
        except OSError as error:
            return outcome.refused(unreadable(error))
        except Exception as error:
            LOG.exception("reading %s failed", outcome.raw_file)
            return outcome.refused(unforeseen(error))

    def _read(self, candidate: Candidate, outcome: FileOutcome, look: Survey) -> FileOutcome:
        parts = open_file(candidate.path, look, self.formats, self.settings.limits)
        outcome = self._of_kinds(outcome, [part.format for part in parts])
        others = self.known.get(look.content_hash, set())
        try:
            if others and any(part.format.one_store_only for part in parts):
                raise of_another_store(outcome.store_id, others)
            origin = {
                "store_id": str(outcome.store_id),
                "raw_file": outcome.raw_file,
                "content_hash": look.content_hash,
                "load_id": str(outcome.load_id),
            }
            stem = f"{len(self.outcomes):06d}"
            read = read_and_archive(self.home, candidate.path, look, parts, origin, self.folder, stem)
        except FileRefused as refused:
            return outcome.refused(refused)
        for parsed in read.parsed:
            self.tables[parsed.table].append(parsed)
        self.known.setdefault(look.content_hash, set()).add(outcome.store_id)
        outcome = replace(self._of_kinds(outcome, read.formats), kept_hash=read.kept_hash)
        note_origin(self.home, outcome.origin())
        return replace(outcome, row_count=read.row_count, warnings=(*outcome.warnings, *read.warnings))

    def _of_kinds(self, outcome: FileOutcome, formats: Sequence[FileFormat]) -> FileOutcome:
        """The outcome with what its file is; a workbook can be of several kinds."""
        kinds = dict.fromkeys(kind.kind for kind in formats)
        sources = dict.fromkeys(self._source_of(kind) for kind in formats)
        return replace(outcome, kind=" + ".join(kinds), source=" + ".join(sources))

    def _source_of(self, kind: FileFormat) -> str:
        return next(
            source.name
            for source in self.sources
            if any(kind.kind == known.kind for known in source.formats_under(self.settings))
        )

    def preparation(self, stores_before: frozenset[str]) -> Preparation:
        """What this load brings."""
        stores = {file.store_id for file in self.outcomes if file.status == "loaded" and file.store_id}
        return Preparation(self.load_id, tuple(self.outcomes), dict(self.tables), stores_before | stores)


def parsed_folder(home: Home) -> Path:
    """Where rows wait that are not loaded yet; what lies here when a load begins, a run left that was cut off."""
    return home.work / "parsed"


def new_load_id() -> str:
    """A name that sorts by time, such as 20261124T034100123456Z."""
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")


def remove_taken_files(home: Home, preparation: Preparation) -> None:
    """Take out of the inbox what is loaded, unless it was changed since; an archive only if all of it is loaded."""
    by_file: dict[Path, list[FileOutcome]] = defaultdict(list)
    for outcome in preparation.files:
        by_file[outcome.path].append(outcome)
    for path, outcomes in by_file.items():
        is_taken = all(outcome.from_inbox and outcome.status != "refused" for outcome in outcomes)
        if is_taken and state_of(path) == outcomes[0].disk_state:
            path.unlink(missing_ok=True)
    shutil.rmtree(parsed_folder(home), ignore_errors=True)


def _blank_outcome(candidate: Candidate) -> FileOutcome:
    return FileOutcome(
        raw_file=shown(candidate.raw_file, 1000),
        store_id=None,
        source=None,
        kind=None,
        status="loaded",
        path=candidate.disk_path,
        from_inbox=candidate.from_inbox,
        disk_state=candidate.disk_state,
    )
