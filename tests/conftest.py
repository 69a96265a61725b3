"""What tests share: an empty home, a browser, and the folder of real sample files. No fixtures of a single room."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.home import Home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
MILLISECONDS = 60_000
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


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """One browser for all tests of a module. No longer: while it runs, nothing else can run an event loop."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=MILLISECONDS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def blank_page(browser: "Browser") -> "Iterator[Page]":
    """A page with cookies and storage of its own, as wide as a desktop."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(MILLISECONDS)
    yield page
    page.close()
