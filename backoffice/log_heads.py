"""The heads of the operation log, kept in a file outside the database so that a cut tail shows. No database writes.

One line a day: its date, and the id and hash of the newest row then. The line of today moves with every write. A line
whose row is no longer in the log is never replaced: it is the evidence.
"""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from backoffice.operation_log import Head, Verification

HEADS_FILE = "operation_log_heads.jsonl"


class LogHeads:
    """The file of heads in one folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / HEADS_FILE

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the file against other processes, so that an older head never overwrites a newer one."""
        with FileLock(self.path.with_suffix(".lock"), mode=0o600):
            yield

    def advance(self, newest: Head, stands: Callable[[Head], bool]) -> None:
        """Write `newest`, in place of the last line when that is of the same day and its row still stands."""
        lines = self._lines()
        last = _parse(lines[-1]) if lines else None
        if last == newest:
            return
        if last is not None and last.date == newest.date and stands(last):
            lines.pop()
        lines.append(json.dumps({"date": newest.date, "id": newest.id, "hash": newest.hash}))
        self._replace("".join(f"{line}\n" for line in lines))

    def verify(self, chain: Verification, stands: Callable[[Head], bool]) -> Verification:
        """What `chain` says, unless a head names a row that is not there or is another one by now."""
        lines = self._lines()
        if not chain.is_intact or (not lines and not chain.row_count):
            return chain
        if not lines:
            return Verification(chain.row_count, None, f"{self.path} is missing, so a cut tail cannot be seen")
        for number, line in enumerate(lines, start=1):
            head = _parse(line)
            if head is None:
                return Verification(chain.row_count, None, f"line {number} of {self.path} cannot be read")
            if head.id > chain.row_count:
                reason = f"rows are missing at the end: on {head.date} the log reached row {head.id}"
                return Verification(chain.row_count, chain.row_count + 1, reason)
            if not stands(head):
                return Verification(chain.row_count, head.id, f"the row, or one before it, was another on {head.date}")
        return chain

    def _lines(self) -> list[str]:
        return self.path.read_text(encoding="utf-8", errors="replace").splitlines() if self.path.is_file() else []

    def _replace(self, text: str) -> None:
        fresh = self.path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)


def _parse(line: str) -> Head | None:
    try:
        values = json.loads(line)
        return Head(str(values["date"]), int(values["id"]), str(values["hash"]))
    except (ValueError, KeyError, TypeError):
        return None
