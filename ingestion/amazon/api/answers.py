"""Amazon's answers as JSON that has what is needed, and documents without their packing. Asks for nothing."""

import json
import zlib
from typing import Any

import requests

from ingestion.fetching.connection import FetchFailed

GZIP_SIGN = b"\x1f\x8b"
WITH_GZIP_HEADER = 31


def answer_of(response: requests.Response, *needed: str) -> dict[str, Any]:
    """An answer as JSON that has what is needed. Raises FetchFailed."""
    try:
        answer = json.loads(response.content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or any(answer.get(name) is None for name in needed):
        reason = f"Amazon answered without {' and '.join(needed) or 'JSON'}"
        raise FetchFailed(reason, "If it goes on, report it with this message.", True)
    return answer


def unpacked(content: bytes, limit_bytes: int) -> bytes:
    """A document without its gzip packing. Raises FetchFailed where it is cut off or grows beyond the limit."""
    if not content.startswith(GZIP_SIGN):
        return content
    unpacking = zlib.decompressobj(WITH_GZIP_HEADER)
    try:
        whole = unpacking.decompress(content, limit_bytes)
    except zlib.error:
        raise FetchFailed("a document's gzip packing is damaged", "If it goes on, ask the provider.", True) from None
    if unpacking.unconsumed_tail:
        raise FetchFailed("a document is larger than is read", "Raise limits.max_file_mb.", False)
    if not unpacking.eof:
        raise FetchFailed("a document's gzip packing is cut off", "If it goes on, ask the provider.", True)
    return whole
