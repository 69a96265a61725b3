"""What to buy and what to move, by when and why. Decides nothing: the suggestions are made by the build."""

from apps.dashboard.queries.goods import of_places
from apps.dashboard.queries.selection import Conditions, Query, Selection, paging

SORTABLE = {
    "order_by": "order_by_date asc nulls last, stock_out_date nulls last",
    "stock_out": "stock_out_date asc nulls last",
    "cost": "cost_amount_base desc nulls last",
    "units": "suggested_qty desc",
}
_SOON = "stock_out_date <= as_of_date + 30"


def totals(selection: Selection) -> Query:
    """One row per action: how many suggestions, what they cost, how many are late or run out within 30 days."""
    conditions = _of(selection)
    return Query(
        f"""
        select action, count(*) as suggestions, sum(suggested_qty)::bigint as suggested_qty,
               coalesce(sum(cost_amount_base), 0) as cost_base,
               count(*) filter (action = 'purchase' and cost_amount_base is null) as without_cost,
               count(*) filter (is_late) as late, count(*) filter ({_SOON}) as soon, max(as_of_date) as as_of_date
        from inventory.replenishment {conditions.where}
        group by action order by action
        """,
        conditions.params,
    )


def suggestions(
    selection: Selection,
    language: str,
    actions: tuple[str, ...] = (),
    order: str = "order_by",
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """One row per suggestion, told in a language of the dashboard; by default the most urgent first."""
    conditions = _of(selection).one_of("action", "actions", actions)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select *, cost_amount_base as cost_base, case when is_late then 'late' end as urgency,
               case $language when 'zh' then reason_zh else reason_en end as why
        from inventory.replenishment {conditions.where}
        order by {SORTABLE[order]}, sku, suggestion_id {limited}
        """,
        conditions.params | values | {"language": language},
    )


def _of(selection: Selection) -> Conditions:
    return of_places(selection, "replenishment", "sku", "title", "supplier")
