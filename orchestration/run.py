"""One run of a job in this process, as the command line starts it. Scheduled runs are Dagster's own."""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dagster as dg

from ingestion import begin_rebuild
from orchestration.definitions import BUILD_JOB, LOAD_JOB, RUN_JOB, build_definitions
from orchestration.delivery import tell_open_alerts
from orchestration.progress import Progress
from orchestration.project import target_folder
from orchestration.validation import validator
from warehouse import last_run
from warehouse.home import Home
from warehouse.lock import write_lock
from warehouse.settings import load_settings


class RunNotStarted(RuntimeError):
    """A run that ended before its first step, so that the last run's report is not its own."""


def run(
    home: Home,
    job: str,
    progress: Progress,
    paths: Sequence[Path] = (),
    store_id: str | None = None,
    scan_inbox: bool = True,
) -> bool:
    """Run `job` (run, load or build) to its end; what it did stands in the last run's report.

    Returns whether it ended well. Raises RunNotStarted where it could not even begin.
    """
    if job != LOAD_JOB:
        validator()  # its imports take seconds, beside the load and the build
    definitions = build_definitions(home, progress)
    load = {"paths": [str(path) for path in paths], "store_id": store_id, "scan_inbox": scan_inbox}
    config: dict[str, Any] = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    if job != BUILD_JOB:
        config["ops"] = {"ingest": {"config": load}}
    with dagster_instance(home) as instance:
        result = definitions.resolve_job_def(job).execute_in_process(
            run_config=config, instance=instance, raise_on_error=False
        )
    if last_run.read(home).get("run_id") != result.run_id:
        raise RunNotStarted(f"the run could not begin in {home.root}; if another run is going on, wait for it to end")
    if result.success and job == LOAD_JOB:
        last_run.end(home, "loaded")
    elif result.success:
        tell_open_alerts(home, load_settings(home), datetime.now(UTC))
    return bool(result.success)


def rebuild(home: Home, progress: Progress) -> int:
    """Make every raw row, model and published table again from the archive alone; how many files it keeps.

    What is published stays until the new build has passed its checks. Raises NotKept before anything is changed.
    """
    settings = load_settings(home)
    with write_lock(home):
        kept = begin_rebuild(home, settings)
        (target_folder(home, settings) / "built").unlink(missing_ok=True)
    run(home, RUN_JOB, progress, scan_inbox=False)
    return kept


def dagster_instance(home: Home) -> dg.DagsterInstance:
    """The Dagster instance that keeps this home's runs; one run at a time, telemetry off."""
    settings = home.dagster / "dagster.yaml"
    settings.write_text(INSTANCE_SETTINGS.format(history=json.dumps(str(home.dagster / "history"))))
    logging.getLogger("dagster").setLevel(logging.ERROR)
    return dg.DagsterInstance.from_config(str(home.dagster))


INSTANCE_SETTINGS = """\
telemetry:
  enabled: false
run_coordinator:
  module: dagster.core.run_coordinator
  class: QueuedRunCoordinator
  config:
    max_concurrent_runs: 1
run_monitoring:
  enabled: true
# All events in one file. The default mirrors most of them from a file for each run into an index, each time in
# transactions of their own: with an asset or a check for every model and test that took seconds of every run.
event_log_storage:
  module: orchestration.event_store
  class: EventStore
  config:
    base_dir: {history}
"""
