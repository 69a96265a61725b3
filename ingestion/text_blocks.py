"""A text file as blocks of whole lines in UTF-8, with their line numbers. Knows nothing of delimiters or columns."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from ingestion.refusal import FileRefused
from ingestion.survey import Survey, blocks, open_to_read

BLOCK_BYTES = 1 << 24
"""Larger ones the C library hands back to the system each time, and every page of the next is a fault."""
LONGEST_LINE = 1 << 27
ALREADY_UTF8 = ("utf-8", "utf-8-sig")


@dataclass(frozen=True)
class TextBlock:
    """Whole lines of UTF-8 ended by newlines (the file's last may lack its own), and the number of the first."""

    content: bytes
    first_line: int
    is_last: bool

    @cached_property
    def line_count(self) -> int:
        """How many lines there are, the last of which may lack its newline."""
        return self.content.count(b"\n") + (not self.content.endswith(b"\n"))


def text_blocks(path: Path, survey: Survey, quoted: bool, skip_lines: int = 0) -> Iterator[TextBlock]:
    """The file's lines after the first `skip_lines`, cut only where a row ends: outside of quotes where it is `quoted`.

    Raises FileRefused where bytes are not text in the file's encoding, or a row never ends.
    """
    number, held = 1, b""
    stream = _utf8(path, survey)
    for part, is_last in _with_last(stream):
        held += part
        cut = len(held) if is_last else _cut(held, quoted)
        if not cut:
            if len(held) > LONGEST_LINE:
                raise FileRefused("a single row is longer than any report's", ENDLESS_ROW, number)
            continue
        content, held = held[:cut], held[cut:]
        skipped = min(skip_lines, content.count(b"\n")) if skip_lines else 0
        content = content.split(b"\n", skipped)[-1] if skipped else content
        skip_lines, number = skip_lines - skipped, number + skipped
        if content:
            block = TextBlock(content, number, is_last)
            yield block
            number += block.line_count


ENDLESS_ROW = "A quotation mark is probably not closed, or this is no table: save the file again as CSV or XLSX."


def _with_last(stream: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    before: bytes | None = None
    for part in stream:
        if before is not None:
            yield before, False
        before = part
    yield before or b"", True


def _cut(content: bytes, quoted: bool) -> int:
    """Where the last whole row of `content` ends; 0 where none does."""
    end = content.rfind(b"\n") + 1
    if not quoted:
        return end
    quotes = content.count(b'"', 0, end)
    while end and quotes % 2:
        before = content.rfind(b"\n", 0, end - 1) + 1
        quotes -= content.count(b'"', before, end)
        end = before
    return end


def _utf8(path: Path, survey: Survey) -> Iterator[bytes]:
    """The file's text in UTF-8, with LF also where a file ends its lines with CR alone."""
    returns_only = _ends_lines_with_cr(survey)
    with open_to_read(path) as file:
        if survey.encoding in ALREADY_UTF8 and not returns_only:
            if survey.encoding == "utf-8-sig":
                file.seek(len(codecs.BOM_UTF8))
            yield from _blocks_to_line_ends(file)
            return
        decoder = codecs.getincrementaldecoder(survey.encoding)()
        line = 1
        for block in _then_end(blocks(file, BLOCK_BYTES // 4)):
            text = _decoded(decoder, block, line, survey.encoding)
            text = text.replace("\r", "\n") if returns_only else text
            line += text.count("\n")
            yield text.encode("utf-8")


def _blocks_to_line_ends(file: BinaryIO) -> Iterator[bytes]:
    """Blocks that end where a line does, so that nothing is left over to be copied."""
    while block := file.read(BLOCK_BYTES):
        yield block if block.endswith(b"\n") else block + file.readline(LONGEST_LINE)


def _then_end(stream: Iterator[bytes]) -> Iterator[bytes]:
    """The blocks, then an empty one that tells a decoder that the file has ended."""
    yield from stream
    yield b""


def _decoded(decoder: codecs.IncrementalDecoder, block: bytes, line: int, encoding: str) -> str:
    try:
        return decoder.decode(block, final=not block)
    except UnicodeDecodeError as error:
        before = bytes(error.object[: error.start]).decode(encoding, errors="ignore")
        raise FileRefused(
            f"the text breaks off or is damaged: these bytes are no text in {encoding}",
            "Download the file again, or save it as UTF-8.",
            line + before.count("\n"),
        ) from error


def _ends_lines_with_cr(survey: Survey) -> bool:
    text = survey.opening_text()
    return "\r" in text and "\n" not in text
