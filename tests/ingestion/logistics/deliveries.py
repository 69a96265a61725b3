"""Webhooks as 17TRACK, AfterShip and EasyPost send them, signed by the tests themselves. Nothing here is asserted."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.ingestion.logistics.parcel_documents import (
    event_easypost,
    item_17track,
    tracker_easypost,
    tracking_aftership,
    webhook_17track,
    webhook_aftership,
)

PROVIDERS = ("17track", "aftership", "easypost")
KEYS = {"17track": "key-of-seventeen", "aftership": "secret-of-aftership", "easypost": "sécret-of-easypost"}
NAMES = {
    "17track": "SEVENTEENTRACK_KEY",
    "aftership": "AFTERSHIP_WEBHOOK_SECRET",
    "easypost": "EASYPOST_WEBHOOK_SECRET",
}
HEADERS = {"17track": "sign", "aftership": "aftership-hmac-sha256", "easypost": "X-Hmac-Signature"}


@dataclass(frozen=True)
class Delivery:
    """One request's body and its signature's header."""

    body: bytes
    headers: dict[str, str]


def document_of(provider: str, number: str, age: timedelta = timedelta()) -> dict[str, Any]:
    """A body about the parcel `number`, made so long ago where the provider says when."""
    made_at = datetime.now(UTC) - age
    if provider == "17track":
        return webhook_17track(item_17track(number))
    if provider == "aftership":
        return {**webhook_aftership(tracking_aftership(number)), "ts": int(made_at.timestamp())}
    stated = f"{made_at:%Y-%m-%dT%H:%M:%SZ}"
    return {**event_easypost(tracker_easypost(number)), "created_at": stated}


def delivery(provider: str, content: dict[str, Any] | bytes, key: str | None = None) -> Delivery:
    """A document, or bytes as they are, signed with the provider's key or another."""
    body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    signature = SIGNED[provider](body, (key or KEYS[provider]).encode())
    return Delivery(body, {HEADERS[provider]: signature})


def variables(store_id: str) -> dict[str, str]:
    """The environment in which the store has all three secrets."""
    return {f"SELLERHOUSE_SECRET__{store_id.upper()}__{NAMES[provider]}": KEYS[provider] for provider in PROVIDERS}


def _signed_easypost(body: bytes, key: bytes) -> str:
    # The é of the secret, as the letter and its accent.
    decomposed = key.replace("é".encode(), "e\u0301".encode())
    return f"hmac-sha256-hex={hmac.new(decomposed, body, 'sha256').hexdigest()}"


SIGNED: dict[str, Callable[[bytes, bytes], str]] = {
    "17track": lambda body, key: hashlib.sha256(body + b"/" + key).hexdigest(),
    "aftership": lambda body, key: base64.b64encode(hmac.digest(key, body, "sha256")).decode(),
    "easypost": _signed_easypost,
}
