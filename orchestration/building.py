"""One build of all models on the engine that the settings name, up to where it can be checked. Publishes nothing."""

import hashlib
from collections.abc import Callable
from typing import Any

from ingestion import sources_without_rows
from orchestration import cluster, project
from orchestration.progress import Progress
from warehouse.home import Home
from warehouse.settings import Settings

PROOFS = ["test_type:unit", "path:tests/engine"]
"""They hold for every home alike, so they belong to the test suite and not to every run (selectors.yml: proofs)."""
STORED = ["config.materialized:table", "config.materialized:incremental", "resource_type:test"]
"""Views and seeds stand as the first build made them, since only the rows beneath them change; every check is made."""
ALL_CHECKS = ["resource_type:test"]
BUILT_WHERE = {"host", "port", "location", "schema_prefix", "table_format"}


def build_models(home: Home, settings: Settings, progress: Progress, *, is_checked: bool = True) -> Any:
    """dbt's results of every node. What is stored is built anew where anything changed that all of it depends on.

    Without `is_checked` no check is made: where another engine's build of the same rows has passed them.

    Raises BuildFailed with what did not hold.
    """
    stamp = project.target_folder(home, settings) / "built"
    fingerprint = _fingerprint(settings)
    is_first = not (stamp.is_file() and stamp.read_text() == fingerprint and _may_stand(home, settings))
    if is_first:
        stamp.unlink(missing_ok=True)
        _clear(home, settings)
    if settings.engine == "spark":
        cluster.register_raw_tables(home, settings)
    # The manifest was written when the project was parsed; to write it again took a second of every run.
    scope = ["--full-refresh"] if is_first else ["--select", *STORED]
    unchecked = [_checks_of(source) for source in sources_without_rows(home, settings)] if is_checked else ALL_CHECKS
    scope += ["--exclude", *PROOFS, *unchecked]
    try:
        results = project.invoke(home, settings, ["build", "--no-write-json", *scope], _announce(progress)).result
    except Exception as error:
        if not isinstance(error, project.BuildFailed) or error.could_not_build:
            # What a model stands on may be gone, or the database not even open: the next build makes everything anew.
            stamp.unlink(missing_ok=True)
        raise
    stamp.write_text(fingerprint)
    if settings.engine == "spark":
        cluster.bring_home_published_tables(home, settings)
    return results


def _checks_of(source: str) -> str:
    """What checks a source's staged rows; where there are none, there is nothing to check."""
    return f"path:models/staging/{source},resource_type:test"


def _clear(home: Home, settings: Settings) -> None:
    """Remove the database that is built anew. What a run has left of it that died may not even open."""
    if settings.engine == "duckdb":
        for path in home.work.glob(f"{home.build.name}*"):
            path.unlink()


def _may_stand(home: Home, settings: Settings) -> bool:
    """Whether what was built before can still be there; on a cluster only a build finds out."""
    return settings.engine == "spark" or home.build.is_file()


def _fingerprint(settings: Settings) -> str:
    """What every stored row depends on besides the raw rows: project, reporting currency, stores, and where it lies."""
    decisive = settings.model_dump_json(include={"reporting_currency": True, "stores": True, "spark": BUILT_WHERE})
    return hashlib.sha256(f"{project.project_fingerprint()}{decisive}".encode()).hexdigest()


def _announce(progress: Progress) -> Callable[[Any], None]:
    """Tell each node that has ended; dbt says the total under one name for models and another for tests."""

    def on_event(event: Any) -> None:
        if event.info.name in ("LogModelResult", "LogTestResult", "LogSeedResult", "LogNodeNoOpResult"):
            total = getattr(event.data, "total", 0) or getattr(event.data, "num_models", 0)
            progress("build", event.data.index, total)

    return on_event
