"""Requests to the Selling Partner API, each with its token and its rate. Knows no report and no stream."""

from collections.abc import Mapping
from typing import Any

import requests

from ingestion.amazon.api.answers import answer_of
from ingestion.amazon.api.login import Login
from ingestion.amazon.api.settings import COUNTRIES, ENDPOINTS, RATE_HEADER, RATES, USER_AGENT, marketplace_id
from ingestion.fetching.connection import Connection, FetchFailed
from ingestion.fetching.http import HttpClient

PARTICIPATIONS = "/sellers/v1/marketplaceParticipations"


class AmazonClient:
    """One store's access to the Selling Partner API of its region."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._login = Login(connection)
        self._api = HttpClient(connection, ENDPOINTS[connection.options.region], self._headers, RATES, _pause)
        self._files = HttpClient(connection, ENDPOINTS[connection.options.region])

    def sign_in(self) -> None:
        """See that the credentials are accepted, before anything is asked with them. Raises FetchFailed."""
        self._login.token()

    def get(self, operation: str, path: str, params: Mapping[str, Any] | None = None) -> requests.Response:
        """The answer to a GET. Raises FetchFailed."""
        return self._api.get(operation, path, params=params)

    def asked(self, operation: str, path: str, *needed: str, params: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The answer to a GET as JSON that has what is needed. Raises FetchFailed."""
        return answer_of(self.get(operation, path, params), *needed)

    def posted(self, operation: str, path: str, body: Mapping[str, Any], *needed: str) -> dict[str, Any]:
        """The answer to a POST as JSON that has what is needed. Raises FetchFailed."""
        return answer_of(self._api.post(operation, path, json=dict(body)), *needed)

    def download(self, url: str) -> bytes:
        """What lies at a signed address, which is another host's and must not see the token. Raises FetchFailed."""
        return self._files.get("download", url).content

    def participations(self) -> list[dict[str, Any]]:
        """The marketplaces in which the seller takes part. Raises FetchFailed."""
        answer = self.asked("getMarketplaceParticipations", PARTICIPATIONS, "payload")
        return [one for one in answer["payload"] if one.get("participation", {}).get("isParticipating")]

    def marketplaces(self) -> list[str]:
        """Ids of the store's marketplaces; those in which the seller takes part where the settings name none."""
        names = self.connection.store.marketplaces
        if not names:
            return [str(one["marketplace"]["id"]) for one in self.participations()]
        try:
            return [marketplace_id(name) for name in names]
        except KeyError as unknown:
            reason = f"{self.connection.api.title}: the marketplace {unknown} is not known"
            raise FetchFailed(reason, f"Known are {', '.join(COUNTRIES)}.", False) from None

    def _headers(self, is_refused: bool) -> Mapping[str, str]:
        return {"x-amz-access-token": self._login.token(is_refused), "User-Agent": USER_AGENT}


def _pause(headers: Mapping[str, str]) -> float | None:
    """Seconds until one more request is allowed, by the rate that Amazon applies to this seller."""
    try:
        return 1 / float(headers[RATE_HEADER])
    except (KeyError, ValueError, ZeroDivisionError):
        return None
