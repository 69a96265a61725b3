"""The one settings file, sellerhouse.toml, with environment variables over it. Its sections are declared beside."""

from pathlib import Path
from typing import Annotated, Any, Literal

import tomlkit
from pydantic import AfterValidator, Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from warehouse.allocations import Allocation, each_once
from warehouse.home import Home
from warehouse.planning import Planning
from warehouse.sections import (
    STORE_ID,
    Alerts,
    Api,
    Carrier,
    CostingMethod,
    Currency,
    EngineName,
    Limits,
    Machine,
    Payments,
    Schedule,
    Serve,
    Spark,
    Statement,
    Store,
    Warehouse,
)

ENVIRONMENT_PREFIX = "SELLERHOUSE_"
SECRETS = (("alerts", "slack_webhook_url"), ("spark", "password"), ("spark", "token"))


class SettingsRefused(ValueError):
    """A setting that cannot be used; the message names each one, its value and what is allowed."""


class Settings(BaseSettings):
    """Every setting there is. Environment variables (SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL) win over the file."""

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True
    )

    reporting_currency: Currency = "USD"
    input_tax_is_recoverable: bool = True
    language: Literal["en", "zh"] = "en"
    keep_builds: Annotated[int, Field(ge=1, le=100)] = 3
    costing_method: CostingMethod = "fifo"
    stores: dict[str, Store] = {}
    api: Api = Api()
    statements: dict[str, Statement] = {}
    payments: Payments = Payments()
    warehouses: dict[str, Warehouse] = {}
    carriers: dict[str, Carrier] = {}
    alerts: Alerts = Alerts()
    limits: Limits = Limits()
    machine: Machine = Machine()
    planning: Planning = Planning()
    allocations: Annotated[tuple[Allocation, ...], AfterValidator(each_once)] = ()
    engine: EngineName = "duckdb"
    spark: Spark = Spark()
    schedule: Schedule = Schedule()
    serve: Serve = Serve()

    @field_validator("stores")
    @classmethod
    def _store_ids_are_folder_names(cls, stores: dict[str, Store]) -> dict[str, Store]:
        for store_id in stores:
            if not STORE_ID.match(store_id):
                raise ValueError(
                    f"store {store_id!r}: allowed are lower-case letters, digits, '.', '_' and '-', "
                    "since the name is also a folder"
                )
        return stores

    @field_validator("stores")
    @classmethod
    def _a_legal_entity_costs_by_one_method(cls, stores: dict[str, Store], info: ValidationInfo) -> dict[str, Store]:
        everywhere = info.data.get("costing_method", "fifo")
        # Stores that only files name have no legal entity, and cost as the settings say for all.
        methods: dict[str, dict[str, str]] = {"": {"stores that the settings do not name": everywhere}}
        for store_id, store in stores.items():
            method = store.costing_method or everywhere
            methods.setdefault(store.legal_entity.strip(), {})[store_id] = method
        for entity, by_store in methods.items():
            if len(set(by_store.values())) > 1:
                told = ", ".join(f"{name}: {method}" for name, method in by_store.items())
                raise ValueError(
                    f"the stores of {entity or 'no legal_entity'} cost their goods in several ways ({told}); a legal "
                    "entity has one costing_method for all it holds: give its stores the same, or set it at the top"
                )
        return stores

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        **_: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings


def load_settings(home: Home) -> Settings:
    """The settings of `home`; all defaults where it has no settings file.

    Raises SettingsRefused with one line for each wrong setting.
    """
    path = home.settings_file
    try:
        return Settings(**_read_file(path))
    except ValidationError as error:
        lines = "\n".join(_explain(problem) for problem in error.errors())
        raise SettingsRefused(f"{path} or the environment has settings that cannot be used:\n{lines}") from error


def save_engine(home: Home, engine: EngineName) -> None:
    """Write `engine` into the settings file, and leave all else in it as its owner wrote it."""
    path = home.settings_file
    document = tomlkit.parse(path.read_text(encoding="utf-8")) if path.is_file() else tomlkit.document()
    document["engine"] = engine
    fresh = path.with_suffix(".new")
    fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
    fresh.replace(path)


def _read_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        values = TomlConfigSettingsSource(Settings, toml_file=path)()
    except ValueError as error:
        raise SettingsRefused(f"{path} is not valid TOML: {error}") from error
    for section, name in SECRETS:
        if name in values.get(section, {}):
            raise SettingsRefused(
                f"{path}: {section}.{name} is a secret and does not belong in a file; "
                f"set {ENVIRONMENT_PREFIX}{section.upper()}__{name.upper()} instead"
            )
    return values


def _explain(problem: Any) -> str:
    name = ".".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        return f"  {name}: there is no such setting"
    return f"  {name} = {problem['input']!r}: {problem['msg']}"
