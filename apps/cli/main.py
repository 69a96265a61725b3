"""The `sellerhouse` command: its commands, and how failures are told. What a command does stands in its module."""

import sys

import typer
from rich.console import Console

from apps.cli import backtest, close_month, demo, doctor, export, fetch, move_engine, run, serve, status, template
from warehouse.engine import EngineNotUsable
from warehouse.lock import AnotherRunWrites
from warehouse.settings import SettingsRefused

EXPECTED_FAILURES = (AnotherRunWrites, EngineNotUsable, SettingsRefused)

app = typer.Typer(
    name="sellerhouse",
    help="The warehouse of a cross-border seller: what every SKU earns, and whether every settlement adds up.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run_all)
app.command("load")(run.load)
app.command("build")(run.build)
app.command("rebuild")(run.rebuild)
app.command("fetch")(fetch.fetch)
app.command("serve")(serve.serve)
app.command("backtest")(backtest.backtest)
app.command("demo")(demo.demo)
app.command("template")(template.template)
app.command("export")(export.export)
app.command("close-month")(close_month.close_month)
app.command("status")(status.status)
app.command("doctor")(doctor.doctor)
app.command("move-engine")(move_engine.move_engine)


def main() -> None:
    """Run the command; what is expected to go wrong is told in one message, with exit code 1."""
    try:
        app()
    except EXPECTED_FAILURES as error:
        Console(stderr=True).print(f"[bold red]Stopped:[/] {error}", highlight=False)
        sys.exit(1)


if __name__ == "__main__":
    main()
