"""`serve`: start the dashboard, Dagster's web server and daemon, the receiver of webhooks; stop them together."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console

from apps.cli.options import HomeOption
from warehouse.home import Home
from warehouse.settings import Settings, load_settings

PROJECT = Path(__file__).resolve().parents[2]
DASHBOARD = PROJECT / "apps" / "dashboard"
STOP_SECONDS = 10


def serve(home: HomeOption = None) -> None:
    """Start the dashboard, Dagster and the receiver of webhooks on this machine only. Ctrl-C stops them."""
    place = Home.locate(home).create()
    settings = load_settings(place)
    console = Console()
    for setting in ("dashboard_port", "dagster_port", "webhook_port"):
        if port := getattr(settings.serve, setting):
            _check_free(console, settings.serve.host, setting, port)
    from orchestration.run import dagster_instance

    dagster_instance(place).dispose()
    commands = _commands(settings)
    with _started(place, commands) as processes:
        console.print(f"[bold]Dashboard[/]  http://{settings.serve.host}:{settings.serve.dashboard_port}")
        console.print(f"[bold]Dagster[/]    http://{settings.serve.host}:{settings.serve.dagster_port}")
        if port := settings.serve.webhook_port:
            console.print(f"[bold]Webhooks[/]   http://{settings.serve.host}:{port}/webhooks/<store>/<provider>")
        console.print(f"Logs are in {place.logs}. Ctrl-C stops everything.")
        ended = _wait_for_first(processes)
        if ended:
            console.print(f"[red]{ended} ended; see {place.logs / f'{ended}.log'}[/]")


def _check_free(console: Console, host: str, setting: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            variable = f"SELLERHOUSE_SERVE__{setting.upper()}"
            console.print(f"[red]{host}:{port} cannot be used: {error.strerror}.[/]")
            console.print(f"Stop what listens there, or choose another port: serve.{setting} or {variable}.")
            raise typer.Exit(1) from error


def _commands(settings: Settings) -> dict[str, list[str]]:
    serve = settings.serve
    workspace = ["-w", str(PROJECT / "workspace.yaml")]
    address = ["--host", serve.host, "--port", str(serve.dagster_port)]
    programs = Path(sys.executable).parent
    dashboard = ["--server.address", serve.host, "--server.port", str(serve.dashboard_port)]
    # Without -P the dashboard's own modules would stand before the libraries' of the same names.
    webhooks = {"webhooks": [sys.executable, "-P", "-m", "apps.webhooks"]} if serve.webhook_port else {}
    return {
        "dashboard": [str(programs / "streamlit"), "run", str(DASHBOARD / "streamlit_app.py"), *dashboard],
        "dagster-webserver": [str(programs / "dagster-webserver"), *workspace, *address],
        "dagster-daemon": [str(programs / "dagster-daemon"), "run", *workspace],
        **webhooks,
    }


@contextmanager
def _started(home: Home, commands: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    environment = {**os.environ, "SELLERHOUSE_HOME": str(home.root), "DAGSTER_HOME": str(home.dagster)}
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            with (home.logs / f"{name}.log").open("ab") as log:
                processes[name] = subprocess.Popen(  # noqa: S603
                    command, env=environment, cwd=DASHBOARD, stdout=log, stderr=log
                )
        yield processes
    finally:
        for process in processes.values():
            process.terminate()
        for process in processes.values():
            process.wait(timeout=STOP_SECONDS)


def _wait_for_first(processes: dict[str, subprocess.Popen[bytes]]) -> str | None:
    """Wait until one of the processes ends, and name it; None when a person stopped them."""
    # A shell that starts a command in the background has it ignore Ctrl-C.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.default_int_handler)
    try:
        pid, _ = os.wait()
    except KeyboardInterrupt:
        return None
    return next((name for name, process in processes.items() if process.pid == pid), None)
