"""How far each part of a stream is, one part for each marketplace. Moves nothing by itself: pages carry it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from ingestion.fetching.connection import Connection, Page


class Places:
    """The cursor of one stream: by part, such as a marketplace's id, where that part goes on."""

    def __init__(self, connection: Connection, stream: str) -> None:
        self._stream = stream
        self._by_part: dict[str, Any] = dict(connection.cursor(stream))

    def of(self, part: str) -> Mapping[str, Any]:
        """Where a part goes on; empty at its beginning."""
        found: Mapping[str, Any] = self._by_part.get(part, {})
        return found

    def page(
        self,
        part: str,
        place: Mapping[str, Any],
        name: str = "",
        content: bytes | None = None,
        made_at: datetime | None = None,
    ) -> Page:
        """A page behind which the part goes on at `place`; without content, only a note of it."""
        self._by_part[part] = dict(place)
        return Page(self._stream, name, content, dict(self._by_part), made_at)
