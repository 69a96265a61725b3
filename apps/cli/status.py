"""`status`: the last run and what is open, for people or, with --json, for programs. Reads only."""

import json
from typing import Annotated, Any

import typer
from rich.console import Console

from apps.cli.options import HomeOption
from apps.cli.summary import print_summary
from warehouse import last_run
from warehouse.home import Home
from warehouse.reader import Published, published


def status(
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
) -> None:
    """What the last run did: files loaded and refused, what is published, gaps and alerts."""
    place = Home.locate(home)
    report = last_run.read(place)
    if as_json:
        typer.echo(json.dumps(_for_programs(place, report), indent=2, ensure_ascii=False, default=str))
        return
    console = Console()
    if not report:
        console.print(f"Nothing has run in {place.root} yet. Next: drop files into {place.inbox}/<store>/ and run.")
        return
    console.print(f"Last run: {report['started_at']}, {report['outcome'].replace('_', ' ')}")
    print_summary(console, place, report)


def _for_programs(home: Home, report: dict[str, Any]) -> dict[str, Any]:
    build = published(home)
    return {
        **report,
        "home": str(home.root),
        "build_id": build.build_id if build else None,
        "published_at": build.published_at if build else None,
        "gaps": _rows(build, "select * from reconciliation.gaps order by gap_id"),
        "alerts": _rows(build, "select * from alerts.conditions order by condition_id"),
    }


def _rows(build: Published | None, sql: str) -> list[dict[str, Any]]:
    return build.query(sql).to_pylist() if build else []
