"""What the last run did, as one small JSON file that survives a crash. Holds no money data of its own."""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from warehouse.home import Home

Outcome = Literal["running", "published", "published_with_refused_files", "checks_failed", "failed", "loaded"]


def begin(home: Home, run_id: str) -> None:
    """Start a fresh report; until it ends its outcome is `running`, which after a crash means: cut off."""
    _write(home, {"run_id": run_id, "started_at": now(), "finished_at": None, "outcome": "running", "steps": {}})


def note(home: Home, **facts: Any) -> None:
    """Add facts to the report of the run that is going on."""
    _write(home, {**read(home), **facts})


def note_step(home: Home, name: str, seconds: float) -> None:
    """Add how long a step took."""
    report = read(home)
    _write(home, {**report, "steps": {**report.get("steps", {}), name: round(seconds, 2)}})


def note_failed_checks(home: Home, failed: Sequence[str]) -> None:
    """Add what a check found wrong, in words; with any of these nothing is published."""
    if failed:
        note(home, failed_checks=[*read(home).get("failed_checks", []), *failed])


def end(home: Home, outcome: Outcome, **facts: Any) -> None:
    """Close the report."""
    note(home, outcome=outcome, finished_at=now(), **facts)


def read(home: Home) -> dict[str, Any]:
    """The report of the last run, empty where there was none."""
    try:
        report: dict[str, Any] = json.loads(home.last_run.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return report


def _write(home: Home, report: Mapping[str, Any]) -> None:
    fresh = home.last_run.with_suffix(".new")
    with fresh.open("w", encoding="utf-8") as file:
        json.dump(report, file, indent=2, ensure_ascii=False, default=str)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home.last_run)


def now() -> str:
    """This moment in UTC, to the second, as ISO 8601 text."""
    return datetime.now(UTC).isoformat(timespec="seconds")
