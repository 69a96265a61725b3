"""Webhooks of tracking providers: whether a body may be taken, and keeping it where files wait. No server, no reading.

signature -> JSON -> age -> a file in the store's folder of what was fetched, which the next run loads like any page.
The file is named by its content, so a body that comes twice is kept once, and counts once when it was loaded before.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, NoReturn

from ingestion.fetching.connection import Page
from ingestion.fetching.waiting import Waiting
from ingestion.formats import FileFormat
from ingestion.logistics import signatures
from ingestion.logistics.aftership import AFTERSHIP_WEBHOOK
from ingestion.logistics.easypost import EASYPOST_EVENT
from ingestion.logistics.seventeentrack import SEVENTEENTRACK_WEBHOOK
from warehouse.home import Home
from warehouse.secrets import secrets_of
from warehouse.settings import Settings

SOURCE, STREAM = "logistics", "webhooks"
# AfterShip goes on trying for almost three days, and the body may state the time of the first attempt.
OLDEST = timedelta(days=7)
CLOCKS_DIFFER = timedelta(hours=1)
# A key to check signatures with where there is none to check them with; what it finds counts for nothing.
NO_STORE, NO_KEY = "-", "-"
KEEPING = threading.Lock()


class Rejected(Exception):
    """A body that is not taken: the HTTP status, and a reason that tells the sender nothing he does not know."""

    def __init__(self, status: HTTPStatus, reason: str) -> None:
        self.status = status
        self.reason = reason
        super().__init__(reason)


def _nothing_stated(_: Mapping[str, Any]) -> datetime | None:
    return None


def _seconds_stated(document: Mapping[str, Any]) -> datetime | None:
    seconds = document.get("ts")
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int | float) else None


def _moment_stated(document: Mapping[str, Any]) -> datetime | None:
    text = document.get("created_at")
    if not isinstance(text, str):
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Provider:
    """How a provider's deliveries look.

    secret -- the name of the store's secret that its signatures are checked with.
    header, is_genuine -- where the signature stands, and whether it is right for body, signature and secret.
    format -- what a body about a parcel looks like.
    stated_at -- when the provider made the body, where it says so.
    """

    secret: str
    header: str
    is_genuine: Callable[[bytes, str, str], bool]
    format: FileFormat
    stated_at: Callable[[Mapping[str, Any]], datetime | None] = _nothing_stated


PROVIDERS: Mapping[str, Provider] = {
    "17track": Provider(
        "seventeentrack_key", signatures.SEVENTEENTRACK_HEADER, signatures.is_from_17track, SEVENTEENTRACK_WEBHOOK
    ),
    "aftership": Provider(
        "aftership_webhook_secret",
        signatures.AFTERSHIP_HEADER,
        signatures.is_from_aftership,
        AFTERSHIP_WEBHOOK,
        _seconds_stated,
    ),
    "easypost": Provider(
        "easypost_webhook_secret",
        signatures.EASYPOST_HEADER,
        signatures.is_from_easypost,
        EASYPOST_EVENT,
        _moment_stated,
    ),
}


def accept(
    home: Home, settings: Settings, store_id: str, provider: str, headers: Mapping[str, str], body: bytes
) -> bool:
    """Keep a provider's body, durably, for the next run; False for a genuine one that is about no parcel.

    Raises Rejected: 413 for more than limits.max_webhook_kb, 404 for a provider that is not known, 401 for a wrong or
    missing signature as for a store or secret that is not there, 400 for what is no JSON object or too old.
    Raises SecretsRefused, and OSError where the body cannot be kept.
    """
    if len(body) > settings.limits.max_webhook_kb * 1024:
        raise Rejected(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
    if provider not in PROVIDERS:
        raise Rejected(HTTPStatus.NOT_FOUND, "no such provider")
    sender = PROVIDERS[provider]
    if not _is_genuine(home, settings, store_id, sender, headers, body):
        raise Rejected(HTTPStatus.UNAUTHORIZED, "not signed as expected")
    text, document = _parsed(body)
    made_at = _made_at(sender, document)
    if sender.format.layout is None or not sender.format.layout.knows(text):
        return False
    page = Page(STREAM, f"{provider}-{hashlib.sha256(body).hexdigest()}.json", body, made_at=made_at)
    with KEEPING:
        Waiting(home, store_id, SOURCE).keep(page)
    return True


def _is_genuine(
    home: Home, settings: Settings, store_id: str, sender: Provider, headers: Mapping[str, str], body: bytes
) -> bool:
    """Whether the store's secret signed the body; as long a way for a store or secret that is not there."""
    signature = next((value for name, value in headers.items() if name.lower() == sender.header.lower()), "")
    is_known = store_id in settings.stores
    secret = secrets_of(home, store_id if is_known else NO_STORE).get(sender.secret)
    key = secret.get_secret_value() if secret else ""
    return sender.is_genuine(body, signature, key or NO_KEY) and bool(key) and is_known


def _parsed(body: bytes) -> tuple[str, Mapping[str, Any]]:
    try:
        text = body.decode()
        document = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        document = None
    if not isinstance(document, dict):
        raise Rejected(HTTPStatus.BAD_REQUEST, "no JSON object in UTF-8")
    return text, document


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _made_at(sender: Provider, document: Mapping[str, Any]) -> datetime | None:
    """When the body was made; None where it does not say, or says it in another way than is known."""
    try:
        made_at = sender.stated_at(document)
    except (ValueError, OverflowError, OSError):
        return None
    if made_at is None:
        return None
    now = datetime.now(UTC)
    if not now - OLDEST <= made_at <= now + CLOCKS_DIFFER:
        raise Rejected(HTTPStatus.BAD_REQUEST, "its time is too far from now")
    return min(made_at, now)
