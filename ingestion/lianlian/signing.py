"""The signature that LianLian asks of every request. Holds no address and no stream.

UNVERIFIED: made after LianLian's published description; no account could be asked, and no worked example is published.
"""

import base64
import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import requests
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import SecretStr

from ingestion.fetching.connection import FetchFailed

HEADER = "LLPAY-Signature"


def signature(key: RSAPrivateKey, method: str, url: str, body: bytes, epoch: int) -> str:
    """What stands in the header: `t=<seconds since 1970>,v=<base64 of the RSA-SHA256 signature>`.

    Signed is METHOD&PATH&t&BODY, and &QUERY behind it where there is one, the query quoted once more as a whole.
    """
    parts = urlsplit(url)
    signed = f"{method}&{parts.path}&{epoch}&".encode() + body
    if parts.query:
        signed += f"&{quote(parts.query, safe='')}".encode()
    return f"t={epoch},v={base64.b64encode(key.sign(signed, PKCS1v15(), SHA256())).decode()}"


def signer(key: RSAPrivateKey) -> Callable[[requests.PreparedRequest], requests.PreparedRequest]:
    """Signs each request as it leaves: LianLian takes a signature for ten minutes, so one tried again gets its own."""

    def sign(request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        content = body if isinstance(body, bytes) else body.encode()
        request.headers[HEADER] = signature(key, request.method or "", request.url or "", content, int(time.time()))
        return request

    return sign


def private_key(secret: SecretStr) -> RSAPrivateKey:
    """The seller's key, in PEM or as the base64 inside of it (PKCS#8). Raises FetchFailed, without a word of it."""
    text = secret.get_secret_value().strip()
    if not text.startswith("-----BEGIN"):
        text = f"-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----"
    try:
        key = load_pem_private_key(text.encode(), None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, RSAPrivateKey):
        advice = "Set the key whose public half LianLian has: RSA, PKCS#8, PEM, without a password."
        raise FetchFailed("LianLian: the secret 'private_key' is no RSA key", advice, False) from None
    return key
