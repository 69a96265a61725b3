"""A run killed at any moment, then run again, gives the figures of a clean run."""

import contextlib
import subprocess
import time
from glob import iglob
from pathlib import Path

import pytest

from tests.e2e.conftest import SELLER, Installation


def wait_until_there(home: Path, pattern: str, process: "subprocess.Popen[bytes]") -> None:
    """Return when a file of `home` shows that the moment to kill has come, or the run was quicker."""
    deadline = time.monotonic() + 120
    # Path.glob would raise where a folder vanishes while it looks.
    while not any(iglob(pattern, root_dir=home)) and time.monotonic() < deadline:  # noqa: PTH207
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.005)
            return


MOMENTS = {
    "while rows are loaded": "work/raw.duckdb",
    "while models are built": "work/warehouse.duckdb",
    "while the build is copied": "builds/.*",
}
"""The first file or folder of the home that shows the moment has come. Loads die at any moment in tests/ingestion."""


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_is_made_good_by_the_next(demo: Installation, installation: Installation, moment: str) -> None:
    installation.with_the_samples_settings()
    process = installation.start("run", str(SELLER))
    wait_until_there(installation.home, MOMENTS[moment], process)
    process.kill()
    process.wait()
    installation.run("run", str(SELLER), expect=3)
    assert installation.figures() == demo.figures()
