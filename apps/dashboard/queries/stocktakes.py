"""Where counts and snapshots differ from the ledger, and which gaps the build has adjusted. Holds no approvals."""

from apps.dashboard.queries.goods import of_goods
from apps.dashboard.queries.selection import Conditions, Query, Selection, paging

# Whether a gap is approved is what the back office says now; whether the ledger has it, what the build says.
_GAPS = """
    select gaps.* replace (
               case when list_contains($approved, gap_id)
                    then case status when 'approved' then 'applied' else 'waiting' end
                    when status = 'approved' then 'reopening' else status end as status
           ),
           gap_qty as quantity, cause as reason
    from inventory.stocktake_gaps as gaps
"""
_ORDER = "list_position(['open', 'reopening', 'waiting', 'applied'], status)"


def totals(selection: Selection, approved: tuple[str, ...]) -> Query:
    """One row per status and cause: how many gaps, units missing and too many, and what they are worth."""
    conditions = _of(selection)
    return Query(
        f"""
        select status, cause, count(*) as gaps, coalesce(-sum(gap_qty) filter (gap_qty < 0), 0)::bigint as missing_qty,
               coalesce(sum(gap_qty) filter (gap_qty > 0), 0)::bigint as found_qty,
               coalesce(sum(value_amount_base), 0) as value_base
        from ({_GAPS}) as gaps {conditions.where}
        group by status, cause order by gaps desc, status, cause
        """,
        conditions.params | {"approved": list(approved)},
    )


def gaps(
    selection: Selection,
    approved: tuple[str, ...],
    language: str,
    causes: tuple[str, ...] = (),
    statuses: tuple[str, ...] = (),
    limit: int | None = None,
    offset: int = 0,
) -> Query:
    """One row per gap, told in a language of the dashboard: what is open first, then what is worth most."""
    conditions = _of(selection).one_of("cause", "causes", causes).one_of("status", "statuses", statuses)
    limited, values = paging(limit, offset)
    return Query(
        f"""
        select *, value_amount_base as value_base, case $language when 'zh' then detail_zh else detail_en end as detail
        from ({_GAPS}) as gaps {conditions.where}
        order by {_ORDER}, abs(value_amount_base) desc nulls last, abs(gap_qty) desc, gap_id {limited}
        """,
        conditions.params | values | {"approved": list(approved), "language": language},
    )


def gap(visible: Selection, approved: tuple[str, ...], language: str, gap_id: str) -> Query:
    """One gap as `gaps` has it, if the person may see its store."""
    query = gaps(Selection(visible_stores=visible.visible_stores), approved, language)
    return Query(f"select * from ({query.sql}) as gaps where gap_id = $gap_id", query.params | {"gap_id": gap_id})


def adjusted(visible: Selection) -> Query:
    """The gaps whose adjustments the build's ledger has, and whether each is still a gap of this build."""
    conditions = of_goods(Selection(visible_stores=visible.visible_stores)).add("reason = 'stocktake_adjustment'")
    return Query(
        f"""
        select distinct document_id[length('stocktake:') + 1:] as gap_id,
               document_id[length('stocktake:') + 1:] in (select gap_id from inventory.stocktake_gaps) as is_gap
        from ledger.stock_movements {conditions.where}
        """,
        conditions.params,
    )


def candidates(selection: Selection, sku: str, documents: tuple[str, ...]) -> Query:
    """The movements of the documents that may explain a gap."""
    conditions = of_goods(Selection(visible_stores=selection.visible_stores)).add(
        "sku = $gap_sku and (list_contains($documents, document_id) or list_contains($documents, order_id))",
        gap_sku=sku,
        documents=list(documents),
    )
    return Query(
        f"""
        select moved_at, reason, quantity, batch_id, from_location, to_location, order_id, document_id, sku,
               raw_file, raw_line, content_hash
        from ledger.stock_movements {conditions.where} order by moved_at, movement_id limit 200
        """,
        conditions.params,
    )


def _of(selection: Selection) -> Conditions:
    return of_goods(selection, "sku", "batch_id", "document_id")
