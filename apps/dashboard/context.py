"""What one run of a page knows: the home, the build it reads, the words, the currency, the rights. No widgets."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import streamlit as st

from apps.dashboard.queries import quality
from apps.dashboard.queries.selection import Query, Selection
from apps.dashboard.texts import Texts
from warehouse.home import Home
from warehouse.reader import Published, published

CACHED_RESULTS = 256
UNKNOWN_CURRENCY = "???"


@dataclass(frozen=True)
class PageContext:
    """One build for a whole run of a page, so that no page shows half of one build and half of the next."""

    home: Home
    texts: Texts
    build: Published
    visible_stores: tuple[str, ...] | None = None

    def table(self, query: Query) -> pa.Table:
        """The rows of `query`, remembered for as long as the build is the same."""
        return _table(str(self.build.path), query.sql, query.params, self.build)

    def rows(self, query: Query) -> list[dict[str, Any]]:
        return self.table(query).to_pylist()

    def row(self, query: Query) -> dict[str, Any]:
        """The only row of a query that always has one."""
        return self.rows(query)[0]

    def fresh_table(self, query: Query) -> pa.Table:
        """The rows of `query`, not remembered: for downloads, which are large and asked for once."""
        return self.build.query(query.sql, query.params)

    @property
    def everything(self) -> Selection:
        """All that the person may see."""
        return Selection(visible_stores=self.visible_stores)

    @property
    def currency(self) -> str:
        """The reporting currency that this build was made in."""
        found = self.rows(quality.reporting_currency())
        return found[0]["value"] if found else UNKNOWN_CURRENCY


@st.cache_data(max_entries=CACHED_RESULTS, show_spinner=False)
def _table(build: str, sql: str, params: dict[str, Any], _published: Published) -> pa.Table:
    """`build` keys the cache; `_published` is left out of the key."""
    return _published.query(sql, params)


_current: ContextVar[PageContext] = ContextVar("page_context")


@contextmanager
def page_context(home: Home, texts: Texts) -> Iterator[PageContext | None]:
    """Make the published build the one that this run of a page reads; None where nothing is published."""
    build = published(home)
    if build is None:
        yield None
        return
    context = PageContext(home, texts, build)
    token = _current.set(context)
    try:
        yield context
    finally:
        _current.reset(token)


def current() -> PageContext:
    """The context of the page that is running."""
    return _current.get()
