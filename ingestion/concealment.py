"""Phones and addresses of the seller's own people as keyed hashes and masked tails; loads nothing of them in plain.

A plain hash of a phone number is undone by trying all numbers, so the hash is an HMAC whose secret stays in the home.
Buyers' data has no business here: it is dropped while reading.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Mapping

import pyarrow as pa

from ingestion.formats import TEXT
from ingestion.refusal import FileRefused
from warehouse.home import Home

KEY_BYTES = 32
SHOWN = ((8, 4), (4, 2))
"""From how many characters on how many of them are shown."""


def conceal(rows: pa.Table, concealed: Mapping[str, Callable[[str], str]], home: Home) -> pa.Table:
    """The rows with `<name>_hash` and `<name>_masked` in place of each concealed column.

    Raises FileRefused where the secret could be read by others.
    """
    if not concealed:
        return rows
    key = _key(home)
    for name, normal in concealed.items():
        values = [normal(text) if text else None for text in rows[name].cast(TEXT).to_pylist()]
        hashes = [_hash(key, name, value) if value else None for value in values]
        tails = [masked(value) if value else None for value in values]
        rows = rows.drop_columns(name)
        rows = rows.append_column(f"{name}_hash", pa.array(hashes, TEXT))
        rows = rows.append_column(f"{name}_masked", pa.array(tails, TEXT))
    return rows


def masked(value: str) -> str:
    """The last characters, of an e-mail address those before its @."""
    name = value.partition("@")[0]
    shown = next((shown for length, shown in SHOWN if len(name) >= length), 0)
    return "…" + name[len(name) - shown :]


def _hash(key: bytes, name: str, value: str) -> str:
    return hmac.new(key, f"{name}:{value}".encode(), hashlib.sha256).hexdigest()


def _key(home: Home) -> bytes:
    """The home's secret; made when it is first needed."""
    path = home.identity_key
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise FileRefused(
                f"the secret {path} can be read by other users",
                f"Take that right away: chmod 600 '{path}'.",
                None,
                True,
            ) from None
        if len(key := path.read_bytes()) != 2 * KEY_BYTES:
            raise FileRefused(
                f"the secret {path} is damaged",
                "Put its backup back, or remove it and load these files anew.",
                None,
                True,
            ) from None
        return key
    key = secrets.token_hex(KEY_BYTES).encode()
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    return key
