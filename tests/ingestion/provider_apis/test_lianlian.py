"""What is LianLian's own: signatures, one account or currency after another, errors that come as 200, its clock."""

import base64
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from pydantic import SecretStr

from ingestion.fetching import FetchFailed
from ingestion.lianlian.api import API, NAMED_STREAMS, STREAMS
from ingestion.lianlian.signing import private_key, signature
from tests.ingestion.fetching.provider import Answer, Asked, as_json
from tests.ingestion.provider_apis.fakes import KEY, PEM, LianLian

TWO_DAYS = {"since": date(2026, 11, 9), "until": date(2026, 11, 10)}


@pytest.fixture(autouse=True)
def _access(secrets: Callable[..., None]) -> None:
    secrets(**LianLian.secrets)


def accepted(data: Any) -> Answer:
    return as_json({"code": "000000", "data": data})


def whole(asked: Asked) -> Answer:
    """Each endpoint with what its published description gives, once."""
    entry = {"transId": "1", "busiType": "12", "virtualCardNo": "7", "balance": "5.00", "amount": "5.00"}
    if asked.path == "/account/query":
        return accepted({"totalSize": 2, "resultList": [{"accountId": "222"}, {"accountId": "111"}]})
    if asked.path == "/collection/v1/wallets":
        return accepted([{"currency": "USD", "balance": "1.00"}, {"currency": "EUR", "balance": "0.00"}])
    if asked.path == "/account/balance/query":
        return accepted([{"currency": "EUR", "balance": "4999980.00", "accountNum": 6}])
    if asked.path == "/collection/v1/wallets/transaction":
        return accepted({"total": 1, "list": [{**entry, "billType": "1", "feeCurrencyCode": "USD"}]})
    if asked.path == "/v1/statement/transactions":
        return as_json({"data": [{"bill_number": "1"}], "page": 1, "page_size": 20, "total_count": 1})
    return accepted({"totalSize": 1, "resultList": [entry]})


def bodies(there: Any, path: str) -> list[dict[str, Any]]:
    return [json.loads(asked.body) for asked in there.asked if asked.path == path]


def verify(asked: Asked) -> None:
    """Check the signature as LianLian describes it, with the public half of the key."""
    found = re.fullmatch(r"t=(\d{10}),v=([\w+/=]+)", asked.headers["llpay-signature"])
    assert found
    signed = f"{asked.method}&{asked.path}&{found[1]}&{asked.body.decode()}"
    if asked.query:
        signed += f"&{quote(urlencode(asked.query), safe='')}"
    key: RSAPublicKey = KEY.public_key()
    key.verify(base64.b64decode(found[2]), signed.encode(), PKCS1v15(), SHA256())


def test_every_request_is_signed_as_described(listening: Callable[..., Any]) -> None:
    with listening(API, whole) as here:
        assert here.fetch(**TWO_DAYS).reason == ""
    assert {asked.method for asked in here.there.asked} == {"GET", "POST"}
    for asked in here.there.asked:
        verify(asked)
        basic = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
        assert basic == "lianlian-dev-17:master-token-abcdef"


def test_a_request_that_is_tried_again_is_signed_again(listening: Callable[..., Any]) -> None:
    with listening(API, lambda a: as_json({}, 500), streams=["withdrawals"]) as here:
        here.fetch()
    assert len(here.there.asked) == 3
    for asked in here.there.asked:
        verify(asked)


@pytest.mark.parametrize(
    ("url", "body", "signed"),
    [
        ("https://a.example/api/mkt/balance", b'{"currency":"USD"}', 'POST&/api/mkt/balance&7&{"currency":"USD"}'),
        ("https://a.example/events/v1?status=A%20B", b"", "POST&/events/v1&7&&status%3DA%2520B"),
        ("https://a.example/events/v1", b"", "POST&/events/v1&7&"),
    ],
    ids=["body", "query", "neither"],
)
def test_what_is_signed(url: str, body: bytes, signed: str) -> None:
    value = signature(KEY, "POST", url, body, 7).removeprefix("t=7,v=")
    KEY.public_key().verify(base64.b64decode(value), signed.encode(), PKCS1v15(), SHA256())


def test_a_key_is_taken_with_and_without_its_frame() -> None:
    inside = "".join(PEM.splitlines()[1:-1])
    numbers = {private_key(SecretStr(text)).private_numbers() for text in (PEM, inside)}
    assert numbers == {KEY.private_numbers()}
    with pytest.raises(FetchFailed) as failed:
        private_key(SecretStr("not-a-key-at-all"))
    assert "not-a-key" not in f"{failed.value}{failed.value.advice}"


def test_each_stream_is_kept_in_the_form_that_is_described(listening: Callable[..., Any]) -> None:
    with listening(API, whole) as here:
        assert here.fetch(**TWO_DAYS).reason == ""
    assert {path.parent.name for path in here.files()} == set(STREAMS)
    (inbound,) = bodies(here.there, "/transaction/entry/list")
    assert inbound == {
        "startUpdateTime": "2026-11-09 08:00:00",
        "endUpdateTime": "2026-11-11 08:00:00",
        "pageNum": 1,
        "pageSize": 100,
    }


def test_money_is_asked_for_account_by_account_and_currency_by_currency(listening: Callable[..., Any]) -> None:
    with listening(API, whole, streams=["fund_flow", "wallet_flow"]) as here:
        assert here.fetch(**TWO_DAYS).pages == 4
    assert [body["accountId"] for body in bodies(here.there, "/myshop/transaction")] == ["111", "222"]
    wallets = [asked.query for asked in here.there.asked if asked.path.endswith("/wallets/transaction")]
    assert [query["currency"] for query in wallets] == ["EUR", "USD"]
    assert {(query["startTime"], query["endTime"]) for query in wallets} == {("2026-11-09", "2026-11-11")}
    assert len(here.files()) == 4


def test_a_killed_run_goes_on_with_the_account_it_was_at(listening: Callable[..., Any]) -> None:
    with listening(API, whole, streams=["fund_flow"]) as here:
        killed = here.connection(**TWO_DAYS)
        fetching = API.fetch(killed)
        killed.waiting.keep(next(fetching))
        fetching.close()
        assert here.fetch(**TWO_DAYS).pages == 1
    assert [body["accountId"] for body in bodies(here.there, "/myshop/transaction")] == ["111", "222"]


def test_a_seller_without_accounts_has_no_flow(listening: Callable[..., Any]) -> None:
    nothing = accepted({"totalSize": 0, "resultList": None})
    with listening(API, lambda _asked: nothing, streams=["fund_flow"]) as here:
        assert (here.fetch().reason, here.files()) == ("", [])
    assert {asked.path for asked in here.there.asked} == {"/account/query"}


@pytest.mark.parametrize(
    ("code", "status", "helps"), [("999999", 200, True), ("999999", 402, True), ("147001", 200, False)]
)
def test_an_error_is_a_failure_whatever_its_status(
    listening: Callable[..., Any], code: str, status: int, helps: bool
) -> None:
    said = as_json({"code": code, "message": "Please retry later.", "data": {"resultList": []}}, status)
    with listening(API, lambda _asked: said, streams=["withdrawals"]) as here:
        outcome = here.fetch()
    assert code in outcome.reason
    assert ("The next run tries again" in outcome.advice) is helps
    assert here.files() == []


def test_the_statement_is_fetched_only_where_it_is_named(listening: Callable[..., Any]) -> None:
    with listening(API, whole) as here:
        here.fetch(**TWO_DAYS)
    assert "/v1/statement/transactions" not in here.there.paths()
    with listening(API, whole, streams=["statement"], account="0204265234111") as here:
        assert here.fetch(**TWO_DAYS).reason == ""
    (asked,) = here.there.asked
    assert asked.query == {
        "account_id": "0204265234111",
        "begin_time": "1794182400",
        "end_time": "1794355200",
        "page": "1",
        "page_size": "20",
    }


def test_the_statement_is_asked_for_as_its_description_says(samples: Path) -> None:
    described = (samples / "lianlian" / "lianlian-global-statement-api-openapi.yml").read_text()
    stream = NAMED_STREAMS["statement"]
    assert f"/{stream.path}:\n    parameters: []\n    {stream.method.lower()}:" in described
    asked = re.findall(r"in: query\n        name: (\w+)", described)
    assert asked == [stream.part_name, *stream.time_names, *stream.page_names]
    for name in (*stream.rows_at, *stream.total_at):
        assert f"                  {name}:\n" in described


def test_the_signature_is_that_of_the_description(samples: Path) -> None:
    described = (samples / "lianlian" / "_original-global-payout-webhook.yml").read_text()
    for formula in (
        "HTTP_METHOD&URI&REQUEST_EPOCH&REQUEST_PAYLOAD",
        "HTTP_METHOD&URI&REQUEST_EPOCH&&QUERY_STRING",
        "BASE64(RSAwithSHA256(STEP_1_RESULT))",
    ):
        assert formula in described
