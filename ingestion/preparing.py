"""All files of one load, each recognised, read and told about; nothing is loaded yet. Knows no format by name."""

import hashlib
import io
import logging
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingestion.archives import is_archive, members
from ingestion.formats import FileFormat, Source
from ingestion.inbox import Candidate, candidates, state_of
from ingestion.media import open_file
from ingestion.outcome import FileOutcome, ParsedFile, Preparation
from ingestion.raw_files import RawFiles
from ingestion.reading import read_and_archive
from ingestion.refusal import FileRefused, shown
from ingestion.stores import store_of
from ingestion.survey import Survey, survey
from warehouse import archive
from warehouse.home import Home
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
        for number, candidate in enumerate(found):
            if progress:
                progress(STEP, number, len(found))
            for item in self._unpacked(candidate):
                self.outcomes.append(self._take(item))
        if progress and found:
            progress(STEP, len(found), len(found))

    def take_shipped(self, source: Source) -> None:
        """Take the file that comes with the source itself, unless this edition of it is loaded."""
        if source.shipped is None:
            return
        file = source.shipped()
        content_hash = hashlib.sha256(file.content).hexdigest()
        if content_hash in self.known:
            return
        origin = {"raw_file": file.raw_file, "content_hash": content_hash, "load_id": self.load_id}
        rows = file.rows(file.content, origin)
        with RawFiles(self.folder, file.kind) as files:
            files.add(file.table, rows, rows.schema.names, ())
        archive.store(self.home, io.BytesIO(file.content))
        self.tables[file.table].append(files.parsed()[file.table])
        self.outcomes.append(
            FileOutcome(
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
            )
        )

    def _unpacked(self, candidate: Candidate) -> Iterator[Candidate]:
        """The file itself, or the members of an archive; one that cannot be opened is told about here."""
        try:
            if candidate.path.is_symlink() or not candidate.path.is_file():
                raise _not_a_file(candidate)
            if not is_archive(candidate.path):
                yield candidate
                return
            yield from members(candidate, self.folder / "members", self.settings.limits)
        except FileRefused as refused:
            self.outcomes.append(_refused(_blank_outcome(candidate), refused))
        except OSError as error:
            self.outcomes.append(_refused(_blank_outcome(candidate), _unreadable(error)))

    def _take(self, candidate: Candidate) -> FileOutcome:
        outcome = _blank_outcome(candidate)
        try:
            store, warnings = store_of(candidate, self.store_id, self.settings)
            outcome = replace(outcome, store_id=store, warnings=tuple(warnings))
            look = survey(candidate.path, self.settings.limits.max_file_mb * 1024**2)
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
            return _refused(outcome, refused)
        except OSError as error:
            return _refused(outcome, _unreadable(error))
        except Exception as error:
            LOG.exception("reading %s failed", outcome.raw_file)
            return _refused(outcome, _unforeseen(error))

    def _read(self, candidate: Candidate, outcome: FileOutcome, look: Survey) -> FileOutcome:
        recognised = open_file(candidate.path, look, self.formats, self.settings.limits)
        kind = recognised.format
        outcome = replace(outcome, kind=kind.kind, source=self._source_of(kind))
        others = self.known.get(look.content_hash, set())
        try:
            if kind.one_store_only and others:
                raise _of_another_store(outcome.store_id, others)
            origin = {
                "store_id": str(outcome.store_id),
                "raw_file": outcome.raw_file,
                "content_hash": look.content_hash,
                "load_id": self.load_id,
            }
            stem = f"{len(self.outcomes):06d}"
            read = read_and_archive(self.home, candidate.path, look, recognised, origin, self.folder, stem)
        except FileRefused as refused:
            return _refused(outcome, refused)
        for table, parsed in read.tables.items():
            self.tables[table].append(parsed)
        self.known.setdefault(look.content_hash, set()).add(outcome.store_id)
        return replace(outcome, row_count=read.row_count, warnings=(*outcome.warnings, *read.warnings))

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


def _refused(outcome: FileOutcome, refused: FileRefused) -> FileOutcome:
    return replace(
        outcome, status="refused", line=refused.line, reason=refused.reason, advice=refused.advice, row_count=0
    )


def _not_a_file(candidate: Candidate) -> FileRefused:
    if candidate.path.is_symlink():
        return FileRefused("it is a link, not a file", "Put the file itself there.")
    if candidate.path.exists():
        return FileRefused("it is no ordinary file", "Put the file itself there.")
    return FileRefused("there is no such file", "Check the path.", can_retry=True)


def _unreadable(error: OSError) -> FileRefused:
    return FileRefused(f"the file cannot be read ({error.strerror})", "Check the disk and the file.", can_retry=True)


def _unforeseen(error: Exception) -> FileRefused:
    """A fault of this program: it must not keep the files beside this one from loading, and must not be silent."""
    return FileRefused(
        f"an error in the program itself: {type(error).__name__}: {shown(str(error))}",
        "Please report it with this message and, if you can, the file's first lines.",
    )


def _of_another_store(store: str | None, others: set[str | None]) -> FileRefused:
    names = ", ".join(sorted(f"'{name}'" for name in others if name))
    return FileRefused(
        f"the very same file was already loaded for store {names}; it cannot be the money of store '{store}' as well",
        f"If it belongs to '{store}', ask for a rebuild without the first one; else remove it from the inbox.",
    )
