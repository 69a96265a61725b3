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
Share = Annotated[Decimal, Field(gt=0, lt=1)]
Level = Annotated[Decimal, Field(ge=Decimal("0.5"), le=Decimal("0.9999"))]
Days = Annotated[int, Field(ge=1, le=730)]
EngineName = Literal["duckdb", "spark"]
Platform = Literal["amazon", "shopify", "paypal", "lianlian", "bank", "logistics", "other"]
Wallet = Literal["bank", "payment_wallet", "lianlian_wallet", "paypal_wallet", "shopify_wallet", "marketplace_wallet"]
STATEMENT_COLUMNS = {
    "account_id", "amount", "balance_amount", "booked_at", "booked_date", "counterparty", "credit_amount", "currency",
    "debit_amount", "description", "direction", "fee_amount", "kind", "reference", "status", "store_name",
    "transaction_id", "value_date",
}  # fmt: skip
STORE_ID = re.compile(r"^[a-z0-9][a-z0-9._-]{0,62}$")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreApi(_Section):
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


class Store(_Section):
    """One store or one account with a payment provider, as the seller names it; its key in the file is its store_id.

    ships_from -- the own warehouse that orders leave which the seller ships himself, as his sheets name it. Empty: the
        only warehouse that his sheets name.
    """

    legal_entity: str = ""
    platform: Platform = "amazon"
    marketplaces: tuple[str, ...] = ()
    currency: Currency = "USD"
    timezone: Timezone = "UTC"
    ships_from: str = ""
    api: StoreApi | None = None


class Api(_Section):
    """How providers' APIs are asked.

    at_once -- stores that are fetched at the same time.
    attempts, retry_seconds -- how often a request is tried, and about how long after the first time it is tried again.
    """

    allow_private_hosts: bool = False
    at_once: Annotated[int, Field(ge=1, le=64)] = 8
    attempts: Annotated[int, Field(ge=1, le=20)] = 6
    retry_seconds: Annotated[Decimal, Field(ge=0, le=600)] = Decimal(2)


class Statement(_Section):
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


class Warehouse(_Section):
    """What a warehouse is; its key in the file is its name in the sheets. `country` is an ISO 3166 code such as DE."""

    kind: Literal["domestic", "overseas", "third_party"] | None = None
    country: Annotated[str, Field(pattern=r"^([A-Z]{2})?$", description="an ISO 3166 code such as DE")] = ""


class Alerts(_Section):
    """Where alerts go, and how much a gap may be before it is told. The webhook is a secret: environment only.

    stock_gap_amount -- what the goods missing or too many at a place may have cost, in the reporting currency.
    """

    slack_webhook_url: SecretStr | None = None
    allow_private_hosts: bool = False
    settlement_gap_amount: Annotated[Decimal, Field(ge=0)] = Decimal(0)
    stock_gap_amount: Annotated[Decimal, Field(ge=0)] = Decimal(100)


class Planning(_Section):
    """What the seller wants of his stock. Units and days; shares are fractions of one.

    service_level_a, _b, _c -- in which share of cycles a SKU of that class must not run out.
    target_cover_days, transfer_cover_days -- how long goods should last once they have arrived: a purchase, a transfer.
    review_days -- how often orders are placed. lead_time_days, transfer_days -- where neither document nor sheet tells.
    open_order_days -- how long after it should have come an order or a shipment is still waited for.
    window_weights -- how much the mean of the last so many days counts; the windows can be weighted, not chosen.
    demand_smoothing, probability_smoothing -- how fast size and frequency of demand follow that comes now and then.
    promotion_share -- rebates of at least this share of a day's sales make it a day of promotion.
    slow_mover_days, excess_cover_days -- days in stock without a sale, and days of cover, that are too many.
    promotion_discount, bundle_discount, liquidation_share, removal_unit_amount -- what each way out costs or brings:
        shares of the price, and for a unit removed money in the reporting currency.
    """

    service_level_a: Level = Decimal("0.98")
    service_level_b: Level = Decimal("0.95")
    service_level_c: Level = Decimal("0.90")
    target_cover_days: Days = 45
    transfer_cover_days: Days = 30
    review_days: Days = 7
    lead_time_days: Days = 45
    transfer_days: Days = 30
    open_order_days: Days = 90
    window_weights: dict[Literal["3", "7", "14", "30", "60", "90"], Annotated[Decimal, Field(ge=0, le=100)]] = {
        "3": Decimal("0.05"), "7": Decimal("0.10"), "14": Decimal("0.15"),
        "30": Decimal("0.25"), "60": Decimal("0.25"), "90": Decimal("0.20"),
    }  # fmt: skip
    demand_smoothing: Share = Decimal("0.10")
    probability_smoothing: Share = Decimal("0.02")
    promotion_share: Share = Decimal("0.10")
    slow_mover_days: Days = 30
    excess_cover_days: Days = 120
    promotion_discount: Share = Decimal("0.30")
    bundle_discount: Share = Decimal("0.15")
    liquidation_share: Share = Decimal("0.08")
    removal_unit_amount: Annotated[Decimal, Field(ge=0, le=1_000)] = Decimal("1.00")

    @field_validator("window_weights")
    @classmethod
    def _something_is_weighed(cls, weights: dict[str, Decimal]) -> dict[str, Decimal]:
        if not sum(weights.values()):
            raise ValueError("at least one window needs a weight above 0")
        return weights


class Limits(_Section):
    """What a file, or the body of a webhook, may cost before it is refused."""

    max_file_mb: Annotated[int, Field(ge=1, le=102_400)] = 20_480
    max_columns: Annotated[int, Field(ge=10, le=10_000)] = 500
    max_archive_entries: Annotated[int, Field(ge=1, le=100_000)] = 2_000
    max_archive_ratio: Annotated[int, Field(ge=2, le=1_000)] = 200
    max_webhook_kb: Annotated[int, Field(ge=16, le=102_400)] = 1_024


class Machine(_Section):
    """How much of this machine a run may use; 0 means as much as it has."""

    memory_gb: Annotated[int, Field(ge=0, le=4_096)] = 0
    threads: Annotated[int, Field(ge=0, le=1_024)] = 0


class Spark(_Section):
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


class Schedule(_Section):
    """When the daily run starts."""

    at: time = time(6, 0)
    timezone: Timezone = "UTC"


class Serve(_Section):
    """Where the dashboard, Dagster and the receiver of webhooks listen; all on loopback unless changed here.

    webhook_port -- 0 turns the receiver off.
    """

    host: str = "127.0.0.1"
    dashboard_port: Annotated[int, Field(ge=1, le=65_535)] = 8501
    dagster_port: Annotated[int, Field(ge=1, le=65_535)] = 3000
    webhook_port: Annotated[int, Field(ge=0, le=65_535)] = 8787
