"""How the answer key tells of what is wrong with the goods. Where it is planted stands in goods_faults.py."""

from collections.abc import Iterator
from dataclasses import replace

import duckdb

from demo import goods_faults
from demo.catalogue import STORES
from demo.counts import booked_overseas, counted_overseas, counted_units, planted_batch
from demo.faults import Fault
from demo.goods import (
    CENTRES,
    LAST_DAY,
    NEW_PRODUCT,
    OVERSEAS,
    OVERSTOCKED,
    RECORDS_STORE,
    SLOW_MOVER,
    WAREHOUSE,
    date_of,
    sku_of,
)
from demo.goods_faults import PlantedEvent
from demo.own_sheets import RECEIPTS, WORKBOOK, Sheet, transfers_file
from demo.settlement_text import money
from demo.stock import Goods

Sheets = dict[str, list[Sheet]]
BOOKS, COUNTS, OVERSEAS_STOCK = 0, 1, 2


def goods_faults_of(connection: duckdb.DuckDBPyConnection, story: Goods, sheets: Sheets) -> list[Fault]:
    """Every fault that is planted in the goods. `amount` is what the units cost at the supplier."""
    found = [
        *_warehouse(story, sheets),
        *_overseas(story, sheets),
        *_on_the_way(story, sheets),
        *_purchased(story, sheets),
    ]
    for planted, kind, english, chinese in _AT_CENTRES:
        found.append(_at_centre(connection, story, planted, kind, english, chinese))
    found += [_unseen_at_centre(connection, story)] if any(one.store for one in story.unseen) else []
    costs = {(one.product, one.batch): one.unit_cost for one in story.purchases if one.purchase_order_id}
    return [_valued(fault, costs) for fault in found]


def goods_told(connection: duckdb.DuckDBPyConnection, story: Goods) -> dict[str, object]:
    """What else is to be found in the goods: what runs out, what sits, what is new, what is rarely sold."""
    rarest = connection.execute(
        """
        select store, sku from shipped group by all having count(*) >= 3 order by count(distinct local_day), store, sku
        """
    ).fetchone()
    return {
        "as_of_date": date_of(LAST_DAY).isoformat(),
        "slow_mover": _place_of(*SLOW_MOVER),
        "overstocked": _place_of(*OVERSTOCKED),
        "new": _place_of(0, NEW_PRODUCT),
        "intermittent": {"store_id": STORES[rarest[0]].store_id, "sku": rarest[1]} if rarest else None,
        "stock_outs": [
            {
                **_place_of(one.store, one.product),
                "sold_out_date": date_of(one.sold_out_on).isoformat(),
                "back_date": date_of(one.back_on).isoformat(),
            }
            for one in story.stock_outs
        ],
    }


def _place_of(store: int, product: int) -> dict[str, str]:
    return {"store_id": STORES[store].store_id, "sku": sku_of(product)}


def _warehouse(story: Goods, sheets: Sheets) -> Iterator[Fault]:
    """What the count of the own warehouse shows."""
    booked, counted = story.in_warehouse(LAST_DAY), counted_units(story, LAST_DAY)
    count_sheet = sheets[WORKBOOK][COUNTS]
    for product, kind, document, english, chinese in _COUNTED:
        batch, copied = planted_batch(story, product), kind == "booked_twice"
        again = sum(one.received for one in story.purchases if copied and (one.product, one.batch) == (product, batch))
        found = counted.get((product, batch), 0)
        expected = booked.get((product, batch), 0) + again
        yield Fault(
            kind, RECORDS_STORE, english.format(units=abs(found - expected), batch=batch),
            chinese.format(units=abs(found - expected), batch=batch), document_id=document,
            order_id=goods_faults.UNRECORDED_ORDER_ID if kind == "shipped_not_recorded" else None, sku=sku_of(product),
            file=RECEIPTS if copied else WORKBOOK,
            line=(sheets[RECEIPTS][0] if copied else count_sheet).line(
                sku_of(product), batch, *((str(document),) if copied else (date_of(LAST_DAY).isoformat(),))
            ),
            location=WAREHOUSE, batch_id=batch, quantity=abs(found - expected), expected=expected, counted=found,
        )  # fmt: skip


def _overseas(story: Goods, sheets: Sheets) -> Iterator[Fault]:
    """What the overseas warehouse's own figures show."""
    booked, counted = booked_overseas(story), counted_overseas(story)
    batches = story.overseas()
    unseen = {one.product: one for one in story.unseen if one.store == 0}
    for product in sorted(unseen.keys() | {goods_faults.OVERSEAS_LOST.product}):
        units, order = counted[product] - booked[product], unseen.get(product)
        of_product = [batch for one, batch in batches if one == product]
        batch = story.first_batch(0, product, order.day) if order else of_product[0] if len(of_product) == 1 else None
        yield Fault(
            "return_not_scanned" if order else "lost", RECORDS_STORE,
            f"A refunded order's {units} came back to {OVERSEAS} and nobody booked it" if order
            else f"{OVERSEAS} has {-units} fewer than the books and nothing explains it",
            f"已退款订单的{units}件退回到{OVERSEAS}但没有登记" if order else f"{OVERSEAS}比账面少{-units}件，无法解释",
            document_id=order.settlement_id if order else None, order_id=order.order_id if order else None,
            sku=sku_of(product), file=WORKBOOK,
            line=sheets[WORKBOOK][OVERSEAS_STOCK].line(sku_of(product)), location=OVERSEAS, batch_id=batch,
            quantity=abs(units), expected=booked[product], counted=counted[product],
        )  # fmt: skip


def _on_the_way(story: Goods, sheets: Sheets) -> Iterator[Fault]:
    """Shipments of which less than was sent came, or nothing at all though they left long ago."""
    for one in story.shipments:
        never = one.shipment_id == goods_faults.NEVER_RECEIVED.reference
        if one.store is None or ((one.received == one.shipped or one.received is None) and not never):
            continue
        came = one.received or 0
        english = f"Shipped {one.shipped} on {date_of(one.shipped_day)}, "
        chinese = f"{date_of(one.shipped_day)}发出{one.shipped}件，"
        yield Fault(
            "transfer_not_received" if never else "received_short", STORES[one.store].store_id,
            english + ("never received" if never else f"received {came}"),
            chinese + ("一直没有签收" if never else f"只签收{came}件"), document_id=one.shipment_id,
            sku=sku_of(one.product), file=transfers_file(one.store),
            line=sheets[transfers_file(one.store)][0].line(one.shipment_id, sku_of(one.product), one.batch),
            location=CENTRES[one.store].name, batch_id=one.batch, quantity=one.shipped - came, expected=one.shipped,
            counted=came,
        )  # fmt: skip


def _purchased(story: Goods, sheets: Sheets) -> Iterator[Fault]:
    """Receipts of fewer units than were ordered."""
    for one in story.purchases:
        if one.receipt_id and one.received != one.ordered:
            yield Fault(
                "received_short", RECORDS_STORE,
                f"Ordered {one.ordered} in {one.purchase_order_id}, received {one.received}",
                f"采购单{one.purchase_order_id}订{one.ordered}件，到货{one.received}件", document_id=one.receipt_id,
                order_id=one.purchase_order_id, sku=sku_of(one.product), file=WORKBOOK,
                line=sheets[WORKBOOK][BOOKS].line(one.receipt_id, one.batch), location=WAREHOUSE, batch_id=one.batch,
                quantity=one.ordered - one.received, expected=one.ordered, counted=one.received,
            )  # fmt: skip


def _at_centre(
    connection: duckdb.DuckDBPyConnection, story: Goods, planted: PlantedEvent, kind: str, english: str, chinese: str
) -> Fault:
    store = STORES[planted.store]
    event = "Shipments" if kind == "shipped_not_recorded" else "Adjustments"
    [(line,)] = connection.execute(
        """
        select min(line) from ledger
        where store = ? and day = ? and product = ? and quantity = ? and reference_id = ? and event_type = ?
        """,
        [planted.store, planted.day, planted.product, planted.quantity, planted.reference, event],
    ).fetchall()
    units = abs(planted.quantity)
    return Fault(
        kind, store.store_id, english.format(units=units), chinese.format(units=units),
        document_id=planted.reference or None, sku=sku_of(planted.product),
        file=f"{store.store_id}/inventory-ledger.txt", line=int(line), location=CENTRES[planted.store].name,
        # What is found brings in a batch of its own.
        batch_id=None if kind == "found" else story.first_batch(planted.store, planted.product, planted.day),
        quantity=units,
    )  # fmt: skip


def _unseen_at_centre(connection: duckdb.DuckDBPyConnection, story: Goods) -> Fault:
    [one] = [one for one in story.unseen if one.store]
    store = STORES[one.store]
    [(sellable,)] = connection.execute(
        "select coalesce(sum(quantity), 0) from events where store = ? and product = ? and disposition = 'SELLABLE'",
        [one.store, one.product],
    ).fetchall()
    return Fault(
        "return_not_scanned", store.store_id,
        f"Refunded, no report tells of a return, and the snapshot has {one.units} more than the ledger",
        f"已退款，没有退货记录，而库存快照比台账多{one.units}件", document_id=one.settlement_id, order_id=one.order_id,
        sku=sku_of(one.product), file=f"{store.store_id}/fba-inventory.txt", location=CENTRES[one.store].name,
        batch_id=story.first_batch(one.store, one.product, one.day), quantity=one.units, expected=int(sellable),
        counted=int(sellable) + one.units,
    )  # fmt: skip


def _valued(fault: Fault, costs: dict[tuple[int, str], int]) -> Fault:
    """With what the units cost, where the batch and its price are known."""
    product = int(str(fault.sku)[-3:]) - 1
    cost = costs.get((product, fault.batch_id or ""))
    return replace(fault, amount=money(cost * (fault.quantity or 0)), currency="CNY") if cost else fault


_COUNTED = (
    (goods_faults.COUNTED_LOST.product, "lost", None,
     "{units} fewer of batch {batch} counted than the books have, and nothing explains it",
     "批次{batch}盘点少{units}件，无法解释"),
    (goods_faults.BOOKED_TWICE, "booked_twice", goods_faults.SECOND_RECEIPT,
     "The receipt of batch {batch} stands in two sheets under two numbers; the count is {units} lower",
     "批次{batch}的入库在两张表中以不同单号登记了两次，盘点少{units}件"),
    (goods_faults.UNRECORDED_ORDER.product, "shipped_not_recorded", goods_faults.UNRECORDED_ORDER_ID,
     "An order of {units} left the warehouse and no sheet has it; its order report still says unshipped",
     "{units}件的订单已从仓库发出但没有登记，订单报告仍为未发货"),
    (goods_faults.COUNTED_FOUND.product, "found", None,
     "{units} more of batch {batch} counted than the books have", "批次{batch}盘点多{units}件"),
)  # fmt: skip
_AT_CENTRES = (
    (goods_faults.LOST, "lost", "{units} lost at Amazon's centre, neither found nor reimbursed",
     "亚马逊仓库丢失{units}件，未找回也未赔偿"),
    (goods_faults.FOUND, "found", "{units} found at Amazon's centre that were never lost",
     "亚马逊仓库找到{units}件，此前没有丢失记录"),
    (goods_faults.NOT_RECORDED, "shipped_not_recorded",
     "The ledger ships {units} that no order and no shipment report knows",
     "台账发出{units}件，订单和发货报告中都没有"),
)  # fmt: skip
