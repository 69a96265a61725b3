"""Stock at Amazon Warehousing and Distribution, which not every seller uses. Reckons nothing."""

import logging
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from ingestion.amazon.api.paged import Paged
from ingestion.amazon.api.windows import Schedule, Window
from ingestion.fetching.connection import FetchFailed, Page

MOST_OF_A_PAGE = 200


def _with_details(_window: Window, _part: str | None) -> Mapping[str, Any]:
    return {"details": "SHOW", "maxResults": MOST_OF_A_PAGE}


def _with_token(first: Mapping[str, Any], token: str) -> Mapping[str, Any]:
    return {**first, "nextToken": token}


AWD_INVENTORY = Paged(
    stream="awd_inventory",
    operation="listInventory",
    path="/awd/2024-05-09/inventory",
    schedule=Schedule(every=timedelta(hours=6)),
    records=("inventory",),
    token=("nextToken",),
    first=_with_details,
    following=_with_token,
)


def where_used(pages: Iterator[Page]) -> Iterator[Page]:
    """The pages, or none where Amazon refuses: it does so to whoever has not joined AWD or lacks the API's role.

    Raises FetchFailed where a later run can help.
    """
    try:
        yield from pages
    except FetchFailed as failed:
        if failed.can_retry:
            raise
        logging.getLogger(__name__).info("no AWD inventory: %s", failed.reason)
