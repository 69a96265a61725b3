"""Which files a load looks at, and the store folder each lies in. Opens none of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from warehouse.home import Home
from warehouse.origins import Origin

UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".partial")
SYSTEM_NAMES = ("desktop.ini", "thumbs.db", "__macosx")
# Sellerhouse's own files, which `sellerhouse demo` writes beside the reports.
OWN_NAMES = ("sellerhouse.toml", "answer_key.json")


@dataclass(frozen=True)
class Candidate:
    """A file to look at.

    path -- where its bytes are; for a member of an archive, a copy that was unpacked.
    disk_path, disk_state -- the file its owner sees (for a member, the archive), and its time and size when found.
    origin -- what the archive tells of the file, where it comes from there.
    store_folder -- the first folder below the inbox, or below the folder that was named; None where there is none.
    """

    path: Path
    raw_file: str
    store_folder: str | None
    from_inbox: bool
    disk_path: Path
    disk_state: tuple[int, int] | None
    origin: Origin | None = None


def candidates(home: Home, paths: Sequence[Path], scan_inbox: bool) -> Iterator[Candidate]:
    """The files of the inbox and those fetched, then those named by `paths`, each once, in the order of their names."""
    seen: set[Path] = set()
    roots = [(home.inbox, True), *([(home.fetched, True)] if home.fetched.is_dir() else [])] if scan_inbox else []
    for root, from_inbox in [*roots, *((path.expanduser().absolute(), False) for path in paths)]:
        for path in sorted(_files(root)):
            if path not in seen:
                seen.add(path)
                yield _candidate(home, path, root, from_inbox)


def waiting_files(home: Home) -> list[Path]:
    """The files that lie in the inbox, in the order of their names."""
    return sorted(_files(home.inbox))


def is_ignored(name: str) -> bool:
    """Whether a file or folder is hidden, temporary, still being copied, or no report but Sellerhouse's own."""
    lowered = name.lower()
    return name.startswith((".", "~$")) or lowered.endswith(UNFINISHED) or lowered in (*SYSTEM_NAMES, *OWN_NAMES)


def state_of(path: Path) -> tuple[int, int] | None:
    """What changes when a file's content does: its time and size."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    try:
        listed = list(root.iterdir())
    except OSError:
        yield root
        return
    for path in listed:
        if is_ignored(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _candidate(home: Home, path: Path, root: Path, from_inbox: bool) -> Candidate:
    base = home.inbox if path.is_relative_to(home.inbox) else root
    relative = path.relative_to(base) if path != base else Path(path.name)
    folder = relative.parts[0] if len(relative.parts) > 1 else None
    return Candidate(path, relative.as_posix(), folder, from_inbox, path, state_of(path))
