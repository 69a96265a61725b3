"""Orders that do not agree with their settlements, and losses that Amazon owes for. Decides nothing: the build does."""

from apps.dashboard.queries.selection import Query, Selection, of_stores, paging

KINDS = (
    "order_not_settled", "order_unknown", "order_amount_differs", "refund_above_sale", "refund_twice",
    "refund_without_return", "chargeback",
)  # fmt: skip


def by_kind(selection: Selection) -> Query:
    """One row per kind of finding: how many orders."""
    conditions = of_stores(selection).one_of("kind", "known_kinds", KINDS)
    return Query(
        f"""
        select kind, count(*) as findings from reconciliation.gaps {conditions.where}
        group by kind order by findings desc, kind
        """,
        conditions.params,
    )


def findings(
    selection: Selection, language: str, kinds: tuple[str, ...] = (), limit: int | None = None, offset: int = 0
) -> Query:
    """One row per order and finding, what can be claimed first, then the largest."""
    conditions = of_stores(selection).one_of("kind", "kinds", kinds or KINDS)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select *, case $language when 'zh' then detail_zh else detail_en end as detail,
               case $language when 'zh' then next_step_zh else next_step_en end as next_step
        from reconciliation.gaps {conditions.where}
        order by status desc, deadline_date nulls last, abs(amount_base) desc nulls last, gap_id {limited}
        """,
        conditions.params | values | {"language": language},
    )


def order(visible: Selection, store_id: str, order_id: str) -> Query:
    """One order, if the person may see its store."""
    conditions = of_stores(Selection(visible_stores=visible.visible_stores)).add(
        "store_id = $order_store and order_id = $order_id", order_store=store_id, order_id=order_id
    )
    return Query(f"select * from reconciliation.orders {conditions.where}", conditions.params)


def by_status(selection: Selection) -> Query:
    """One row per status of losses: how many, their open units, and the next deadline."""
    conditions = of_stores(selection)
    return Query(
        f"""
        select status, count(*) as claims, coalesce(sum(open_qty), 0)::bigint as open_qty,
               min(deadline_date) as deadline_date
        from reconciliation.reimbursements {conditions.where} group by status order by status
        """,
        conditions.params,
    )


def claims(selection: Selection, statuses: tuple[str, ...] = (), limit: int | None = None, offset: int = 0) -> Query:
    """One row per loss, the next deadline first among those that can be claimed."""
    conditions = of_stores(selection).one_of("status", "statuses", statuses)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select * from reconciliation.reimbursements {conditions.where}
        order by case status when 'due' then 0 when 'waiting' then 1 when 'expired' then 2 else 3 end, deadline_date,
            loss_id {limited}
        """,
        conditions.params | values,
    )
