"""Whether a webhook's body comes from who it says, by the shared secret. Receives nothing and parses nothing.

Each takes the body's bytes as they arrived: a body that was parsed and written again has another signature. None of
them looks at a body's age; the receiver refuses old and repeated ones.
"""

import base64
import hashlib
import hmac
import unicodedata

SEVENTEENTRACK_HEADER = "sign"
AFTERSHIP_HEADER = "aftership-hmac-sha256"
EASYPOST_HEADER = "X-Hmac-Signature"
EASYPOST_PREFIX = "hmac-sha256-hex="


def is_from_17track(body: bytes, signature: str, api_key: str) -> bool:
    """Whether `signature` is the SHA-256, in hex, of the body, a slash and the API key."""
    expected = hashlib.sha256(body + b"/" + api_key.encode()).hexdigest()
    return _same(expected, signature.strip().lower(), api_key)


def is_from_aftership(body: bytes, signature: str, webhook_secret: str) -> bool:
    """Whether `signature` is the HMAC-SHA-256 of the body, in base64."""
    digest = hmac.new(webhook_secret.encode(), body, hashlib.sha256).digest()
    return _same(base64.b64encode(digest).decode("ascii"), signature.strip(), webhook_secret)


def is_from_easypost(body: bytes, signature: str, webhook_secret: str) -> bool:
    """Whether `signature` is the HMAC-SHA-256 of the body under the NFKD form of the secret, as `hmac-sha256-hex=…`."""
    key = unicodedata.normalize("NFKD", webhook_secret).encode()
    expected = EASYPOST_PREFIX + hmac.new(key, body, hashlib.sha256).hexdigest()
    return _same(expected, signature.strip(), webhook_secret)


def _same(expected: str, signature: str, secret: str) -> bool:
    """Compare in a time that tells nothing of the signature; without a secret nothing is genuine."""
    return bool(secret) and hmac.compare_digest(expected.encode(), signature.encode(errors="replace"))
