"""A run killed at any moment, then run again, gives the figures of a clean run."""

import contextlib
import subprocess
import time
from collections.abc import Callable

import pytest

from tests.e2e.conftest import SELLER, Installation


def wait_until(reached: Callable[[], bool], process: "subprocess.Popen[bytes]") -> None:
    """Return when the moment to kill has come, or the run was quicker."""
    deadline = time.monotonic() + 120
    while not reached() and time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.005)
            return


MOMENTS: dict[str, Callable[[Installation], bool]] = {
    "while files are parsed": lambda place: any((place.home / "work" / "parsed").glob("*/*")),
    "while rows are loaded": lambda place: (place.home / "work" / "raw.duckdb").exists(),
    "when the load package stands": lambda place: any((place.home / "work" / "dlt").rglob("load/normalized/*/*")),
    "while models are built": lambda place: (place.home / "work" / "warehouse.duckdb").exists(),
    "while the build is copied": lambda place: any((place.home / "builds").glob(".*")),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_is_made_good_by_the_next(demo: Installation, installation: Installation, moment: str) -> None:
    installation.with_the_samples_settings()
    process = installation.start("run", str(SELLER))
    wait_until(lambda: MOMENTS[moment](installation), process)
    process.kill()
    process.wait()
    installation.run("run", str(SELLER), expect=3)
    assert installation.figures() == demo.figures()
