"""Requests to Amazon Ads, each with its token and its rate. Knows no report and no invoice."""

import json
from collections.abc import Mapping
from typing import Any

import requests

from ingestion.amazon.api.login import Login
from ingestion.fetching.connection import Connection, FetchFailed
from ingestion.fetching.http import HttpClient
from ingestion.fetching.pace import Rate

PREFIX = "ads_"
ENDPOINTS = {
    "na": "https://advertising-api.amazon.com",
    "eu": "https://advertising-api-eu.amazon.com",
    "fe": "https://advertising-api-fe.amazon.com",
}
PROFILES = "/v2/profiles"
# Amazon states no rates for these, only that asking often is answered with 429.
RATES = {
    "createReport": Rate(1, 10),
    "getReport": Rate(1, 10),
    "getProfiles": Rate(1, 5),
    "listInvoices": Rate(1, 5),
}


def scope(profile: str) -> dict[str, str]:
    """The header that says which advertising account is asked about."""
    return {"Amazon-Advertising-API-Scope": profile}


class AdsClient:
    """One store's access to Amazon Ads in its region."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        base = ENDPOINTS[connection.options.region]
        self._client_id = connection.secret(f"{PREFIX}client_id").get_secret_value()
        self._login = Login(connection, PREFIX)
        self.api = HttpClient(connection, base, self._headers, RATES)
        self.files = HttpClient(connection, base)

    def profiles(self) -> list[dict[str, Any]]:
        """The advertising accounts of sellers, or the one that the settings name. Raises FetchFailed."""
        found = json.loads(self.api.get("getProfiles", PROFILES).content)
        wanted = self.connection.options.account
        if not isinstance(found, list):
            raise FetchFailed("Amazon Ads answered without profiles", "If it goes on, report it.", True)
        return [
            one
            for one in found
            if (str(one["profileId"]) == wanted if wanted else one.get("accountInfo", {}).get("type") != "agency")
        ]

    def get(
        self, operation: str, path: str, profile: str, params: Mapping[str, Any] | None = None
    ) -> requests.Response:
        """The answer to a GET about one profile. Raises FetchFailed."""
        return self.api.get(operation, path, params=params, headers=scope(profile))

    def _headers(self, is_refused: bool) -> Mapping[str, str]:
        token = self._login.token(is_refused)
        return {"Authorization": f"Bearer {token}", "Amazon-Advertising-API-ClientId": self._client_id}
