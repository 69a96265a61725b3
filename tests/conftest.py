"""What every test shares: an empty home, and the folder of real sample files. No fixtures of a single room."""

from pathlib import Path

import pytest

from warehouse.home import Home

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of its own for each test."""
    return Home.locate(tmp_path / "home").create()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Real files that their owners published without a licence: read where they are, never copied."""
    if not SAMPLES.is_dir():
        pytest.skip(f"real sample files are not here: {SAMPLES} is absent")
    return SAMPLES
