"""Every raw file that was loaded, kept compressed under the hash of its content. Knows no format and no table."""

import codecs
import hashlib
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from warehouse.home import Home

BLOCK_BYTES = 1 << 20
SUFFIX = ".zst"
ORIGINS_SUFFIX = ".json"
"""Of what tells where a kept file came from, see warehouse/origins.py."""
ZIP_START = b"PK\x03\x04"
NOT_LINES_OF_TEXT = (ZIP_START,)
BYTES_AS_TEXT = "latin-1"


class NotArchived(LookupError):
    """No file with this content is kept."""


def store(home: Home, content: Iterable[bytes], name: str | None = None) -> str:
    """Keep content, given in blocks, and return its SHA-256 as hex; content that is already kept is kept once.

    name -- the hash that it is found by, where it is not its own.
    The file appears whole or not at all, whatever stops this.
    """
    digest = hashlib.sha256()
    home.archive.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = home.archive / f".{os.getpid()}-{os.urandom(8).hex()}{SUFFIX}"
    try:
        _compress(content, unfinished, digest)
        target = path_of(home, name or digest.hexdigest())
        if not target.exists():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return digest.hexdigest()


def path_of(home: Home, content_hash: str) -> Path:
    """Where content with this hash is kept, whether or not it is."""
    return home.archive / content_hash[:2] / f"{content_hash}{SUFFIX}"


def remove(home: Home, content_hash: str) -> None:
    """Forget content and where it came from, if it is kept."""
    path_of(home, content_hash).unlink(missing_ok=True)
    path_of(home, content_hash).with_suffix(ORIGINS_SUFFIX).unlink(missing_ok=True)


def clear_unfinished(home: Home) -> None:
    """Remove what a run that was cut off left half written."""
    for path in home.archive.glob(f".*{SUFFIX}"):
        path.unlink(missing_ok=True)


def open_content(home: Home, content_hash: str) -> io.BufferedReader:
    """The content with this hash, decompressed while it is read. Raises NotArchived."""
    try:
        compressed = pa.OSFile(str(path_of(home, content_hash)), "r")
    except FileNotFoundError as error:
        raise NotArchived(f"no file with content {content_hash} is in {home.archive}") from error
    return io.BufferedReader(pa.CompressedInputStream(compressed, "zstd"), BLOCK_BYTES)


def raw_lines(home: Home, content_hash: str, lines: Iterable[int], encoding: str | None = None) -> dict[int, str]:
    """The text of these lines (the first is 1) as they stand in the file; lines that it has not are left out.

    Without `encoding` the text is taken as UTF-16 or UTF-8 by its marks, else as UTF-8, else as Windows' Western one.
    Workbooks have no lines. Raises NotArchived.
    """
    wanted = set(lines)
    found: dict[int, str] = {}
    with open_content(home, content_hash) as content:
        start = content.peek(BLOCK_BYTES)
        if not wanted or start.startswith(NOT_LINES_OF_TEXT):
            return found
        known = encoding or _marked_encoding(start)
        ending = "\r" if b"\r" in start and b"\n" not in start else "\n"
        text = io.TextIOWrapper(content, known or BYTES_AS_TEXT, errors="replace", newline=ending)
        for number, line in enumerate(text, 1):
            if number in wanted:
                found[number] = (line if known else _guessed(line)).rstrip("\r\n")
            if len(found) == len(wanted):
                break
    return found


def json_record(home: Home, content_hash: str, place: int) -> str | None:
    """One record of a JSON document, indented; None where the file is no JSON or has no such record.

    An API's answer has no lines: its rows are known by the place (from 1) of their record in the document's outermost
    list. A document without a list is one record. Numbers are shown as text, digit for digit. Raises NotArchived.
    """
    with open_content(home, content_hash) as content:
        if not content.peek(BLOCK_BYTES).lstrip(codecs.BOM_UTF8 + b" \r\n\t").startswith((b"{", b"[")):
            return None
        try:
            document = json.loads(content.read(), parse_float=str, parse_int=str)
        except ValueError:
            return None
    records = _outermost_list(document) or [document]
    return json.dumps(records[place - 1], ensure_ascii=False, indent=2) if 0 < place <= len(records) else None


def _outermost_list(document: Any) -> list[Any] | None:
    """The list of records that is nested least."""
    level = [document]
    while level:
        lists = (item for item in level if isinstance(item, list) and item and isinstance(item[0], dict))
        if found := next(lists, None):
            return found
        level = [value for item in level if isinstance(item, dict) for value in item.values()]
    return None


def _marked_encoding(start: bytes) -> str | None:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else None


def _guessed(line: str) -> str:
    content = line.encode(BYTES_AS_TEXT)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _compress(content: Iterable[bytes], target: Path, digest: "hashlib._Hash") -> None:
    raw = os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    with raw, pa.CompressedOutputStream(raw, "zstd") as compressed:
        for block in content:
            digest.update(block)
            compressed.write(block)
    with target.open("rb") as written:
        os.fsync(written.fileno())
