"""Constants of Amazon's Selling Partner API: addresses, rates, marketplaces. No request is made here."""

from datetime import timedelta

from sp_api.base import Marketplaces

from ingestion.fetching.pace import Rate

TOKEN_HOST = "https://api.amazon.com"  # noqa: S105 - an address
TOKEN_PATH = "/auth/o2/token"  # noqa: S105 - a path
ENDPOINTS = {
    "na": Marketplaces.US.endpoint,
    "eu": Marketplaces.DE.endpoint,
    "fe": Marketplaces.JP.endpoint,
}
USER_AGENT = "Sellerhouse/1.0 (Language=Python)"
RATE_HEADER = "x-amzn-RateLimit-Limit"
REFRESH_EARLY = timedelta(minutes=1)
"""A token is fetched anew so long before it expires, since a request takes time as well."""

RATES = {
    "getMarketplaceParticipations": Rate(0.016, 15),
    "getReports": Rate(0.0222, 10),
    "createReport": Rate(0.0167, 15),
    "getReport": Rate(2, 15),
    "getReportDocument": Rate(0.0167, 15),
    "listTransactions": Rate(0.5, 10),
    "listBalances": Rate(0.5, 10),
    "getShipments": Rate(2, 30),
    "getShipmentItems": Rate(2, 30),
    "listInventory": Rate(2, 2),
}
"""The usage plans of Amazon's models, for one seller and one application."""

COUNTRIES = {
    "amazon.com": "US",
    "amazon.ca": "CA",
    "amazon.com.mx": "MX",
    "amazon.com.br": "BR",
    "amazon.co.uk": "UK",
    "amazon.de": "DE",
    "amazon.fr": "FR",
    "amazon.it": "IT",
    "amazon.es": "ES",
    "amazon.nl": "NL",
    "amazon.com.be": "BE",
    "amazon.ie": "IE",
    "amazon.se": "SE",
    "amazon.pl": "PL",
    "amazon.com.tr": "TR",
    "amazon.ae": "AE",
    "amazon.sa": "SA",
    "amazon.eg": "EG",
    "amazon.in": "IN",
    "amazon.co.jp": "JP",
    "amazon.com.au": "AU",
    "amazon.sg": "SG",
    "amazon.co.za": "ZA",
}
"""What settlements and settings call a marketplace, and the country that Amazon's library knows it by."""


def marketplace_id(name: str) -> str:
    """Amazon's id of a marketplace such as `Amazon.de`. Raises KeyError."""
    return str(Marketplaces[COUNTRIES[name.strip().lower()]].marketplace_id)
