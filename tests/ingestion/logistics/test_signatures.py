"""Signatures of webhooks: a published vector, ones computed by hand, and everything that must not pass."""

from collections.abc import Callable

import pytest

from ingestion.logistics.signatures import is_from_17track, is_from_aftership, is_from_easypost

# The body, secret and signature that EasyPost's client libraries are tested with.
EASYPOST_BODY = (
    b'{"result":{"id":"batch_123...","object":"Batch","mode":"test","state":"created","num_shipments":0,'
    b'"reference":null,"created_at":"2022-07-26T17:22:32Z","updated_at":"2022-07-26T17:22:32Z","scan_form":null,'
    b'"shipments":[],"status":{"created":0,"queued_for_purchase":0,"creation_failed":0,"postage_purchased":0,'
    b'"postage_purchase_failed":0},"pickup":null,"label_url":null},"description":"batch.created","mode":"test",'
    b'"previous_attributes":null,"completed_urls":null,"user_id":"user_123...","status":"pending","object":"Event",'
    b'"id":"evt_123..."}'
)
EASYPOST_SIGNATURE = "hmac-sha256-hex=e93977c8ccb20363d51a62b3fe1fc402b7829be1152da9e88cf9e8d07115a46b"
BODY = b'{"event":"TRACKING_UPDATED","data":{"number":"RR1CN"}}'
KEY = "k3y"
# printf '%s/%s' "$BODY" k3y | sha256sum; printf %s "$BODY" | openssl dgst -sha256 -hmac k3y -binary | base64
SIGN_17TRACK = "1a30abf90299a39ef28acd632a47e4e553428fab6bb03406bad1d157fd48620b"
SIGN_AFTERSHIP = "bQsQb3TCpZgyfOEV5pmJnqg/yqrxwkm9JeFjH8M8wY4="

Check = Callable[[bytes, str, str], bool]
GENUINE: list[tuple[Check, bytes, str, str]] = [
    (is_from_17track, BODY, SIGN_17TRACK, KEY),
    (is_from_aftership, BODY, SIGN_AFTERSHIP, KEY),
    (is_from_easypost, EASYPOST_BODY, EASYPOST_SIGNATURE, "s\u00e9cret"),
]


@pytest.mark.parametrize(("check", "body", "signature", "secret"), GENUINE)
def test_the_providers_own_signature_passes_and_nothing_near_it(
    check: Check, body: bytes, signature: str, secret: str
) -> None:
    assert check(body, signature, secret)
    changed = ("0" if signature[-2] != "0" else "1") + signature[-1]
    assert not check(body, signature[:-2] + changed, secret)
    assert not check(body + b" ", signature, secret)
    assert not check(body, signature, secret + "x")
    assert not check(body, "", secret)
    assert not check(body, "\udcff\u00e9", secret)


@pytest.mark.parametrize("check", [is_from_17track, is_from_aftership, is_from_easypost])
def test_without_a_secret_nothing_is_genuine(check: Check) -> None:
    signatures = {
        is_from_17track: "97f7ae2db8c3d3ac52a1358b4ff290d1e459c6c0176883210fc11b7fef308436",
        is_from_aftership: "IvjuqQlACvmK3zaBqfMZI+9rf8ukq7VT2Sgjo+nVwl4=",
        is_from_easypost: "hmac-sha256-hex=22f8eea909400af98adf3681a9f31923ef6b7fcba4abb553d92823a3e9d5c25e",
    }
    assert not check(b"{}", signatures[check], "")


def test_the_secret_of_easypost_counts_however_its_accents_are_written() -> None:
    assert is_from_easypost(EASYPOST_BODY, EASYPOST_SIGNATURE, "se\u0301cret")
