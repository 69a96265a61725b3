"""`backtest`: what the plan would have achieved on the seller's own history, beside a plain average. Reads only."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from apps.cli.options import HomeOption
from warehouse.home import Home
from warehouse.reader import published

if TYPE_CHECKING:
    from orchestration.backtest import Outcome

SAFETY_DAYS = (14, 45, 75, 105)
TOTAL = "total"


def backtest(
    home: HomeOption = None,
    days: Annotated[
        int, typer.Option("--days", min=30, max=1095, help="How many of the last days are replayed.")
    ] = 180,
    safety_days: Annotated[
        list[int] | None,
        typer.Option(
            "--safety-days", help="Days of sales that the plain average keeps as safety; several are compared."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
) -> None:
    """Replay history: service level, stock-outs and money tied up, of the plan and of a plain 30-day average."""
    place = Home.locate(home)
    build = published(place)
    errors = Console(stderr=True)
    if build is None:
        errors.print(f"Nothing was published in {place.root} yet. Next: `sellerhouse run`.")
        raise typer.Exit(1)

    from orchestration.backtest import NothingToReplay, plain_stock_amount
    from orchestration.backtest import backtest as replay

    compared = sorted(set(safety_days or SAFETY_DAYS))
    with Progress(console=errors, transient=True) as bar:
        task = bar.add_task("Replaying", total=days)
        try:
            outcomes = replay(build, days, compared, lambda done, _: bar.update(task, completed=done))
        except NothingToReplay as reason:
            errors.print(f"[bold red]Stopped:[/] {reason}", highlight=False)
            raise typer.Exit(1) from reason
    plain_amount = plain_stock_amount(outcomes, TOTAL)
    if as_json:
        report = {"build_id": build.build_id, "days": days, "plain_stock_amount": plain_amount}
        typer.echo(json.dumps({**report, "outcomes": [asdict(outcome) for outcome in outcomes]}, indent=2))
        return
    console = Console()
    console.print(_table(outcomes, days))
    console.print(_verdict(outcomes, plain_amount))
    console.print(
        "Mean + 14: the last 30 days' average, 14 days of sales kept as safety. Asked: what was sold, since what was "
        "not cannot be known. Short: days of a SKU with less there than asked. Money: the average that lay there. "
        "Bought, Freight: what was paid for purchases and their transport. Terms of supply are today's."
    )


def _verdict(outcomes: "list[Outcome]", plain_amount: float | None) -> str:
    """What the plan ties up beside what the plain average would for the same service."""
    plan = next(each for each in outcomes if each.safety_days is None and each.abc_class == TOTAL)
    filled = "" if plan.fill_rate is None else f" {plan.fill_rate:.2%}"
    if plain_amount is None:
        return (
            f"The plan filled{filled} with {plan.stock_amount:,.0f} tied up; none of the plain averages filled as much."
        )
    return (
        f"The plan filled{filled} with {plan.stock_amount:,.0f} tied up; the plain average needs "
        f"{plain_amount:,.0f} for as much, between the days of safety that were compared."
    )


def _table(outcomes: "list[Outcome]", days: int) -> Table:
    table = Table(title=f"The last {days} days, replayed", title_justify="left")
    for heading in ("Class", "Policy"):
        table.add_column(heading, no_wrap=True)
    for heading in ("Asked", "Filled", "Short", "Money", "Bought", "Freight"):
        table.add_column(heading, justify="right")
    last = max(outcome.safety_days or 0 for outcome in outcomes)
    for outcome in sorted(
        outcomes, key=lambda each: (each.abc_class, -1 if each.safety_days is None else each.safety_days)
    ):
        table.add_row(
            outcome.abc_class,
            "plan" if outcome.safety_days is None else f"mean + {outcome.safety_days}",
            f"{outcome.asked_qty:,}",
            "" if outcome.fill_rate is None else f"{outcome.fill_rate:.2%}",
            f"{outcome.stock_out_days:,}",
            f"{outcome.stock_amount:,.0f}",
            f"{outcome.purchase_amount:,.0f}",
            f"{outcome.transport_amount:,.0f}",
            end_section=outcome.safety_days == last,
        )
    return table
