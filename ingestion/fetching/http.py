"""HTTP as every provider needs it: paced, tried again where that helps, checked. Knows no provider's paths."""

import email.utils
import ipaddress
import logging
import socket
from collections.abc import Callable, Container, Mapping
from datetime import UTC, datetime
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import requests
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, wait_random_exponential

from ingestion.fetching.connection import Connection, FetchFailed
from ingestion.fetching.pace import Pace, Rate
from ingestion.refusal import shown
from warehouse.addresses import is_public
from warehouse.secrets import secrets_of

TIMEOUT = (10, 60)
LONGEST_WAIT_SECONDS = 120
SHORTEST_SECRET = 8
CUT_OFF = (requests.ConnectionError, requests.Timeout, requests.exceptions.ChunkedEncodingError)
Method = Literal["GET", "POST"]
# Its debug lines hold URLs, and URLs may hold secrets.
logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)


class _TryAgain(Exception):
    """An answer after which the same request can succeed; `after` is how many seconds the provider asks to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        self.after = after
        super().__init__(reason)


class HttpClient:
    """Requests to one provider for one connection.

    base -- the provider's address; the connection's `host` setting replaces it.
    headers -- what each request carries, such as a token; called anew when the provider said that it has expired,
        then with True.
    pause -- how many seconds an answer's headers ask to wait, where a provider has a way of its own to say so.
    """

    def __init__(
        self,
        connection: Connection,
        base: str,
        headers: Callable[[bool], Mapping[str, str]] | None = None,
        rates: Mapping[str, Rate] | None = None,
        pause: Callable[[Mapping[str, str]], float | None] | None = None,
    ) -> None:
        self._connection = connection
        self._title = connection.api.title
        self._base = connection.options.host or base
        self._headers = headers
        self._pace = Pace(dict(rates or {}))
        self._pause = pause
        self._session = requests.Session()
        self._session.trust_env = False

    def get(self, operation: str, path: str, **options: Any) -> requests.Response:
        """The answer to a GET, its body read whole. Raises FetchFailed."""
        return self._ask("GET", operation, path, **options)

    def post(self, operation: str, path: str, **options: Any) -> requests.Response:
        """The answer to a POST, its body read whole. It may be sent again. Raises FetchFailed.

        also -- statuses that are answers as well, beside those of success.
        """
        return self._ask("POST", operation, path, **options)

    def _ask(
        self, method: Method, operation: str, path: str, also: Container[int] = (), **options: Any
    ) -> requests.Response:
        api = self._connection.settings.api
        url = urljoin(self._base.rstrip("/") + "/", path)
        self._check(url)
        attempts = Retrying(
            retry=retry_if_exception(lambda error: isinstance(error, (_TryAgain, *CUT_OFF))),
            wait=_wait(float(api.retry_seconds)),
            stop=stop_after_attempt(api.attempts),
            reraise=True,
        )
        refreshed = False
        try:
            while True:
                response = attempts(self._send, method, operation, url, refreshed, options)
                if response.status_code != requests.codes.unauthorized or refreshed or not self._headers:
                    break
                refreshed = True
        except _TryAgain as error:
            raise FetchFailed(f"{self._title}: {error}", "If it goes on, ask the provider.", True) from None
        except CUT_OFF as error:
            # The text of these errors holds the URL, and URLs may hold secrets.
            reason = f"{self._title}: the connection failed ({type(error).__name__})"
            raise FetchFailed(reason, "Check this machine's network.", True) from None
        return response if response.status_code in also else self._accepted(response)

    def _send(
        self, method: Method, operation: str, url: str, refreshed: bool, options: Mapping[str, Any]
    ) -> requests.Response:
        self._pace.wait_for(operation)
        own = {"headers": {**self._headers(refreshed), **options.get("headers", {})}} if self._headers else {}
        response = self._session.request(method, url, timeout=TIMEOUT, allow_redirects=False, **{**options, **own})
        if response.status_code == requests.codes.too_many_requests:
            raise _TryAgain("the provider keeps saying that it is asked too often", self._asked_to_wait(response))
        if response.status_code >= requests.codes.server_error:
            raise _TryAgain(f"the provider keeps answering {response.status_code}", _retry_after(response))
        return response

    def _asked_to_wait(self, response: requests.Response) -> float | None:
        seconds = _retry_after(response)
        return self._pause(response.headers) if seconds is None and self._pause else seconds

    def _accepted(self, response: requests.Response) -> requests.Response:
        status = response.status_code
        if requests.codes.ok <= status < requests.codes.multiple_choices:
            return response
        if status < requests.codes.bad_request:
            raise FetchFailed(f"{self._title}: it redirects, which is not followed", "Check the `host` setting.", False)
        what = f"{self._title}: the provider answered {status} ({shown(self._said(response), 200) or 'no text'})"
        if status in (requests.codes.unauthorized, requests.codes.forbidden):
            raise FetchFailed(what, "Give access again and set the new secret; `sellerhouse doctor` checks it.", False)
        raise FetchFailed(what, "If it is not clear why, report it with this message.", False)

    def _said(self, response: requests.Response) -> str:
        """The answer's text without the store's secrets and the request's tokens, which a provider may repeat."""
        own = secrets_of(self._connection.home, self._connection.store_id).values()
        sent = [word for value in response.request.headers.values() for word in str(value).split()]
        text = response.text
        for secret in [*(one.get_secret_value() for one in own), *sent]:
            text = text.replace(secret, "…") if len(secret) >= SHORTEST_SECRET else text
        return text

    def _check(self, url: str) -> None:
        """Only https and public addresses, unless the owner allows others."""
        if self._connection.settings.api.allow_private_hosts:
            return
        parts = urlsplit(url)
        if parts.scheme != "https":
            raise FetchFailed(f"{self._title}: its address does not begin with https://", ALLOWING, False)
        try:
            found = {str(info[4][0]) for info in socket.getaddrinfo(parts.hostname, parts.port or 443)}
        except (OSError, UnicodeError) as error:
            reason = f"{self._title}: its host is not found ({type(error).__name__})"
            raise FetchFailed(reason, "Check this machine's network.", True) from None
        if not all(is_public(str(ipaddress.ip_address(address.partition("%")[0]))) for address in found):
            raise FetchFailed(f"{self._title}: its address is not public", ALLOWING, False)


ALLOWING = "Check the `host` setting; api.allow_private_hosts = true allows it."


def _wait(first_seconds: float) -> Callable[[RetryCallState], float]:
    """What the provider asks for; else longer each time, with chance in it so that stores do not come all at once."""
    by_chance = wait_random_exponential(multiplier=first_seconds, max=LONGEST_WAIT_SECONDS)

    def seconds(state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        asked = error.after if isinstance(error, _TryAgain) else None
        return by_chance(state) if asked is None else min(asked, LONGEST_WAIT_SECONDS)

    return seconds


def _retry_after(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
