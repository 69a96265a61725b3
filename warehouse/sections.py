"""The sections of the settings file, with their defaults and what is allowed in them. Reads no file and no variable."""

import re
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, field_validator


def _known_timezone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("allowed: an IANA timezone such as Europe/London or America/Los_Angeles")
    return name


Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="an ISO 4217 code such as USD")]
Timezone = Annotated[str, AfterValidator(_known_timezone)]
EngineName = Literal["duckdb", "spark"]
CostingMethod = Literal["fifo", "moving_average", "month_end_average"]
Platform = Literal["amazon", "shopify", "paypal", "lianlian", "bank", "logistics", "other"]
Wallet = Literal["bank", "payment_wallet", "lianlian_wallet", "paypal_wallet", "shopify_wallet", "marketplace_wallet"]
STATEMENT_COLUMNS = {
    "account_id", "amount", "balance_amount", "booked_at", "booked_date", "counterparty", "credit_amount", "currency",
    "debit_amount", "description", "direction", "fee_amount", "kind", "reference", "status", "store_name",
    "transaction_id", "value_date",
}  # fmt: skip
STORE_ID = re.compile(r"^[a-z0-9][a-z0-9._-]{0,62}$")


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreApi(Section):
    """That a store is fetched through its provider's API, and how. Secrets never stand here, see warehouse/secrets.py.

    since -- the first day (UTC) that is fetched; None for as far back as is usual.
    sources, streams -- what is fetched; all there is where nothing is named.
    region, account -- what some providers need to know: Amazon's region, an account or profile id, a shop's address.
    host -- another address than the provider's own, such as its sandbox.
    """

    since: date | None = None
    sources: tuple[str, ...] = ()
    streams: tuple[str, ...] = ()
    region: Literal["na", "eu", "fe"] = "na"
    account: str = ""
    host: str = ""


class Fees(Section):
    """What a store's fees should be, as far as its contract says so. What is not set is not checked.

    tax_percent -- the tax that the marketplace adds to its own fees, 0 where it adds none. Outside the United States
        Amazon's fees are only checked where this is set, since nothing else tells whether they carry tax.
    payment_percent, payment_fixed -- what a payment provider keeps of each payment; the fixed part in the store's
        currency.
    """

    tax_percent: Annotated[Decimal, Field(ge=0, lt=100)] | None = None
    payment_percent: Annotated[Decimal, Field(ge=0, lt=100)] | None = None
    payment_fixed: Annotated[Decimal, Field(ge=0)] = Decimal(0)


class Store(Section):
    """One store or one account with a payment provider, as the seller names it; its key in the file is its store_id.

    ships_from -- the own warehouse that orders leave which the seller ships himself, as his sheets name it. Empty: the
        only warehouse that his sheets name.
    costing_method -- what units that leave cost, where it is not what the settings say for all; one a legal entity.
    input_tax_is_recoverable -- whether tax on fees, ads and freight comes back; None: as the company's setting says.
    """

    legal_entity: str = ""
    platform: Platform = "amazon"
    marketplaces: tuple[str, ...] = ()
    currency: Currency = "USD"
    timezone: Timezone = "UTC"
    ships_from: str = ""
    costing_method: CostingMethod | None = None
    input_tax_is_recoverable: bool | None = None
    api: StoreApi | None = None
    fees: Fees = Fees()


class Api(Section):
    """How providers' APIs are asked.

    at_once -- stores that are fetched at the same time.
    attempts, retry_seconds -- how often a request is tried, and about how long after the first time it is tried again.
    """

    allow_private_hosts: bool = False
    at_once: Annotated[int, Field(ge=1, le=64)] = 8
    attempts: Annotated[int, Field(ge=1, le=20)] = 6
    retry_seconds: Annotated[Decimal, Field(ge=0, le=600)] = Decimal(2)


class Statement(Section):
    """How the statement files of one account look that no shipped format knows.

    columns -- for each of our names the heading that the file has.
    account, currency -- for files that do not state them; `account` is the section's name unless it is given.
    date_order, decimal_mark -- for what a file's own values leave open.
    """

    columns: dict[str, str]
    provider: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,32}$")] = "bank"
    wallet: Wallet = "bank"
    account: str = ""
    currency: Annotated[str, Field(pattern=r"^([A-Z]{3})?$", description="an ISO 4217 code such as USD")] = ""
    date_order: Literal["day_first", "month_first", "refuse"] = "refuse"
    decimal_mark: Literal[".", ",", ""] = ""
    timezone: Timezone = "UTC"

    @field_validator("columns")
    @classmethod
    def _columns_tell_when_and_how_much(cls, columns: dict[str, str]) -> dict[str, str]:
        if unknown := columns.keys() - STATEMENT_COLUMNS:
            raise ValueError(f"{', '.join(sorted(unknown))}: allowed are {', '.join(sorted(STATEMENT_COLUMNS))}")
        if "booked_date" not in columns or not {"amount", "credit_amount", "debit_amount"} & columns.keys():
            raise ValueError("needed are booked_date, and amount or credit_amount and debit_amount")
        return columns


class Payments(Section):
    """What payment providers take of a withdrawal by contract, in percent, such as lianlian_wallet = 0.5."""

    fee_pct: dict[Wallet, Annotated[Decimal, Field(ge=0, le=100)]] = {}


class Warehouse(Section):
    """What a warehouse is; its key in the file is its name in the sheets. `country` is an ISO 3166 code such as DE."""

    kind: Literal["domestic", "overseas", "third_party"] | None = None
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$", description="an ISO 3166 code such as DE")] = ""


class Carrier(Section):
    """What a carrier or freight forwarder has agreed to take; its key in the file is its name on the invoices."""

    price_per_kg: Annotated[Decimal, Field(gt=0)]
    currency: Currency


class Alerts(Section):
    """Where alerts go, and how much a gap may be before it is told. The webhook is a secret: environment only.

    stock_gap_amount -- what the goods missing or too many at a place may have cost, in the reporting currency.
    """

    slack_webhook_url: SecretStr | None = None
    allow_private_hosts: bool = False
    settlement_gap_amount: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    stock_gap_amount: Annotated[Decimal, Field(ge=0)] = Decimal(100)


class Limits(Section):
    """What a file, or the body of a webhook, may cost before it is refused."""

    max_file_mb: Annotated[int, Field(ge=1, le=102_400)] = 20_480
    max_columns: Annotated[int, Field(ge=10, le=10_000)] = 500
    max_archive_entries: Annotated[int, Field(ge=1, le=100_000)] = 2_000
    max_archive_ratio: Annotated[int, Field(ge=2, le=1_000)] = 200
    max_webhook_kb: Annotated[int, Field(ge=16, le=102_400)] = 1_024


class Machine(Section):
    """How much of this machine a run may use; 0 means as much as it has."""

    memory_gb: Annotated[int, Field(ge=0, le=4_096)] = 0
    threads: Annotated[int, Field(ge=0, le=1_024)] = 0


class Spark(Section):
    """The cluster that builds where `engine` is "spark". Password and token are secrets: environment only.

    location -- a folder or an object store's URL that the cluster and this machine both reach; raw rows are written
        there and published tables come from there. Empty: the folder `spark` of the home.
    schema_prefix -- what the names of the cluster's schemas begin with, so that several homes can share one.
    threads -- statements that run on the cluster at the same time.
    """

    method: Literal["thrift", "http", "odbc"] = "thrift"
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] = 10_000
    auth: Literal["NONE", "NOSASL", "LDAP", "KERBEROS"] = "NONE"
    use_ssl: bool = False
    user: str = "sellerhouse"
    password: SecretStr | None = None
    token: SecretStr | None = None
    driver: str = ""
    cluster: str = ""
    endpoint: str = ""
    location: str = ""
    table_format: Literal["parquet", "delta", "iceberg"] = "parquet"
    schema_prefix: Annotated[str, Field(pattern=r"^[a-z0-9_]{0,48}$")] = "sellerhouse_"
    threads: Annotated[int, Field(ge=1, le=256)] = 4


class Schedule(Section):
    """When the daily run starts."""

    at: time = time(6, 0)
    timezone: Timezone = "UTC"


class Serve(Section):
    """Where the dashboard, Dagster and the receiver of webhooks listen; all on loopback unless changed here.

    webhook_port -- 0 turns the receiver off.
    """

    host: str = "127.0.0.1"
    dashboard_port: Annotated[int, Field(ge=1, le=65_535)] = 8501
    dagster_port: Annotated[int, Field(ge=1, le=65_535)] = 3000
    webhook_port: Annotated[int, Field(ge=0, le=65_535)] = 8787
