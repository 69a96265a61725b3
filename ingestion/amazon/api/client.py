"""Requests to Amazon with a Login-with-Amazon token, and answers as JSON or bytes. Knows no report and no stream."""

import json
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests

from ingestion.amazon.api.settings import (
    COUNTRIES,
    ENDPOINTS,
    RATE_HEADER,
    RATES,
    REFRESH_EARLY,
    TOKEN_HOST,
    TOKEN_PATH,
    USER_AGENT,
    marketplace_id,
)
from ingestion.fetching.connection import Connection, FetchFailed
from ingestion.fetching.http import HttpClient

GZIP_SIGN = b"\x1f\x8b"
WITH_GZIP_HEADER = 31
ACCESS = "Authorise the application again in Seller Central, then set client_id, client_secret and refresh_token anew."
PARTICIPATIONS = "/sellers/v1/marketplaceParticipations"


class Login:
    """An access token of Login with Amazon, fetched when it is first needed and when it has expired."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._http = HttpClient(connection, TOKEN_HOST)
        self._url = _token_url(connection.options.host)
        self._token = ""
        self._ends_at = datetime.min.replace(tzinfo=UTC)

    def token(self, is_refused: bool = False) -> str:
        """The token; `is_refused` says that the last one was not accepted. Raises FetchFailed."""
        if is_refused or datetime.now(UTC) >= self._ends_at:
            answer = self._asked()
            self._token = str(answer["access_token"])
            self._ends_at = datetime.now(UTC) + timedelta(seconds=int(answer["expires_in"])) - REFRESH_EARLY
        return self._token

    def _asked(self) -> Mapping[str, Any]:
        names = ("client_id", "client_secret", "refresh_token")
        secrets = {name: self._connection.secret(name).get_secret_value() for name in names}
        try:
            response = self._http.post("token", self._url, data={"grant_type": "refresh_token", **secrets})
        except FetchFailed as failed:
            if failed.can_retry:
                raise
            # The text of the answer is not told: it may repeat what was sent.
            raise FetchFailed("Login with Amazon does not accept the credentials", ACCESS, False) from None
        return answer_of(response, "access_token", "expires_in")


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


def unpacked(content: bytes, limit_bytes: int) -> bytes:
    """A document without its gzip packing. Raises FetchFailed where it is cut off or grows beyond the limit."""
    if not content.startswith(GZIP_SIGN):
        return content
    unpacking = zlib.decompressobj(WITH_GZIP_HEADER)
    try:
        whole = unpacking.decompress(content, limit_bytes)
    except zlib.error:
        raise FetchFailed("a document's gzip packing is damaged", "If it goes on, ask the provider.", True) from None
    if unpacking.unconsumed_tail:
        raise FetchFailed("a document is larger than is read", "Raise limits.max_file_mb.", False)
    if not unpacking.eof:
        raise FetchFailed("a document's gzip packing is cut off", "If it goes on, ask the provider.", True)
    return whole


def answer_of(response: requests.Response, *needed: str) -> dict[str, Any]:
    """An answer as JSON that has what is needed. Raises FetchFailed."""
    try:
        answer = json.loads(response.content)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or any(answer.get(name) is None for name in needed):
        reason = f"Amazon answered without {' and '.join(needed) or 'JSON'}"
        raise FetchFailed(reason, "If it goes on, report it with this message.", True)
    return answer


def _token_url(host: str) -> str:
    """Amazon's own address for tokens, unless all of Amazon is played by another host."""
    name = urlsplit(host).hostname or ""
    return (host if name and not name.endswith(".amazon.com") else TOKEN_HOST).rstrip("/") + TOKEN_PATH


def _pause(headers: Mapping[str, str]) -> float | None:
    """Seconds until one more request is allowed, by the rate that Amazon applies to this seller."""
    try:
        return 1 / float(headers[RATE_HEADER])
    except (KeyError, ValueError, ZeroDivisionError):
        return None
