"""Posts to an outgoing webhook under the URL policy: https, public addresses, no redirects. It knows nothing of alerts.

The URL is a secret: no log line, result or error made here holds any part of it.
"""

import http.client
import logging
import socket
import ssl
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from slack_sdk.errors import SlackClientError
from slack_sdk.http_retry.builtin_handlers import (
    ConnectionErrorRetryHandler,
    RateLimitErrorRetryHandler,
    ServerErrorRetryHandler,
)
from slack_sdk.webhook import WebhookClient, WebhookResponse

from warehouse.addresses import is_address, is_public

TIMEOUT_SECONDS = 5
LONGEST_WAIT_SECONDS = 3
# Each address may take the whole timeout, and a round has to end within the minute that Dagster gives a sensor.
MOST_ADDRESSES = 3
LARGEST_ANSWER = 65_536
# The client writes the whole URL to its log when it retries.
SILENT = logging.Logger("webhook", level=logging.CRITICAL + 1)


class UrlRefused(ValueError):
    """The URL breaks the policy. Trying again does not help; another URL or setting does."""


@dataclass(frozen=True)
class Answer:
    """How a post ended. `reason` is empty when it was accepted."""

    reason: str = ""
    retry_helps: bool = False

    @property
    def is_accepted(self) -> bool:
        return not self.reason


def post(url: SecretStr, text: str, blocks: Sequence[dict[str, Any]], allow_private_hosts: bool) -> Answer:
    """Post one message; `text` stands in where blocks cannot be shown. Never raises for what the network does."""
    try:
        _check_url(url.get_secret_value(), allow_private_hosts)
        client = _PolicyClient(url.get_secret_value(), allow_private_hosts)
        return _judge(client.send(text=text, blocks=blocks))
    except UrlRefused as refusal:
        return Answer(str(refusal))
    except (OSError, http.client.HTTPException, SlackClientError, ValueError, LookupError) as error:
        # Only the kind of error is told: its text may hold the URL.
        cause = getattr(error, "reason", None)
        named = cause if isinstance(cause, Exception) else error
        return Answer(f"the webhook's host did not answer ({type(named).__name__})", retry_helps=True)


def _judge(response: WebhookResponse) -> Answer:
    status = response.status_code
    if status == http.client.OK:
        return Answer()
    if status == http.client.TOO_MANY_REQUESTS or status >= http.client.INTERNAL_SERVER_ERROR:
        return Answer(f"the webhook answered {status}", retry_helps=True)
    if status in range(300, 400):
        return Answer(f"the webhook answered {status}, a redirect, and redirects are not followed")
    return Answer(f"the webhook answered {status}: it may have been removed or revoked")


def _check_url(url: str, allow_private_hosts: bool) -> None:
    try:
        parts = urlsplit(url)
        host, scheme, _ = parts.hostname, parts.scheme, parts.port
    except ValueError:
        raise UrlRefused("the webhook's URL is not valid") from None
    if not host or scheme not in ("https", "http"):
        raise UrlRefused("the webhook's URL is not valid: it must begin with https:// and name a host")
    if scheme == "http" and not allow_private_hosts:
        raise UrlRefused("the webhook's URL must begin with https:// (http only with alerts.allow_private_hosts)")
    if is_address(host) and not allow_private_hosts:
        _refuse_private([host])


def _refuse_private(addresses: Sequence[str]) -> None:
    for address in addresses:
        if not is_public(address):
            raise UrlRefused(
                "the webhook's host has an address that is not public; alerts.allow_private_hosts = true allows it"
            )


class _PolicyConnection(http.client.HTTPSConnection):
    """Looks the host up once, refuses it if any address is private, and connects only to what it looked up.

    Looking up a second time would let a hostile name server answer with a private address after the check.
    """

    def __init__(self, host: str, *, allow_private_hosts: bool, **options: Any) -> None:
        super().__init__(host, **options)
        self._allow_private_hosts = allow_private_hosts

    def connect(self) -> None:
        found = [entry[4][0] for entry in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)]
        addresses = [str(address) for address in found]
        if not self._allow_private_hosts:
            _refuse_private(addresses)
        plain = _connect_to_first(addresses, self.port, self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def _connect_to_first(addresses: Sequence[str], port: int, timeout: float | None) -> socket.socket:
    failure: OSError = OSError("the host has no address")
    for address in addresses[:MOST_ADDRESSES]:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError as error:
            failure = error
    raise failure


class _PolicyHandler(urllib.request.HTTPSHandler):
    def __init__(self, allow_private_hosts: bool) -> None:
        super().__init__()
        self._connection = partial(_PolicyConnection, allow_private_hosts=allow_private_hosts)

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


class _ShortWait(RateLimitErrorRetryHandler):
    """Waits as long as the host asks, if that is short; the next round comes soon enough otherwise."""

    def can_retry(self, *, response: Any = None, **known: Any) -> bool:
        headers = response.headers if response is not None else {}
        asked = next((values[0] for name, values in headers.items() if name.lower() == "retry-after"), "1")
        is_short = asked.isdecimal() and int(asked) <= LONGEST_WAIT_SECONDS
        return is_short and super().can_retry(response=response, **known)


class _PolicyClient(WebhookClient):
    """Slack's client and its retries over a transport that holds the policy. The library has no public way to."""

    def __init__(self, url: str, allow_private_hosts: bool) -> None:
        retries = [ConnectionErrorRetryHandler(), ServerErrorRetryHandler(), _ShortWait()]
        super().__init__(url, timeout=TIMEOUT_SECONDS, logger=SILENT, retry_handlers=retries)
        self._allow_private_hosts = allow_private_hosts

    def _perform_http_request_internal(self, url: str, req: urllib.request.Request) -> WebhookResponse:
        handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
        # Behind a proxy it is the proxy that looks up and connects; the owner chose it and it may well be private.
        if not _goes_through_proxy(req):
            handlers.append(_PolicyHandler(self._allow_private_hosts))
        with urllib.request.build_opener(*handlers).open(req, timeout=self.timeout) as response:
            body = response.read(LARGEST_ANSWER).decode(errors="replace")
            return WebhookResponse(url=url, status_code=response.status, body=body, headers=dict(response.headers))


def _goes_through_proxy(req: urllib.request.Request) -> bool:
    return req.type in urllib.request.getproxies() and not urllib.request.proxy_bypass(req.host)
