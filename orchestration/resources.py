"""What the assets are given: the home they work in and the lock of the one writer. No work is done here."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg
from pydantic import PrivateAttr

from warehouse import last_run
from warehouse.engine import check_engine
from warehouse.home import Home
from warehouse.lock import write_lock
from warehouse.settings import Settings, load_settings

WAIT_FOR_WRITER_SECONDS = 5


class Warehouse(dg.ConfigurableResource):
    """One seller's home, held for writing from the first step of a run to its last."""

    directory: str
    _settings: Settings = PrivateAttr()

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        self._settings = load_settings(self.home)
        check_engine(self.home, self._settings)
        with write_lock(self.home, WAIT_FOR_WRITER_SECONDS):
            last_run.begin(self.home, context.run_id or "")
            yield self

    @property
    def home(self) -> Home:
        return Home.locate(self.directory)

    @property
    def settings(self) -> Settings:
        return self._settings
