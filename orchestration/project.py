"""The dbt project as this process runs it: where it is, its parsed manifest, one invocation. Knows no model by name."""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.artifacts.schemas.results import NodeStatus
from dbt.cli.main import dbtRunner, dbtRunnerResult

from orchestration import parsed_project
from warehouse.engine import build_environment
from warehouse.home import Home
from warehouse.settings import Settings

PROJECT = Path(__file__).resolve().parent.parent / "dbt_project"
SOURCE_ENDINGS = {".sql", ".csv", ".yml", ".md"}
FAILED = {NodeStatus.Error, NodeStatus.Fail, NodeStatus.RuntimeErr}


class BuildFailed(RuntimeError):
    """A model could not be built or a test did not hold; nothing was published.

    `results` are dbt's own of every node it tried, `failures` the failed ones with what they said; `could_not_build`
    is true where one of them is more than a test that did not hold.
    """

    def __init__(self, results: Sequence[Any]) -> None:
        self.results = results
        self.failures = [f"{_name(item)}: {item.message or 'failed'}" for item in results if item.status in FAILED]
        self.could_not_build = any(item.status == NodeStatus.Error for item in results)
        super().__init__(f"the build did not pass: {'; '.join(self.failures)}")


def manifest_path(home: Home, settings: Settings) -> Path:
    """The manifest of the project as it is now; parsed only where the project changed since."""
    folder = target_folder(home, settings)
    manifest, stamp = folder / "manifest.json", folder / "parsed"
    fingerprint = project_fingerprint()
    if not manifest.is_file() or not stamp.is_file() or stamp.read_text() != fingerprint:
        parsed_project.bring(folder, fingerprint)
        if not manifest.is_file():
            invoke(home, settings, ["parse"])
            parsed_project.keep(folder, fingerprint)
        stamp.write_text(fingerprint)
    return manifest


def target_folder(home: Home, settings: Settings) -> Path:
    """Where dbt keeps what it compiled for the engine that the settings name."""
    return home.dbt / settings.engine


def project_fingerprint() -> str:
    """A hash over every file that decides what the project builds."""
    digest = hashlib.sha256()
    for path in sorted(PROJECT.rglob("*")):
        if path.suffix in SOURCE_ENDINGS and path.is_file():
            digest.update(str(path.relative_to(PROJECT)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def invoke(
    home: Home, settings: Settings, arguments: list[str], on_event: Callable[[Any], None] | None = None
) -> dbtRunnerResult:
    """Run one dbt command in this process, where its imports are paid for already.

    Raises BuildFailed with each failed node.
    """
    target_folder(home, settings).mkdir(parents=True, exist_ok=True)
    runner = dbtRunner(callbacks=[on_event] if on_event else [])
    folders = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)]
    quiet = ["--log-level", "none", "--no-use-colors", "--no-version-check"]
    try:
        with contextlib.chdir(home.root), _environment(build_environment(home, settings)):
            result = runner.invoke([*quiet, *arguments, *folders])
    finally:
        # dbt keeps a DuckDB database open until the process ends, and two configurations cannot share one file.
        DuckDBConnectionManager.close_all_connections()
    if result.exception is not None:
        raise result.exception
    if not result.success:
        raise BuildFailed(getattr(result.result, "results", []))
    return result


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """These variables for as long as dbt runs: a process that is started later must not take them for settings."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _name(item: Any) -> str:
    """What a result is about: a node, or an operation, of which dbt tells less."""
    node = getattr(item, "node", None)
    return str(node.name if node else item.unique_id)
