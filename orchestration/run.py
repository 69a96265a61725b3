"""One run of a job in this process, as the command line starts it. Scheduled runs are Dagster's own."""

import logging
from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from orchestration.checks import import_ahead
from orchestration.definitions import BUILD_JOB, LOAD_JOB, RUN_JOB, build_definitions
from orchestration.progress import Progress
from warehouse import last_run
from warehouse.home import Home
from warehouse.lock import write_lock
from warehouse.publish import new_build_id


def run(
    home: Home,
    job: str,
    progress: Progress,
    paths: Sequence[Path] = (),
    store_id: str | None = None,
    scan_inbox: bool = True,
) -> bool:
    """Run `job` (run, load or build) to its end; what it did stands in the last run's report.

    Returns whether it ended well. Raises AnotherRunWrites while another run of this home is going on.
    """
    with write_lock(home):
        last_run.begin(home, new_build_id())
    if job != LOAD_JOB:
        import_ahead()
    definitions = build_definitions(home, progress)
    load = {"paths": [str(path) for path in paths], "store_id": store_id, "scan_inbox": scan_inbox}
    config = {"ops": {"ingest": {"config": load}}} if job != BUILD_JOB else {}
    with dagster_instance(home) as instance:
        result = definitions.resolve_job_def(job).execute_in_process(
            run_config=config, instance=instance, raise_on_error=False
        )
    if result.success and job == LOAD_JOB:
        last_run.end(home, "loaded")
    return bool(result.success)


def dagster_instance(home: Home) -> dg.DagsterInstance:
    """The Dagster instance that keeps this home's runs; one run at a time, telemetry off."""
    settings = home.dagster / "dagster.yaml"
    settings.write_text(INSTANCE_SETTINGS)
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
"""

__all__ = ["BUILD_JOB", "LOAD_JOB", "RUN_JOB", "dagster_instance", "run"]
