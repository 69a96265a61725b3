"""Amazon's Selling Partner API as a source to fetch. Only what is fetched and in which order; formats read it.

refresh token -> Login with Amazon -> access token, for all that follows
settlement reports  list -> document                            -> amazon/settlements/*.txt
other reports       ask -> wait -> document                     -> amazon/<stream>/*.txt
transactions, balances, shipments to FBA, stock at AWD  page -> next page     -> amazon/<stream>/*.json
The money comes first: should anything later fail, it is there.
"""

from collections.abc import Iterator

from ingestion.amazon.api.awd import AWD_INVENTORY, where_used
from ingestion.amazon.api.client import AmazonClient
from ingestion.amazon.api.failures import each_by_itself
from ingestion.amazon.api.finances import BALANCES, TRANSACTIONS
from ingestion.amazon.api.inbound import SHIPMENT_ITEMS, SHIPMENTS
from ingestion.amazon.api.paged import paged
from ingestion.amazon.api.reports import requested_reports
from ingestion.amazon.api.settlements import settlement_reports
from ingestion.fetching.connection import Api, Connection, FetchFailed, Page

BY_MARKETPLACE = (BALANCES, SHIPMENTS, SHIPMENT_ITEMS)


def fetch(connection: Connection) -> Iterator[Page]:
    """All that is new. Raises FetchFailed when all that could be had was handed over."""
    client = AmazonClient(connection)
    client.sign_in()
    yield from each_by_itself(
        (
            settlement_reports(client),
            paged(client, TRANSACTIONS),
            *(paged(client, kind, _marketplaces(client)) for kind in BY_MARKETPLACE),
            where_used(paged(client, AWD_INVENTORY)),
            requested_reports(client),
        )
    )


def _marketplaces(client: AmazonClient) -> Iterator[str]:
    """Asked for when the first is needed."""
    yield from client.marketplaces()


def check(connection: Connection) -> str:
    """The store's name and marketplaces, as Amazon has them. Raises FetchFailed."""
    found = AmazonClient(connection).participations()
    if not found:
        raise FetchFailed("Amazon: the seller takes part in no marketplace", "Check the region in the settings.", False)
    names = ", ".join(sorted(str(one["marketplace"]["name"]) for one in found))
    return f"{found[0].get('storeName', 'the seller')} in {names}"


API = Api(
    source="amazon",
    title="Amazon",
    platform="amazon",
    secrets=("client_id", "client_secret", "refresh_token"),
    fetch=fetch,
    check=check,
)
