"""A run killed at any moment, then run again, gives the figures of a clean run and loads nothing twice."""

import contextlib
import subprocess
import time
from glob import iglob
from pathlib import Path

from tests.e2e.conftest import SELLER, Installation


def wait_until_there(home: Path, pattern: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when a file of `home` shows that the moment to kill has come, or the run was quicker."""
    deadline = time.monotonic() + 120
    # Path.glob would raise where a folder vanishes while it looks.
    while not any(iglob(pattern, root_dir=home)) and time.monotonic() < deadline:  # noqa: PTH207
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.005)
            return


ROWS_ARE_LOADED = "work/dlt/*/*/load/normalized/*"
MODELS_ARE_BUILT = "work/warehouse.duckdb"
THE_BUILD_IS_COPIED = "builds/.*"
MOMENTS = (ROWS_ARE_LOADED, MODELS_ARE_BUILT, THE_BUILD_IS_COPIED)
"""The first file or folder of the home that shows the moment has come. Loads die at any moment in tests/ingestion."""


def test_a_run_that_is_killed_again_and_again_is_made_good_by_the_next(
    demo: Installation, installation: Installation
) -> None:
    installation.with_the_samples_settings()
    for moment in MOMENTS:
        process = installation.start("run", str(SELLER))
        wait_until_there(installation.home, moment, process)
        assert process.poll() is None, "the run ended before it could be killed"
        process.kill()
        process.wait()
    installation.run("run", str(SELLER), expect=3)
    assert installation.figures() == demo.figures()
    assert installation.status()["loaded"] == [], "the runs that died had loaded all of it"
