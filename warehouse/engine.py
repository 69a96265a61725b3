"""Which engine builds the models and how much of the machine it may use. The one place that decides it."""

import os

from warehouse.home import Home
from warehouse.settings import Settings

SHARE_OF_MEMORY = 0.4
LARGEST_DEFAULT_MEMORY_GB = 4


def build_environment(home: Home, settings: Settings) -> dict[str, str]:
    """The variables that dbt's profile reads: the database files, threads and memory of a build."""
    return {
        "SELLERHOUSE_BUILD": str(home.build),
        "SELLERHOUSE_RAW": str(home.raw),
        "SELLERHOUSE_TEMP": str(home.work / "temporary"),
        "SELLERHOUSE_MEMORY_LIMIT": f"{memory_gb(settings)}GB",
        "SELLERHOUSE_THREADS": str(threads(settings)),
        "DBT_TARGET_PATH": str(home.dbt),
        "DBT_LOG_PATH": str(home.logs),
    }


def memory_gb(settings: Settings) -> int:
    """Gigabytes a build may hold in memory before it spills to disk; at least one."""
    if settings.engine.memory_gb:
        return settings.engine.memory_gb
    installed = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    share = int(installed * SHARE_OF_MEMORY / 1024**3)
    return max(1, min(share, LARGEST_DEFAULT_MEMORY_GB))


def threads(settings: Settings) -> int:
    """Threads a build may use; all of the machine's unless set."""
    return settings.engine.threads or os.cpu_count() or 1
