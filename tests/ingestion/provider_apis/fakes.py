"""Three providers as they answer when all is well, from their published schemas. Holds no fault and asserts nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ingestion.fetching import Api
from ingestion.lianlian.api import API as LIANLIAN
from ingestion.paypal.api import API as PAYPAL
from ingestion.shopify.api import API as SHOPIFY
from tests.ingestion.fetching.provider import Answer, Asked, as_json

KEY = generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@dataclass
class Fake:
    """A provider with one stream's records, a list of them for each page; the test may change them between two runs.

    tokens -- how many access tokens were given out.
    """

    pages: list[list[Any]]
    tokens: int = 0
    api: Api = field(init=False)
    stream: str = field(init=False)
    secrets: Mapping[str, str] = field(init=False)
    options: Mapping[str, Any] = field(init=False)

    @classmethod
    def record(cls, number: int, status: str = "") -> Any:
        """One of the stream's records, different for each number."""
        raise NotImplementedError

    def page_asked(self, asked: Asked) -> int | None:
        """Which page is asked for, from 0; None where it is something else, such as a token."""
        raise NotImplementedError

    def answer(self, asked: Asked) -> Answer:
        """What the provider says."""
        raise NotImplementedError

    def token(self) -> Answer:
        """An access token, another one each time."""
        self.tokens += 1
        return as_json({"access_token": f"token-{self.tokens}-of-{self.api.source}", "expires_in": 32_400})


class PayPal(Fake):
    """Its transactions; it says how many pages there are."""

    api, stream, options = PAYPAL, "transactions", {}
    secrets = {"client_id": "paypal-client-4711", "client_secret": "paypal-secret-EAvrq8"}  # noqa: RUF012

    @classmethod
    def record(cls, number: int, status: str = "S") -> Any:
        return {
            "transaction_info": {
                "paypal_account_id": "6STWC2LSUYYYE",
                "transaction_id": f"5TY05013RG{number:07}",
                "transaction_event_code": "T0006",
                "transaction_initiation_date": "2026-11-14T04:03:52+0000",
                "transaction_updated_date": "2026-11-14T04:03:52+0000",
                "transaction_amount": {"currency_code": "USD", "value": f"{number}.10"},
                "fee_amount": {"currency_code": "USD", "value": "-0.30"},
                "transaction_status": status,
            }
        }

    def page_asked(self, asked: Asked) -> int | None:
        return int(asked.query["page"]) - 1 if asked.path == "/v1/reporting/transactions" else None

    def answer(self, asked: Asked) -> Answer:
        page = self.page_asked(asked)
        if page is None:
            return self.token()
        return as_json(
            {
                "transaction_details": self.pages[page],
                "account_number": "XZXSPECPDZHZU",
                "start_date": asked.query["start_date"],
                "end_date": asked.query["end_date"],
                "last_refreshed_datetime": "2026-11-26T00:59:59+0000",
                "page": page + 1,
                "total_items": sum(map(len, self.pages)),
                "total_pages": len(self.pages),
            }
        )


class Shopify(Fake):
    """Its payouts; it gives a cursor to the next page."""

    api, stream, options = SHOPIFY, "payouts", {"account": "acme.myshopify.com"}
    secrets = {"client_id": "shopify-client-8899", "client_secret": "shpss_secretsecret"}  # noqa: RUF012

    @classmethod
    def record(cls, number: int, status: str = "PAID") -> Any:
        return {
            "id": f"gid://shopify/ShopifyPaymentsPayout/{number}",
            "issuedAt": "2026-11-14T00:00:00Z",
            "status": status,
            "transactionType": "DEPOSIT",
            "net": {"amount": f"{number}.10", "currencyCode": "USD"},
            "summary": {"chargesGross": {"amount": f"{number}.40"}},
        }

    def page_asked(self, asked: Asked) -> int | None:
        if not asked.path.endswith("/graphql.json"):
            return None
        after = json.loads(asked.body).get("variables", {}).get("after")
        return int(after.removeprefix("behind-")) if after else 0

    def answer(self, asked: Asked) -> Answer:
        page = self.page_asked(asked)
        if page is None:
            assert parse_qs(asked.body.decode())["grant_type"] == ["client_credentials"]
            return self.token()
        if b"accessScopes" in asked.body:
            given = ("read_orders", "read_all_orders", "read_shopify_payments_payouts", "write_inventory")
            app = {"accessScopes": [{"handle": handle} for handle in given]}
            shop = {"name": "Acme", "myshopifyDomain": "acme.myshopify.com"}
            return as_json({"data": {"shop": shop, "currentAppInstallation": app}})
        is_last = page + 1 == len(self.pages)
        ahead = {"hasNextPage": not is_last, "endCursor": None if is_last else f"behind-{page + 1}"}
        payouts = {"nodes": self.pages[page], "pageInfo": ahead}
        status = {"maximumAvailable": 2000.0, "currentlyAvailable": 1990, "restoreRate": 100.0}
        cost = {"requestedQueryCost": 12, "actualQueryCost": 10, "throttleStatus": status}
        return as_json({"data": {"shopifyPaymentsAccount": {"payouts": payouts}}, "extensions": {"cost": cost}})


class LianLian(Fake):
    """What it pays in; it says how many entries there are, 100 to a page."""

    api, stream, options = LIANLIAN, "inbound_funds", {}
    secrets = {"developer_id": "lianlian-dev-17", "master_token": "master-token-abcdef", "private_key": PEM}  # noqa: RUF012

    @classmethod
    def record(cls, number: int, status: str = "2") -> Any:
        return {
            "transId": f"2022071923{number:05}",
            "creditStatus": status,
            "platform": "Amazon",
            "shopName": "Acme EU",
            "virtualCardNo": "1450000004937",
            "accountId": "202108270336122",
            "currency": "EUR",
            "amount": f"{number}.10",
            "createTime": "2026-11-14 15:34:28",
            "acctDate": "20261114",
            "fundsId": f"2022071960{number:05}",
            "region": "EU",
        }

    def page_asked(self, asked: Asked) -> int | None:
        return json.loads(asked.body)["pageNum"] - 1 if asked.path == "/transaction/entry/list" else None

    def answer(self, asked: Asked) -> Answer:
        page = self.page_asked(asked)
        if page is None:
            balances = [{"currency": "EUR", "balance": "4999980.00", "accountNum": 6}]
            return as_json({"code": "000000", "data": balances})
        total = (len(self.pages) - 1) * 100 + len(self.pages[-1])
        return as_json({"code": "000000", "data": {"totalSize": total, "resultList": self.pages[page]}})
