"""Members of ZIP and gzip files, unpacked one at a time within strict limits. Looks at no member's content."""

import gzip
import os
import stat
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ingestion.inbox import Candidate, is_ignored
from ingestion.refusal import FileRefused, shown
from ingestion.survey import open_to_read
from ingestion.workbook import is_workbook
from warehouse.sections import Limits

BLOCK_BYTES = 1 << 20
SMALLEST_SUSPECT = 1 << 24
"""Below this many unpacked bytes no ratio is held against an archive."""


def is_archive(path: Path) -> bool:
    """Whether a file is a ZIP (but no workbook) or gzip file, by its first bytes."""
    with open_to_read(path) as file:
        start = file.read(4)
    return start[:2] == b"\x1f\x8b" or (start in (b"PK\x03\x04", b"PK\x05\x06") and not is_workbook(path))


def members(archive: Candidate, folder: Path, limits: Limits) -> Iterator[Candidate]:
    """Each member, unpacked into `folder` for as long as the caller looks at it.

    Raises FileRefused for an archive that is damaged, locked, too large, or whose names or links lead elsewhere.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with open_to_read(archive.path) as file:
            if file.read(2) == b"\x1f\x8b":
                file.seek(0)
                yield from _gzip_member(archive, file, folder, limits)
            else:
                yield from _zip_members(archive, file, folder, limits)
    except (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise FileRefused(
            f"the archive is damaged or cut off ({shown(str(error))})", "Download it again, completely."
        ) from error


def _gzip_member(archive: Candidate, file: BinaryIO, folder: Path, limits: Limits) -> Iterator[Candidate]:
    name = archive.path.name.removesuffix(".gz").removesuffix(".GZ") or "content"
    modified = archive.path.stat().st_mtime
    with gzip.GzipFile(fileobj=file) as content:
        unpacked = folder / "member"
        _unpack(content, unpacked, _Budget(archive.path, limits))
        yield from _lend(archive, unpacked, name, modified)


def _zip_members(archive: Candidate, file: BinaryIO, folder: Path, limits: Limits) -> Iterator[Candidate]:
    with zipfile.ZipFile(file) as content:
        listed = [member for member in content.infolist() if not member.is_dir()]
        _check(listed, limits)
        wanted = [member for member in listed if not any(is_ignored(part) for part in member.filename.split("/"))]
        if not wanted:
            raise FileRefused("the archive holds no files", "Check that the right archive was put here.")
        budget = _Budget(archive.path, limits)
        for number, member in enumerate(wanted):
            unpacked = folder / f"member-{number}"
            try:
                with content.open(member) as stream:
                    _unpack(stream, unpacked, budget)
            except (RuntimeError, NotImplementedError) as error:
                raise FileRefused(
                    f"the member {shown(member.filename)} cannot be unpacked ({shown(str(error))})",
                    "Pack it again as an ordinary ZIP without a password.",
                ) from error
            yield from _lend(archive, unpacked, member.filename, _zip_time(member))


def _lend(archive: Candidate, unpacked: Path, name: str, modified: float) -> Iterator[Candidate]:
    try:
        os.utime(unpacked, (modified, modified))
        yield replace(archive, path=unpacked, raw_file=f"{archive.raw_file}!{name}")
    finally:
        unpacked.unlink(missing_ok=True)


def _check(listed: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(listed) > limits.max_archive_entries:
        raise FileRefused(
            f"the archive has {len(listed):,} members; at most {limits.max_archive_entries:,} are read",
            "Split it, or raise limits.max_archive_entries in sellerhouse.toml.",
        )
    for member in listed:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in member.filename or ":" in member.filename:
            raise FileRefused(
                f"a member's name leads out of the archive: {shown(member.filename)}", "Do not load this archive."
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise FileRefused(f"a member is a link: {shown(member.filename)}", "Pack the files themselves, no links.")


class _Budget:
    """How many bytes an archive may still unpack to, counted while unpacking, whatever its directory claims."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self._ratio = limits.max_archive_ratio
        self._by_ratio = max(path.stat().st_size * self._ratio, SMALLEST_SUSPECT)
        self._most = limits.max_file_mb * 1024**2
        self._used = 0

    def spend(self, size: int) -> None:
        self._used += size
        if self._used > self._by_ratio:
            raise FileRefused(
                f"the archive unpacks to more than {self._ratio} times its size: it looks like a ZIP bomb",
                "Do not load it; if it is genuine, unpack it yourself.",
            )
        if self._used > self._most:
            raise FileRefused(
                f"the archive unpacks to more than {self._most:,} bytes",
                "Unpack it yourself, or raise limits.max_file_mb in sellerhouse.toml.",
            )


def _unpack(stream: "BinaryIO | gzip.GzipFile | zipfile.ZipExtFile", target: Path, budget: _Budget) -> None:
    try:
        with target.open("wb") as file:
            while block := stream.read(BLOCK_BYTES):
                budget.spend(len(block))
                file.write(block)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _zip_time(member: zipfile.ZipInfo) -> float:
    """A member's time. A ZIP holds the local time of whoever packed it, which is taken as this machine's."""
    try:
        return time.mktime((*member.date_time, 0, 0, -1))
    except (OverflowError, ValueError):
        return 0.0
