"""Batches of goods, the movements of each from supplier to customer, and the batches behind an order. No positions."""

from typing import Any

from apps.dashboard.queries.goods import of_goods
from apps.dashboard.queries.selection import Conditions, Query, Selection

_SEARCHED = ("batch_id", "sku", "purchase_order_id", "supplier", "document_id")
_TRAIL = """
    movement_id, moved_at, moved_date, store_id, sku, batch_id, reason, quantity, from_location, to_location,
    from_condition, to_condition, in_hand_change_qty, in_hand_qty, shipment_id, order_id, document_id,
    unit_cost_amount, cost_amount, currency, raw_file, raw_line, content_hash
"""


def batches(selection: Selection, limit: int, offset: int = 0) -> Query:
    """One row per batch that holds the searched words, and per SKU that has units of no known batch; newest first."""
    conditions = of_goods(selection, *_SEARCHED)
    without = of_goods(selection, "sku").add("batch_id is null")
    return Query(
        f"""
        select sku, batch_id, store_id, purchase_order_id, supplier, received_date, received_qty, location,
               unit_cost_amount, currency
        from ledger.batches {conditions.where}
        union all by name
        select distinct sku, null as batch_id from ledger.stock_movements {without.where}
        order by received_date desc nulls last, batch_id nulls last, sku
        limit $row_limit offset $row_offset
        """,
        conditions.params | {"row_limit": limit, "row_offset": offset},
    )


def batch_count(selection: Selection) -> Query:
    """How many rows `batches` has in all."""
    conditions = of_goods(selection, *_SEARCHED)
    without = of_goods(selection, "sku").add("batch_id is null")
    return Query(
        f"""
        select (select count(*) from ledger.batches {conditions.where})
               + (select count(distinct sku) from ledger.stock_movements {without.where}) as batches
        """,
        conditions.params,
    )


def of_document(selection: Selection, document: str) -> Query:
    """The movements that an order, a shipment or a document tells of, with the batch that each unit is of."""
    conditions = of_goods(Selection(visible_stores=selection.visible_stores)).add(
        "(order_id = $document or document_id = $document or $shipment in (from_location, to_location))",
        document=document,
        shipment=f"in_transit:{document}",
    )
    return Query(
        f"""
        select moved_at, store_id, sku, batch_id, reason, quantity, from_location, to_location, order_id, document_id,
               raw_file, raw_line, content_hash
        from ledger.stock_movements {conditions.where}
        order by moved_at, sku, movement_id
        limit 1000
        """,
        conditions.params,
    )


def batch(visible: Selection, sku: str, batch_id: str) -> Query:
    """Where one batch came from and what it cost to land, with how much of it is where now."""
    conditions = _of_batch(visible, sku, batch_id)
    return Query(f"select * from ledger.batches {conditions.where}", conditions.params)


def in_hand_now(visible: Selection, sku: str, batch_id: str | None) -> Query:
    """Where what is left of one batch lies, by place and condition."""
    conditions = _of_batch(Selection(), sku, batch_id).add("valid_until_date is null and on_hand_qty <> 0")
    return Query(
        f"""
        select location, condition, on_hand_qty from ledger.stock_balances {conditions.where}
        order by on_hand_qty desc, location, condition
        """,
        conditions.params,
    )


def by_reason(visible: Selection, sku: str, batch_id: str | None) -> Query:
    """How many movements and units of one batch each reason has, in the order in which they began."""
    conditions = _of_batch(visible, sku, batch_id)
    return Query(
        f"""
        select reason, count(*) as movements, sum(quantity)::bigint as quantity
        from ledger.stock_movements {conditions.where}
        group by reason order by min(moved_at), reason
        """,
        conditions.params,
    )


def by_day(visible: Selection, sku: str, batch_id: str | None) -> Query:
    """What was left of one batch at the end of each day on which any of it moved, and at the end of the last day."""
    conditions = _of_batch(visible, sku, batch_id)
    return Query(
        f"""
        with days as (
            select moved_date as day, arg_max(in_hand_qty, (moved_at, -in_hand_change_qty, movement_id)) as on_hand_qty
            from inventory.batch_trail {conditions.where}
            group by moved_date
        )
        select * from days
        union all
        select (select max(moved_date) from ledger.stock_movements), arg_max(on_hand_qty, day) from days
        order by day
        """,
        conditions.params,
    )


def trail(
    visible: Selection, sku: str, batch_id: str | None, reasons: tuple[str, ...], limit: int, offset: int = 0
) -> Query:
    """The movements of one batch, as they happened."""
    conditions = _of_batch(visible, sku, batch_id)
    chosen = Conditions().one_of("reason", "reasons", reasons)
    values: dict[str, Any] = {"row_limit": limit, "row_offset": offset}
    return Query(
        f"""
        select {_TRAIL}
        from (select * from inventory.batch_trail {conditions.where}) as trail {chosen.where}
        order by moved_at, in_hand_change_qty desc, movement_id
        limit $row_limit offset $row_offset
        """,
        conditions.params | chosen.params | values,
    )


def _of_batch(visible: Selection, sku: str, batch_id: str | None) -> Conditions:
    conditions = of_goods(Selection(visible_stores=visible.visible_stores)).add("sku = $batch_sku", batch_sku=sku)
    if batch_id is None:
        return conditions.add("batch_id is null")
    return conditions.add("batch_id = $batch_id", batch_id=batch_id)
