"""Gaps of money of every kind, as the build has them, with what people decided since. Decides nothing."""

from collections.abc import Sequence

from apps.dashboard.queries.selection import Conditions, Query, Selection, of_stores_or_all, paging
from backoffice import GapState

# A decision that the build does not have yet holds at once; a gap that grew since it was decided about stays open.
_GAPS = """
    select gaps.* replace (
               case when not coalesce(decided.set_at > gaps.status_set_at, decided.set_at is not null) then gaps.status
                    when abs(gaps.amount) > decided.amount then 'open' else decided.status end as status,
               coalesce(decided.note, gaps.status_note) as status_note,
               coalesce(decided.set_by, gaps.status_set_by) as status_set_by,
               coalesce(decided.set_at, gaps.status_set_at) as status_set_at
           ),
           case $language when 'zh' then detail_zh else detail_en end as detail,
           case $language when 'zh' then next_step_zh else next_step_en end as next_step
    from reconciliation.gaps as gaps
    left join (
        select unnest($gap_ids::varchar[]) as gap_id, unnest($states::varchar[]) as status,
               unnest($amounts::decimal(18, 4)[]) as amount, unnest($notes::varchar[]) as note,
               unnest($people::varchar[]) as set_by, unnest($moments::timestamptz[]) as set_at
    ) as decided on decided.gap_id = gaps.gap_id
"""
_ORDER = """
    list_position(['open', 'claimed', 'explained', 'written_off', 'closed'], status), deadline_date nulls last,
    abs(amount_base) desc nulls last, gap_id
"""


def totals(selection: Selection, decided: Sequence[GapState]) -> Query:
    """One row per status and kind: how many gaps, and what they come to in the reporting currency."""
    conditions = _of(selection)
    return Query(
        f"""
        select status, kind, count(*) as gaps, coalesce(sum(abs(amount_base)), 0) as amount_base,
               count(*) filter (amount is not null and amount_base is null) as without_rate,
               min(deadline_date) as deadline_date
        from ({_GAPS}) as gaps {conditions.where}
        group by status, kind order by gaps desc, status, kind
        """,
        conditions.params | _decided(decided, "en"),
    )


def gaps(
    selection: Selection,
    decided: Sequence[GapState],
    language: str,
    kinds: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """One row per gap, told in a language of the dashboard: what is open first, then what must be done soonest."""
    conditions = _of(selection).one_of("kind", "kinds", kinds).one_of("status", "statuses", statuses)
    limited, values = paging(limit, offset)
    return Query(
        f"select * from ({_GAPS}) as gaps {conditions.where} order by {_ORDER} {limited}",
        conditions.params | values | _decided(decided, language),
    )


def gap(visible: Selection, decided: Sequence[GapState], language: str, gap_id: str) -> Query:
    """One gap as `gaps` has it, if the person may see its store."""
    query = gaps(Selection(visible_stores=visible.visible_stores), decided, language)
    return Query(f"select * from ({query.sql}) as gaps where gap_id = $gap_id", query.params | {"gap_id": gap_id})


def known(gap_ids: Sequence[str]) -> Query:
    """Those of the gaps named that the build has; nothing of them but their names."""
    sql = "select gap_id from reconciliation.gaps where list_contains($gap_ids, gap_id)"
    return Query(sql, {"gap_ids": list(gap_ids)})


def stores(visible: Selection) -> Query:
    """Every store that has gaps."""
    conditions = _of(Selection(visible_stores=visible.visible_stores)).add("store_id is not null")
    return Query(
        f"select distinct store_id from reconciliation.gaps {conditions.where} order by store_id", conditions.params
    )


def _decided(decided: Sequence[GapState], language: str) -> dict[str, object]:
    return {
        "language": language,
        "gap_ids": [one.gap_id for one in decided],
        "states": [one.status for one in decided],
        "amounts": [abs(one.amount or 0) for one in decided],
        "notes": [one.note for one in decided],
        "people": [one.set_by for one in decided],
        "moments": [one.set_at for one in decided],
    }


def _of(selection: Selection) -> Conditions:
    """Gaps know a store, or none when they concern all of them."""
    conditions = of_stores_or_all(selection)
    if selection.search:
        searched = ("gap_id", "document_id", "order_id", "sku")
        held = " or ".join(f"contains(lower(coalesce({column}, '')), lower($search))" for column in searched)
        conditions.add(f"({held})", search=selection.search)
    return conditions
