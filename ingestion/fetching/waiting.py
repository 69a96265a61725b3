"""Fetched pages on disk until a load takes them, and how far each stream was fetched. Reads no page."""

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ingestion.fetching.connection import Page
from warehouse.home import Home
from warehouse.whole_files import write_whole

LONGEST_NAME = 150


class Waiting:
    """The pages and cursors of one store and one source.

    since, until -- days that are fetched again, with cursors of their own; None where fetching goes on.
    """

    def __init__(
        self, home: Home, store_id: str, source: str, since: date | None = None, until: date | None = None
    ) -> None:
        days = f".{since}_{until or ''}" if since else ""
        self._pages = home.fetched / store_id / "api" / source
        self._cursors = home.cursors / f"{store_id}.{source}{days}.json"

    def keep(self, page: Page) -> None:
        """Keep a page, durably, and only then note that it was fetched."""
        if page.content is not None:
            path = self._pages / page.stream / _file_name(page.name)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_whole(path, page.content)
            if page.made_at:
                os.utime(path, (page.made_at.timestamp(), page.made_at.timestamp()))
        if page.cursor is not None:
            self._cursors.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            cursors = {**self._all_cursors(), page.stream: dict(page.cursor)}
            write_whole(self._cursors, json.dumps(cursors, indent=1, sort_keys=True).encode())

    def cursor(self, stream: str) -> Mapping[str, Any]:
        """Where the stream goes on; empty where it was never fetched."""
        found: Mapping[str, Any] = self._all_cursors().get(stream, {})
        return found

    def forget_cursors(self) -> None:
        """Begin anew next time."""
        self._cursors.unlink(missing_ok=True)

    def _all_cursors(self) -> dict[str, Any]:
        try:
            cursors: dict[str, Any] = json.loads(self._cursors.read_bytes())
        except FileNotFoundError:
            return {}
        return cursors


def _file_name(name: str) -> str:
    """The name without characters that file systems or shells take for something else."""
    return re.sub(r"[^\w.,=@+-]+", "_", name)[-LONGEST_NAME:].lstrip(".")
