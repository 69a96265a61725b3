"""Which engine builds the models, where its rows lie, how much of the machine it may use. Decided here alone."""

import importlib.util
import os
from pathlib import Path

from warehouse.home import Home
from warehouse.sections import EngineName
from warehouse.settings import Settings

SHARE_OF_MEMORY = 0.4
LARGEST_DEFAULT_MEMORY_GB = 4
RAW_DATASET = "raw"
RAW_ALIAS = "landing"
"""DuckDB names a database after its file; a database and a schema both called "raw" could not be told apart."""


class EngineNotUsable(RuntimeError):
    """The engine that the settings name cannot build this home as things are; the message says what to do."""


def build_environment(home: Home, settings: Settings) -> dict[str, str]:
    """The variables that dbt's profile and project read, whichever engine builds; dbt runs in the home's folder."""
    return {
        "SELLERHOUSE_ENGINE": settings.engine,
        "DBT_TARGET_PATH": str(home.dbt / settings.engine),
        "DBT_LOG_PATH": str(home.logs),
        **(_cluster(home, settings) if settings.engine == "spark" else _this_machine(home, settings)),
    }


def raw_location(home: Home, settings: Settings) -> str:
    """The folder or URL below which a cluster's raw rows lie, one folder a table."""
    return f"{cluster_location(home, settings)}/{RAW_DATASET}"


def cluster_location(home: Home, settings: Settings) -> str:
    """The folder or URL that the cluster and this machine share, without a slash at its end."""
    return settings.spark.location.rstrip("/") or str(home.cluster)


def built_database(home: Home, settings: Settings) -> Path:
    """The database that a build leaves to be checked: dbt's own, or that of views over what came from a cluster."""
    return home.exported / home.warehouse.name if settings.engine == "spark" else home.build


def check_adapter(settings: Settings) -> None:
    """Raise EngineNotUsable where dbt has no adapter for the engine."""
    if settings.engine == "spark" and importlib.util.find_spec("dbt.adapters.spark") is None:
        raise EngineNotUsable("engine = 'spark' needs dbt's Spark adapter: `pip install sellerhouse[spark]`")


def check_engine(home: Home, settings: Settings) -> None:
    """Raise EngineNotUsable where dbt has no adapter for the engine, or this home's rows are with the other one."""
    check_adapter(settings)
    holder = engine_of_rows(home)
    if holder and holder != settings.engine:
        raise EngineNotUsable(
            f"the settings say engine = {settings.engine!r}, but the rows of {home.root} are with {holder!r}; "
            f"set it back, or take them along with `sellerhouse move-engine --to {settings.engine}`"
        )


def engine_of_rows(home: Home) -> EngineName | None:
    """The engine that holds what was loaded, or None where nothing was yet."""
    if home.engine_mark.is_file():
        return "spark" if home.engine_mark.read_text(encoding="utf-8") == "spark" else "duckdb"
    return "duckdb" if home.raw.is_file() else None


def note_engine(home: Home, engine: EngineName) -> None:
    """Note which engine holds what was loaded."""
    fresh = home.engine_mark.with_suffix(".new")
    fresh.write_text(engine, encoding="utf-8")
    fresh.replace(home.engine_mark)


def memory_gb(settings: Settings) -> int:
    """Gigabytes a build may hold in memory before it spills to disk; at least one."""
    if settings.machine.memory_gb:
        return settings.machine.memory_gb
    installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    share = int(installed * SHARE_OF_MEMORY / 1024**3)
    return max(1, min(share, LARGEST_DEFAULT_MEMORY_GB))


def threads(settings: Settings) -> int:
    """Threads a build may use; all of the machine's unless set."""
    return settings.machine.threads or os.cpu_count() or 1


def _this_machine(home: Home, settings: Settings) -> dict[str, str]:
    """Paths are those from the home, so that what dbt makes of the project is the same for every home."""
    return {
        "SELLERHOUSE_BUILD": str(home.build.relative_to(home.root)),
        "SELLERHOUSE_RAW": str(home.raw.relative_to(home.root)),
        "SELLERHOUSE_RAW_DATABASE": RAW_ALIAS,
        "SELLERHOUSE_RAW_SCHEMA": RAW_DATASET,
        "SELLERHOUSE_TEMP": str((home.work / "temporary").relative_to(home.root)),
        "SELLERHOUSE_MEMORY_LIMIT": f"{memory_gb(settings)}GB",
        "SELLERHOUSE_THREADS": str(threads(settings)),
    }


def _cluster(home: Home, settings: Settings) -> dict[str, str]:
    spark = settings.spark
    secrets = {"PASSWORD": spark.password, "TOKEN": spark.token}
    names = ("method", "host", "port", "auth", "use_ssl", "user", "driver", "cluster", "endpoint", "table_format")
    return {
        **{f"SELLERHOUSE_SPARK_{name.upper()}": str(getattr(spark, name)) for name in names},
        **{f"DBT_ENV_SECRET_SPARK_{name}": secret.get_secret_value() for name, secret in secrets.items() if secret},
        "SELLERHOUSE_SPARK_SCHEMA_PREFIX": spark.schema_prefix,
        "SELLERHOUSE_RAW_DATABASE": "",
        "SELLERHOUSE_RAW_SCHEMA": f"{spark.schema_prefix}{RAW_DATASET}",
        "SELLERHOUSE_THREADS": str(spark.threads),
    }
