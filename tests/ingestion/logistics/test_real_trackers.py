"""EasyPost's recorded answers: every tracker and every scan of them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ingestion.conftest import Reading


def bodies(path: Path, folder: Path) -> list[Path]:
    """The JSON bodies of a recording, each as the file that an API client would save."""
    recording: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = []
    for number, exchange in enumerate(recording["interactions"]):
        files.append(folder / f"{path.stem}-{number}.json")
        files[-1].write_text(exchange["response"]["body"]["string"], encoding="utf-8")
    return files


@pytest.mark.parametrize(
    ("name", "parcels", "events"),
    [
        ("test_tracker_create.yaml", 1, 2),
        ("test_tracker_retrieve.yaml", 2, 4),
        ("test_tracker_retrieve_batch.yaml", 2, 4),
        ("test_tracker_all.yaml", 5, 10),
    ],
)
def test_recorded_trackers(
    read: Callable[..., Reading], samples: Path, tmp_path: Path, name: str, parcels: int, events: int
) -> None:
    reading = read(*bodies(samples / "tracking" / "easypost" / name, tmp_path))
    assert {file.status for file in reading.files} == {"loaded"}
    found = reading.rows["logistics_parcels"]
    assert (len(found), len(reading.rows["logistics_tracking_events"])) == (parcels, events)
    assert {row["carrier"] for row in found} == {"USPS"}
    assert all(row["event_at"] and row["description"] for row in reading.rows["logistics_tracking_events"])
