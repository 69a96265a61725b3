"""A published seller for the dashboard's tests, made once, since pages only read it. No widgets are touched here."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.apps.dashboard.invented_seller import publish_seller
from warehouse.home import HOME_VARIABLE, Home

ENTRY = Path(__file__).resolve().parents[3] / "apps" / "dashboard" / "streamlit_app.py"
SECONDS = 60


@pytest.fixture(scope="session")
def seller(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a published build."""
    home = Home.locate(tmp_path_factory.mktemp("seller")).create()
    publish_seller(home)
    return home


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a page of the dashboard over a home, as a browser would, and check that it raises nothing."""

    def opened(home: Home, page: str = "", language: str = "en", **parameters: str) -> AppTest:
        monkeypatch.setenv(HOME_VARIABLE, str(home.root))
        monkeypatch.setenv("SELLERHOUSE_LANGUAGE", language)
        app = AppTest.from_file(str(ENTRY), default_timeout=SECONDS).run()
        if page:
            for name, value in parameters.items():
                app.query_params[name] = value
            app.switch_page(f"app_pages/{page}.py").run()
        assert not app.exception
        return app

    return opened
