"""`doctor`: looks for what would keep a run from working, and says what to do about each thing. Changes nothing."""

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from functools import partial

import typer
from rich.console import Console
from rich.markup import escape

from apps.cli.options import HomeOption
from warehouse import last_run
from warehouse.engine import EngineNotUsable, check_engine, cluster_location, memory_gb, threads
from warehouse.home import Home
from warehouse.lock import AnotherRunWrites, write_lock
from warehouse.publish import current_build
from warehouse.secrets import SecretMissing
from warehouse.settings import SettingsRefused, load_settings

LEAST_FREE_GB = 2
CONNECT_SECONDS = 5


class Finding(Exception):
    """Something a person has to mend; the message says what and how."""


def doctor(home: HomeOption = None) -> None:
    """Check the home, its settings, its disk and what is published. Exit code 1 when something must be mended."""
    place = Home.locate(home)
    console = Console()
    findings = [_examine(console, name, check, place) for name, check in EXAMINATIONS.items()]
    findings += [_examine(console, *access, place) for access in _accesses(place)]
    if not all(findings):
        raise typer.Exit(1)
    console.print("Everything is in order.")


def _examine(console: Console, name: str, check: Callable[[Home], str], home: Home) -> bool:
    try:
        console.print(f"[green]ok[/]    {name:<12} {escape(check(home))}", highlight=False)
    except (Finding, ValueError, OSError, AnotherRunWrites, EngineNotUsable, SecretMissing) as finding:
        console.print(f"[red]mend[/]  {name:<12} {escape(str(finding))}", highlight=False)
        return False
    return True


def _python(home: Home) -> str:
    return f"Python {sys.version.split()[0]}"


def _folder(home: Home) -> str:
    if not home.root.is_dir():
        raise Finding(f"{home.root} does not exist; `sellerhouse run` makes it, or name another with --home")
    if not os.access(home.root, os.W_OK):
        raise Finding(f"{home.root} cannot be written; give yourself the right, or name another with --home")
    if home.root.stat().st_mode & 0o077:
        raise Finding(f"{home.root} can be read by others; `chmod 700 {home.root}`")
    return str(home.root)


def _settings(home: Home) -> str:
    settings = load_settings(home)
    source = home.settings_file if home.settings_file.is_file() else "defaults, there is no settings file"
    return f"{len(settings.stores)} stores, reporting in {settings.reporting_currency} ({source})"


def _machine(home: Home) -> str:
    settings = load_settings(home)
    return f"{threads(settings)} threads, {memory_gb(settings)} GB for a build"


def _engine(home: Home) -> str:
    settings = load_settings(home)
    check_engine(home, settings)
    if settings.engine == "duckdb":
        return "duckdb, in this process"
    spark = settings.spark
    try:
        socket.create_connection((spark.host, spark.port), CONNECT_SECONDS).close()
    except OSError as error:
        raise Finding(
            f"nothing answers at {spark.host}:{spark.port} ({error}); start the cluster's Thrift server, or set "
            "spark.host and spark.port"
        ) from error
    return f"spark at {spark.host}:{spark.port}, rows in {cluster_location(home, settings)}"


def _disk(home: Home) -> str:
    free = shutil.disk_usage(home.root if home.root.exists() else home.root.parent).free / 1024**3
    if free < LEAST_FREE_GB:
        raise Finding(f"only {free:.1f} GB are free; a run needs about three times the size of the files it loads")
    return f"{free:.0f} GB free"


def _writer(home: Home) -> str:
    if not home.work.is_dir():
        return "no run yet"
    with write_lock(home):
        return "no run is going on"


def _last_run(home: Home) -> str:
    report = last_run.read(home)
    if report.get("outcome") == "running":
        raise Finding("the last run was cut off; `sellerhouse run` takes up where it stopped")
    if report.get("outcome") in ("failed", "checks_failed"):
        raise Finding(f"the last run did not publish: {'; '.join(map(str, report['failed_checks']))}")
    return report.get("outcome", "none yet").replace("_", " ")


def _published(home: Home) -> str:
    build = current_build(home)
    return f"{build.parent.name}" if build else "nothing yet"


def _accesses(home: Home) -> Iterator[tuple[str, Callable[[Home], str]]]:
    """One examination for each store's access to each API: whether its credentials work, asked of the provider."""
    from ingestion import connections
    from ingestion.fetching import Connection, FetchFailed

    def asked(connection: Connection, _home: Home) -> str:
        try:
            return f"{connection.api.title}: {connection.api.check(connection)}"
        except FetchFailed as failed:
            raise Finding(f"{failed.reason}. {failed.advice}") from failed

    try:
        wanted = connections(home, load_settings(home))
    except SettingsRefused:
        return  # told by the examination of the settings
    for connection in wanted:
        yield connection.store_id, partial(asked, connection)


def _alerts(home: Home) -> str:
    if load_settings(home).alerts.slack_webhook_url is None:
        return "shown in the dashboard; set SELLERHOUSE_ALERTS__SLACK_WEBHOOK_URL to get them in Slack as well"
    return "posted to Slack"


EXAMINATIONS: dict[str, Callable[[Home], str]] = {
    "python": _python,
    "home": _folder,
    "settings": _settings,
    "machine": _machine,
    "engine": _engine,
    "disk": _disk,
    "writer": _writer,
    "last run": _last_run,
    "published": _published,
    "alerts": _alerts,
}
