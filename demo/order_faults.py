"""What is wrong on purpose between orders and settlements, and how the key tells it. Goods are left as they are."""

from dataclasses import dataclass, replace

import duckdb
import numpy as np

from demo.catalogue import DAYS, PERIOD_DAYS, STORES
from demo.faults import GAP_CENTS, GAP_PERIOD, GAP_STORE, Fault
from demo.fba_events import DAMAGED_PERIODS
from demo.goods_faults import never_scanned
from demo.refund_faults import keep_too_much
from demo.settlement_text import money

EACH = 2
DEARER_CENTS, REFUNDED_MORE_CENTS, RESERVE_CENTS, CARRIED_CENTS = 500, 700, 250, 1234
# Days that an order waits for its settlement, and within which goods come back.
SETTLED_DAYS, RETURN_DAYS = 21, 45
REIMBURSED_CENTS = 1850
# Stores, and periods of them, of which nothing else is told.
MISSING_STORES, QUIET_PERIODS = (2, 3), (13, 14, 15, 16, 18, 19, 20, 21)
_SALE = "transaction_type = 'Order' and amount_type = 'ItemPrice' and amount_description = 'Principal'"
_REFUND = "transaction_type = 'Refund' and amount_type = 'ItemPrice' and amount_description = 'Principal'"


@dataclass(frozen=True)
class OrderFaults:
    """What was planted, and the orders whose row in the order report is missing or tells another price."""

    faults: list[Fault]
    unreported: list[int]
    dearer: list[int]


def plant_orders(connection: duckdb.DuckDBPyConnection, seed: int) -> OrderFaults:
    """Change the lines of some orders and settlements; where, depends on the seed. Needs the table `returned`.

    Orders that also the goods tell of, or that are of a settlement with a fault of its own, are left alone.
    """
    draw = np.random.Generator(np.random.PCG64([seed, 61]))
    missing = _missing_settlements(connection, draw)
    orders = _orders_alone(connection)
    kept = [int(number) for number, is_refunded in draw.permutation(orders) if not is_refunded]
    refunded = [int(number) for number, is_refunded in draw.permutation(orders) if is_refunded]
    not_settled, unreported, dearer = kept[:EACH], kept[EACH : 2 * EACH], kept[2 * EACH : 3 * EACH]
    above, twice = refunded[:EACH], refunded[EACH : 2 * EACH]
    faults = _of_orders(connection, "order_not_settled", not_settled, "principal")
    faults += _of_orders(connection, "order_unknown", unreported, "-principal")
    faults += _of_orders(connection, "order_amount_differs", dearer, str(DEARER_CENTS))
    faults += _of_orders(connection, "refund_above_sale", above, str(REFUNDED_MORE_CENTS))
    faults += _of_orders(connection, "refund_twice", twice, "principal")
    connection.execute("delete from lines where list_contains(?, number)", [not_settled])
    connection.execute(
        f"update lines set cents = cents - {REFUNDED_MORE_CENTS} where {_REFUND} and list_contains(?, number)", [above]
    )
    connection.execute(
        f"""
        insert into lines by name
        select * replace (day + 3 as day, (day + 3) // {PERIOD_DAYS} as period)
        from lines where transaction_type = 'Refund' and list_contains(?, number)
        """,
        [twice],
    )
    faults += _unpaid_reimbursements(connection, draw) + _reserves(connection, draw)
    faults += keep_too_much(connection, seed, {fault.order_id for fault in faults if fault.order_id})
    faults += _carry_over(connection, draw)
    faults += [_missing(connection, store, period) for store, period in missing]
    connection.execute(
        "delete from lines using missing where (lines.store, lines.period) = (missing.store, missing.period)"
    )
    return OrderFaults(faults, unreported, dearer)


def _orders_alone(connection: duckdb.DuckDBPyConnection) -> list[tuple[int, bool]]:
    """Orders of which nothing else is told, and whether they were refunded; not so late that nobody misses anything."""
    return connection.execute(
        f"""
        select number, refund_day >= 0 from items
        where not list_contains(?, number) and day between {SETTLED_DAYS + 9} and {DAYS - 2 * SETTLED_DAYS}
            and not exists (
                from missing where missing.store = items.store
                and items.day - {SETTLED_DAYS} < (missing.period + 1) * {PERIOD_DAYS}
                and greatest(items.day, items.refund_day) + {SETTLED_DAYS} >= missing.period * {PERIOD_DAYS}
            )
            and refund_day < {DAYS - 2 * PERIOD_DAYS}
        order by number
        """,
        [never_scanned(connection)],
    ).fetchall()


def not_returned(connection: duckdb.DuckDBPyConnection) -> list[Fault]:
    """Refunds in full of which the returns report has nothing, where it reaches far enough."""
    numbers = connection.execute(
        f"""
        select distinct lines.number
        from lines
        inner join (
            select store, min(return_day) as first_day, max(return_day) as last_day from returned group by store
        ) as told using (store)
        where {_REFUND} and lines.number not in (select number from returned)
            and lines.number in (select number from lines where {_SALE})
            and lines.day between first_day and last_day - {RETURN_DAYS}
        order by 1
        """
    ).fetchall()
    return _of_orders(connection, "refund_without_return", [number for (number,) in numbers], "principal")


def reimbursements_due(goods_faults: list[Fault]) -> list[Fault]:
    """What Amazon lost or did not receive of the goods, and has not paid."""
    return [
        replace(fault, kind="reimbursement_due")
        for fault in goods_faults
        if str(fault.location).startswith("FBA") and fault.kind in ("lost", "received_short", "transfer_not_received")
    ]


def _of_orders(connection: duckdb.DuckDBPyConnection, kind: str, numbers: list[int], cents: str) -> list[Fault]:
    rows = connection.execute(
        f"select store, order_id, sku, {cents} from items where list_contains(?, number) order by number", [numbers]
    ).fetchall()
    english, chinese = _WORDS[kind]
    return [
        Fault(
            kind, STORES[store].store_id, english, chinese, order_id=order, sku=sku, amount=money(amount),
            currency=STORES[store].currency,
        )
        for store, order, sku, amount in rows
    ]  # fmt: skip


def _of_settlement(kind: str, store: int, period: int, cents: int, sku: str | None = None) -> Fault:
    """A fault that is told with a settlement."""
    one = STORES[store]
    english, chinese = _WORDS[kind]
    return Fault(
        kind, one.store_id, english, chinese, document_id=str(one.first_settlement_id + period), sku=sku,
        amount=money(cents), currency=one.currency,
    )  # fmt: skip


def _missing_settlements(connection: duckdb.DuckDBPyConnection, draw: np.random.Generator) -> list[tuple[int, int]]:
    """One settlement of two stores each, whose file nobody downloaded: the table `missing`."""
    spared = connection.execute(
        "select distinct store, period from lines where list_contains(?, number)", [never_scanned(connection)]
    ).fetchall()
    chosen = []
    for store in MISSING_STORES:
        free = [one for one in QUIET_PERIODS if (store, one) not in spared]
        chosen.append((store, int(draw.choice(free))))
    connection.execute("create table missing (store integer, period integer)")
    connection.executemany("insert into missing values (?, ?)", chosen)
    return chosen


def _missing(connection: duckdb.DuckDBPyConnection, store: int, period: int) -> Fault:
    """The key names the settlement before, and how the reserve changed in between."""
    held = -_reserve(connection, store, period - 1, "Current")
    released = _reserve(connection, store, period + 1, "Previous")
    return _of_settlement("missing_settlement", store, period - 1, held - released)


def _reserve(connection: duckdb.DuckDBPyConnection, store: int, period: int, which: str) -> int:
    [(cents,)] = connection.execute(
        """
        select coalesce(sum(cents), 0) from lines
        where store = ? and period = ? and amount_description like ? || ' Reserve%'
        """,
        [store, period, which],
    ).fetchall()
    return int(cents)


def _unpaid_reimbursements(connection: duckdb.DuckDBPyConnection, draw: np.random.Generator) -> list[Fault]:
    """The report grants a damaged unit that the settlement does not pay."""
    faults = []
    stores = [int(store) for store in draw.permutation(len(STORES))[:EACH]]
    for store in stores:
        period = int(draw.choice(DAMAGED_PERIODS[:-1]))
        [(sku,)] = connection.execute("select min(sku) from products").fetchall()
        connection.execute(
            "delete from lines where store = ? and period = ? and amount_type = 'FBA Inventory Reimbursement'",
            [store, period],
        )
        number = 9000000000 + store * 1000 + DAMAGED_PERIODS.index(period) + 1
        fault = _of_settlement("reimbursement_not_paid", store, period, REIMBURSED_CENTS, sku)
        faults.append(replace(fault, document_id=str(number)))
    return faults


def _reserves(connection: duckdb.DuckDBPyConnection, draw: np.random.Generator) -> list[Fault]:
    """Two settlements that begin with less than was kept in reserve."""
    places = connection.execute(
        f"""
        select store, period from lines
        where amount_description = 'Previous Reserve Amount Balance' and cents > {RESERVE_CENTS}
            and store in (0, 1) and list_contains({list(QUIET_PERIODS)}, period)
        order by all
        """
    ).fetchall()
    faults = []
    for store, period in draw.permutation(places)[:EACH].tolist() if places else []:
        connection.execute(
            f"""
            update lines set cents = cents - {RESERVE_CENTS}
            where store = ? and period = ? and amount_description = 'Previous Reserve Amount Balance'
            """,
            [store, period],
        )
        faults.append(_of_settlement("reserve_chain_gap", store, period - 1, RESERVE_CENTS))
    return faults


def _carry_over(connection: duckdb.DuckDBPyConnection, draw: np.random.Generator) -> list[Fault]:
    """What a settlement owes is charged to the card in the next; two of them carry over more than was owed."""
    summed = connection.execute("select store, period, sum(cents) from lines group by 1, 2").fetchall()
    totals = {(int(store), int(period)): int(cents) for store, period, cents in summed}
    for number, store in enumerate(STORES):
        if store.store_id == GAP_STORE:
            totals[number, GAP_PERIOD] += GAP_CENTS
    planted = [(store, int(draw.choice(QUIET_PERIODS))) for store in (0, 1)]
    for (store, period), _ in sorted(totals.items()):
        owed = -min(totals.get((store, period - 1), 0), 0)
        owed += CARRIED_CENTS if (store, period) in planted else 0
        for place, kind, cents in ((0, "Payable to Amazon", -owed), (1, "Successful charge", owed)):
            if owed:
                connection.execute(
                    f"""
                    insert into lines
                    values (?, ?, ? * {PERIOD_DAYS}, 0, -1, ?, 'other-transaction', 'other-transaction',
                        ?, ?, null, null, null, null)
                    """,
                    [store, period, period, place, kind, cents],
                )
    return [_of_settlement("carried_balance_gap", store, period - 1, CARRIED_CENTS) for store, period in planted]


_WORDS = {
    "order_not_settled": ("The order was shipped and no settlement has it", "订单已发货但没有结算"),
    "order_unknown": ("A settlement has the order and the order report does not", "已结算但订单报告中没有"),
    "order_amount_differs": ("The order report has another price than the settlement", "订单报告与结算金额不符"),
    "refund_above_sale": ("More was refunded than the order was sold for", "退款超出销售额"),
    "refund_twice": ("The order was refunded twice", "同一订单退款两次"),
    "refund_without_return": ("Refunded in full, and nothing came back", "已全额退款但没有退货"),
    "missing_settlement": ("The next settlement was never downloaded", "下一份结算单没有下载"),
    "reserve_chain_gap": ("The next settlement begins with less than was kept in reserve", "下一期期初少于预留款"),
    "carried_balance_gap": ("The next settlement carries over more than was owed", "下一期结转多于所欠金额"),
    "reimbursement_not_paid": ("A reimbursement is approved and no settlement pays it", "赔偿已批准但没有结算"),
}
