"""What a run says at its end: files, settlements, money, gaps, alerts, times, and what to type next."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from warehouse.home import Home
from warehouse.reader import Published, published

MOST_LISTED = 10


def print_summary(console: Console, home: Home, report: Mapping[str, Any]) -> None:
    """Print the report of a run, and the figures of the build that it published."""
    console.print()
    _print_files(console, report)
    _print_failure(console, report)
    build = published(home)
    if build is not None and build.build_id == report.get("build_id"):
        _print_figures(console, build)
        _print_gaps(console, build)
    _print_steps(console, report)
    _print_next(console, home, report)


def _print_files(console: Console, report: Mapping[str, Any]) -> None:
    loaded, refused = report.get("loaded", []), report.get("refused", [])
    rows = sum(file["rows"] or 0 for file in loaded)
    known = len(report.get("duplicate", []))
    console.print(
        f"[bold]Files[/]        {len(loaded)} loaded ({rows:,} rows), {known} known already, {len(refused)} refused"
    )
    listed = refused[:MOST_LISTED]
    for file, next_one in zip_longest(listed, listed[1:]):
        line = f", line {file['line']}" if file["line"] else ""
        console.print(f"  [red]refused[/] {escape(file['path'])}{line}: {escape(file['reason'] or '')}")
        if file["advice"] and file["advice"] != (next_one or {}).get("advice"):
            console.print(f"          {escape(file['advice'])}")
    if len(refused) > MOST_LISTED:
        console.print(f"  and {len(refused) - MOST_LISTED} more: `sellerhouse status` lists them all")
    warnings = dict.fromkeys(warning for file in loaded for warning in file["warnings"])
    for warning in list(warnings)[:MOST_LISTED]:
        console.print(f"  [yellow]note[/]    {escape(warning)}")


def _print_failure(console: Console, report: Mapping[str, Any]) -> None:
    failed = report.get("failed_checks") or []
    if report.get("outcome") == "checks_failed":
        console.print("[bold red]Not published:[/] these checks did not hold, so the last good build stays in place:")
    elif report.get("outcome") == "failed":
        console.print("[bold red]Failed:[/]")
    for name in failed[:MOST_LISTED]:
        console.print(f"  {escape(str(name))}")


def _print_figures(console: Console, build: Published) -> None:
    by_status = build.query("select status, count(*) as settlements from reconciliation.settlements group by status")
    counts = {row["status"]: row["settlements"] for row in by_status.to_pylist()}
    total = sum(counts.values())
    console.print(
        f"[bold]Settlements[/]  {total}: {counts.get('proven', 0)} add up to the cent, "
        f"{counts.get('explained', 0)} explained, {counts.get('open', 0)} open"
    )
    _print_unproven(console, build)
    figures = build.query(
        """
        select
            (select value from quality.build_settings where name = 'reporting_currency') as currency,
            sum(net_sales_amount_base) as net_sales,
            sum(profit_amount_base) as profit,
            sum(units_sold_qty) as units
        from finance.sku_profit_monthly
        """
    ).to_pylist()[0]
    net_sales, profit = figures["net_sales"] or Decimal(0), figures["profit"] or Decimal(0)
    margin = f" ({profit / net_sales:.1%})" if net_sales else ""
    console.print(
        f"[bold]Money[/]        {figures['currency']}: net sales {net_sales:,.2f}, costs {profit - net_sales:,.2f}, "
        f"profit {profit:,.2f}{margin}; {figures['units'] or 0:,} units sold"
    )


def _print_unproven(console: Console, build: Published) -> None:
    unproven = build.query(
        """
        select settlement_id, store_id, status, stated_total_amount, lines_total_amount, gap_amount, currency
        from reconciliation.settlements where status <> 'proven' order by status desc, settlement_id
        """
    )
    for row in unproven.slice(0, MOST_LISTED).to_pylist():
        stated = "no total" if row["stated_total_amount"] is None else f"{row['stated_total_amount']:,.2f}"
        gap = "" if row["gap_amount"] is None else f", {row['gap_amount']:,.2f} apart"
        console.print(
            f"  [yellow]{row['status']:<9}[/] {escape(row['settlement_id'])} of {escape(row['store_id'])}: "
            f"states {stated}, its lines make {row['lines_total_amount']:,.2f} {row['currency']}{gap}"
        )


def _print_gaps(console: Console, build: Published) -> None:
    gaps = build.query(
        """
        select kind, count(*) as gaps, sum(amount) as amount, currency
        from reconciliation.gaps where status = 'open'
        group by kind, currency order by kind, currency
        """
    ).to_pylist()
    console.print(f"[bold]Gaps[/]         {sum(gap['gaps'] for gap in gaps)} open")
    for gap in gaps:
        amount = f"{gap['amount']:,.2f} {gap['currency']}" if gap["amount"] is not None else ""
        console.print(f"  {gap['gaps']:>4} {gap['kind'].replace('_', ' '):<28} {amount}")
    alerts = build.query("select severity, store_id, message_en from alerts.conditions order by severity, condition_id")
    console.print(f"[bold]Alerts[/]       {alerts.num_rows}")
    for alert in alerts.slice(0, MOST_LISTED).to_pylist():
        said = escape(f"{alert['store_id']}: {alert['message_en']}")
        console.print(f"  [yellow]{alert['severity']:<9}[/] {said}")


def _print_steps(console: Console, report: Mapping[str, Any]) -> None:
    steps = report.get("steps", {})
    if steps:
        table = Table.grid(padding=(0, 2))
        table.add_row("[bold]Time[/]       ", *(f"{name} {seconds:.1f} s" for name, seconds in steps.items()))
        console.print(table)


def _print_next(console: Console, home: Home, report: Mapping[str, Any]) -> None:
    outcome = report.get("outcome")
    console.print()
    if outcome == "loaded":
        console.print("Next: `sellerhouse build` makes the figures.")
    elif outcome in ("published", "published_with_refused_files"):
        console.print(f"Published to {home.warehouse}")
        console.print(
            f"Next: `make serve` (or `sellerhouse serve --home {home.root}`) opens the dashboard; "
            f"drop files into {home.inbox}/<store>/ and run again."
        )
    elif outcome == "checks_failed":
        console.print("Next: `sellerhouse status` shows the checks; correct the files and run again.")
    else:
        console.print(f"Next: `sellerhouse doctor` looks for the cause; the logs are in {home.logs}.")
