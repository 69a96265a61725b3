"""The receiver's HTTP application: paths, limits while a body comes in, answers, log lines. Judges no body.

POST /webhooks/<store>/<provider>    GET /health
No body, header or secret is logged, and what stands in a path only with its control characters escaped.
"""

import asyncio
import logging
import traceback
from collections.abc import Mapping
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from warehouse.home import Home
from warehouse.secrets import SecretsRefused
from warehouse.settings import Settings

BODY_SECONDS = 20
SHOWN_LENGTH = 63
LATER = "not now, send it again"
LOG = logging.getLogger(__name__)


class _NotRead(Exception):
    """A body that was given up before its end; the rest of it still comes, so the connection is closed."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        self.status = status
        self.reason = reason
        super().__init__(reason)


def application(home: Home, settings: Settings) -> Starlette:
    """The application that keeps what is delivered for the stores of `settings` in `home`."""

    async def webhook(request: Request) -> Response:
        store_id, provider = request.path_params["store"], request.path_params["provider"]
        try:
            body = await _body(request, settings.limits.max_webhook_kb * 1024)
        except _NotRead as given_up:
            _note(store_id, provider, given_up.status, given_up.reason)
            return _text(given_up.status, given_up.reason, {"Connection": "close"})
        status, said = await run_in_threadpool(
            _deliver, home, settings, store_id, provider, dict(request.headers), body
        )
        _note(store_id, provider, status, said)
        return _text(status, said)

    async def health(_: Request) -> Response:
        return _text(HTTPStatus.OK, "ok")

    app = Starlette(
        routes=[
            Route("/webhooks/{store}/{provider}", webhook, methods=["POST"]),
            Route("/health", health, methods=["GET"]),
        ]
    )
    app.router.redirect_slashes = False
    return app


async def _body(request: Request, most: int) -> bytes:
    """The body; given up as soon as it is too large, whatever length it states, or too slow."""
    stated = request.headers.get("content-length", "0")
    if stated.isdecimal() and int(stated) > most:
        raise _NotRead(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                body += part
                if len(body) > most:
                    raise _NotRead(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    except TimeoutError as error:
        raise _NotRead(HTTPStatus.REQUEST_TIMEOUT, "too slow") from error
    except ClientDisconnect as error:
        raise _NotRead(HTTPStatus.BAD_REQUEST, "cut off") from error
    return bytes(body)


def _deliver(
    home: Home, settings: Settings, store_id: str, provider: str, headers: Mapping[str, str], body: bytes
) -> tuple[HTTPStatus, str]:
    """Hand the body over; the status and text to answer with. Never raises."""
    # Loading comes with this import, 140 MB of it: a receiver that nobody sends to does without.
    from ingestion.logistics.webhooks import Rejected, accept

    try:
        is_kept = accept(home, settings, store_id, provider, headers, body)
    except Rejected as rejected:
        return rejected.status, rejected.reason
    except SecretsRefused as error:
        LOG.error("%s", error)
        return HTTPStatus.SERVICE_UNAVAILABLE, LATER
    except OSError as error:
        LOG.error("a body cannot be taken: %s", error.strerror)
        return HTTPStatus.SERVICE_UNAVAILABLE, LATER
    except Exception as error:
        # The text of an unforeseen error may hold a secret or a body, so only its kind and place are told.
        place = traceback.extract_tb(error.__traceback__)[-1]
        LOG.error("%s at %s:%s", type(error).__name__, place.filename, place.lineno)
        return HTTPStatus.INTERNAL_SERVER_ERROR, LATER
    return HTTPStatus.OK, "kept" if is_kept else "about no parcel, not kept"


def _text(status: HTTPStatus, said: str, headers: Mapping[str, str] | None = None) -> Response:
    return PlainTextResponse(f"{said}\n", status, headers)


def _note(store_id: str, provider: str, status: HTTPStatus, said: str) -> None:
    level = logging.INFO if status < HTTPStatus.BAD_REQUEST else logging.WARNING
    LOG.log(level, "%s %s: %d %s", ascii(store_id[:SHOWN_LENGTH]), ascii(provider[:SHOWN_LENGTH]), status, said)
