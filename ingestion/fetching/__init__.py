"""Documents from providers' APIs, brought to where files wait for the next load. Reads none, and knows no provider.

connections: the stores whose settings ask for an API -> each provider's `fetch`, a page at a time
-> waiting: the page's bytes to disk, then the cursor that goes on after it -> the load takes them like any other file.
A run that is cut off between two pages goes on after the last one; a page that came twice has the same bytes or the
same keys, and counts once.
"""

import logging
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date

from ingestion.fetching.connection import Api, Connection, FetchFailed
from ingestion.fetching.waiting import Waiting
from ingestion.outcome import FileOutcome
from warehouse.home import Home
from warehouse.secrets import SecretMissing, SecretsRefused
from warehouse.settings import Settings

STEP = "fetch"
LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class FetchOutcome:
    """What fetching one store's documents came to; `reason` and `advice` are empty where it ended well."""

    store_id: str
    source: str
    pages: int = 0
    reason: str = ""
    advice: str = ""

    def as_refused_file(self, home: Home) -> FileOutcome:
        """The failure as people are told of files that were refused."""
        return FileOutcome(
            raw_file=f"{self.store_id}/api/{self.source}",
            store_id=self.store_id,
            source=self.source,
            kind=None,
            status="refused",
            path=home.fetched,
            from_inbox=False,
            reason=self.reason,
            advice=self.advice,
        )


def connections(
    home: Home, settings: Settings, apis: Sequence[Api], since: date | None = None, until: date | None = None
) -> list[Connection]:
    """One for each store with an `api` section in its settings, and each API of its platform.

    since, until -- days (UTC) to fetch again whatever was fetched before; None goes on from where the last run ended.
    """
    return [
        Connection(
            home, settings, store_id, store, api, Waiting(home, store_id, api.source, since, until), since, until
        )
        for store_id, store in sorted(settings.stores.items())
        if store.api is not None
        for api in apis
        if api.platform == store.platform and (not store.api.sources or api.source in store.api.sources)
    ]


def fetch_all(
    wanted: Sequence[Connection], at_once: int, progress: Callable[[str, int, int], None] | None = None
) -> list[FetchOutcome]:
    """Fetch what each connection has; one that fails or must wait keeps no other from its end."""
    if not wanted:
        return []
    outcomes = []
    with ThreadPoolExecutor(min(at_once, len(wanted))) as workers:
        begun = [workers.submit(fetch_one, connection) for connection in wanted]
        for number, done in enumerate(as_completed(begun), 1):
            outcomes.append(done.result())
            if progress:
                progress(STEP, number, len(wanted))
    return sorted(outcomes, key=lambda outcome: (outcome.store_id, outcome.source))


def fetch_one(connection: Connection) -> FetchOutcome:
    """Fetch until the provider has no more; what went wrong is told, never raised."""
    pages = 0
    store_id, source = connection.store_id, connection.api.source
    try:
        for page in connection.api.fetch(connection):
            connection.waiting.keep(page)
            pages += page.content is not None
        connection.ended()
    except FetchFailed as failed:
        return FetchOutcome(store_id, source, pages, failed.reason, failed.advice)
    except (SecretMissing, SecretsRefused) as error:
        return FetchOutcome(store_id, source, pages, str(error), "Set it, then run again.")
    except OSError as error:
        reason = f"the pages cannot be kept ({error.strerror})"
        return FetchOutcome(store_id, source, pages, reason, "Check the disk, then run again.")
    except Exception as error:
        # The text of an unforeseen error may hold a secret, so only its kind and place are told.
        place = traceback.extract_tb(error.__traceback__)[-1]
        LOG.error(
            "fetching %s for %s: %s at %s:%s", source, store_id, type(error).__name__, place.filename, place.lineno
        )
        reason = f"an error in the program itself ({type(error).__name__})"
        return FetchOutcome(store_id, source, pages, reason, "Please report it; the other stores are not affected.")
    return FetchOutcome(store_id, source, pages)


__all__ = ["Api", "Connection", "FetchFailed", "FetchOutcome", "connections", "fetch_all", "fetch_one"]
