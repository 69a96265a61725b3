"""What sits, what it ties up, and what each way out of it brings. Decides nothing: the build recommends."""

from apps.dashboard.queries.goods import of_places
from apps.dashboard.queries.selection import Conditions, Query, Selection, paging

ACTIONS = ("promote", "bundle", "remove", "liquidate")
SORTABLE = {
    "value": "excess_value_base desc nulls last",
    "idle": "idle_stock_days desc nulls last",
    "fee": "ageing_fee_amount desc nulls last",
    "excess": "excess_qty desc",
}
# What the excess units are worth, as their share of what lies there.
_EXCESS_VALUE = "(value_amount * excess_qty / nullif(on_hand_qty, 0))::decimal(18, 4)"


def totals(selection: Selection) -> Query:
    """One row: the headline figures of the selection."""
    conditions = _of(selection)
    return Query(
        f"""
        select count(distinct sku) as skus, count(*) as positions, coalesce(sum(excess_qty), 0)::bigint as excess_qty,
               coalesce(sum({_EXCESS_VALUE}), 0) as excess_value_base,
               coalesce(sum(ageing_fee_amount), 0) as fee_base,
               coalesce(sum(greatest(promote_amount, bundle_amount, remove_amount, liquidate_amount)), 0) as best_base,
               count(*) filter (is_idle) as idle, max(as_of_date) as as_of_date
        from inventory.slow_movers {conditions.where}
        """,
        conditions.params,
    )


def by_action(selection: Selection) -> Query:
    """One row per recommended action: how many SKUs at how many places."""
    conditions = _of(selection)
    return Query(
        f"""
        select recommended_action, count(*) as positions from inventory.slow_movers {conditions.where}
        group by recommended_action order by positions desc, recommended_action
        """,
        conditions.params,
    )


def slow_movers(
    selection: Selection, actions: tuple[str, ...] = (), order: str = "value", limit: int | None = None, offset: int = 0
) -> Query:
    """One row per SKU and place where it sits."""
    conditions = _of(selection).one_of("recommended_action", "actions", actions)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select *, {_EXCESS_VALUE} as excess_value_base, case when is_idle then 'idle' else 'excess' end as slow_kind
        from inventory.slow_movers {conditions.where}
        order by {SORTABLE[order]}, sku, location {limited}
        """,
        conditions.params | values,
    )


def _of(selection: Selection) -> Conditions:
    return of_places(selection, "slow_movers", "sku", "title")
