"""Whether every settlement adds up, and what stands open. No ledger entries."""

from apps.dashboard.queries.selection import Conditions, Query, Selection, of_stores_or_all, paging, scoped

_ORDER = "case status when 'open' then 0 when 'explained' then 1 else 2 end"


def _of(selection: Selection, statuses: tuple[str, ...] = ()) -> Conditions:
    """Settlements that end in the selected months."""
    conditions = scoped(selection).one_of("status", "statuses", statuses)
    if selection.first_month:
        conditions.add("period_end_at >= $first_month::date", first_month=selection.first_month)
    if selection.last_month:
        conditions.add("period_end_at < $last_month::date + interval 1 month", last_month=selection.last_month)
    return conditions


def by_status(selection: Selection) -> Query:
    """One row per status: how many settlements."""
    conditions = _of(selection)
    return Query(
        f"""
        select status, count(*) as settlements from reconciliation.settlements {conditions.where}
        group by status order by {_ORDER}
        """,
        conditions.params,
    )


def settlements(
    selection: Selection, statuses: tuple[str, ...] = (), limit: int | None = None, offset: int = 0
) -> Query:
    """One row per settlement: what does not tie first, then the latest."""
    conditions = _of(selection, statuses)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select settlement_id, store_id, marketplace, currency, period_start_at, period_end_at, deposit_at, status,
               stated_total_amount, lines_total_amount, gap_amount, suspense_amount, line_count, raw_file, content_hash
        from reconciliation.settlements
        {conditions.where}
        order by {_ORDER}, period_end_at desc nulls last, settlement_id
        {limited}
        """,
        conditions.params | values,
    )


def settlement(visible: Selection, settlement_id: str, store_id: str) -> Query:
    """One settlement, if the person may see its store."""
    conditions = scoped(Selection(visible_stores=visible.visible_stores)).add(
        "settlement_id = $settlement_id and store_id = $settlement_store",
        settlement_id=settlement_id,
        settlement_store=store_id,
    )
    return Query(f"select * from reconciliation.settlements {conditions.where}", conditions.params)


def open_gaps(selection: Selection) -> Query:
    """One row per kind of gap and currency that stands open."""
    conditions = of_stores_or_all(selection).add("status = 'open'")
    return Query(
        f"""
        select kind, currency, count(*) as gaps, sum(abs(amount)) as amount, min(opened_date) as oldest_date
        from reconciliation.gaps {conditions.where}
        group by kind, currency order by kind, currency
        """,
        conditions.params,
    )


def gap_list(selection: Selection, limit: int, language: str) -> Query:
    """The gaps that stand open, the largest first, told in a language of the dashboard."""
    conditions = of_stores_or_all(selection).add("status = 'open'")
    return Query(
        f"""
        select kind, store_id, document_id, order_id, sku, amount, currency, opened_date,
            case $language when 'zh' then detail_zh else detail_en end as detail, raw_file, raw_line
        from reconciliation.gaps {conditions.where}
        order by abs(amount) desc nulls last, gap_id limit $row_limit
        """,
        conditions.params | {"row_limit": limit, "language": language},
    )


def alerts(selection: Selection, limit: int) -> Query:
    """The conditions that hold now, the gravest first."""
    conditions = of_stores_or_all(selection)
    return Query(
        f"""
        select severity, store_id, subject_id, amount, currency, message_en, message_zh, observed_at
        from alerts.conditions {conditions.where}
        order by case severity when 'critical' then 0 when 'warning' then 1 else 2 end, observed_at desc, condition_id
        limit $row_limit
        """,
        conditions.params | {"row_limit": limit},
    )
