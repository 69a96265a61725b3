"""What holds for any sequence of movements of goods: sixty invented SKUs a build, through the real models."""

import datetime
import random
from collections import Counter, defaultdict, deque
from fractions import Fraction
from itertools import groupby
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from tests.dbt_project.averages import averages
from tests.dbt_project.stock_ledger import StockLedger, store_of
from warehouse.home import Home

HERE, FBA, BAD, TRANSIT = "warehouse:w", "fba:acme:US", "fba:acme:US|unfulfillable", "in_transit:1"
ROUTES = [("supplier", HERE), ("supplier", HERE), ("opening", FBA), ("adjustment", HERE), (HERE, TRANSIT),
          (TRANSIT, FBA), (FBA, "customer"), (HERE, "customer"), ("customer", BAD), ("customer", FBA), (BAD, TRANSIT),
          (TRANSIT, HERE), (FBA, "lost"), ("lost", FBA), (FBA, BAD), (BAD, "disposed"), (HERE, "adjustment"),
          ("supplier", "customer")]  # fmt: skip
NO_QUEUE = ("supplier", "opening", "adjustment")
movement = st.tuples(
    st.sampled_from(ROUTES),
    st.integers(1, 6),
    st.sampled_from(["o1", "o2", None]),
    st.sampled_from([0, 1, 1]),
    st.sampled_from([None, None, "B1", "B2"]),
)
sequences = st.lists(st.lists(movement, min_size=3, max_size=14), min_size=60, max_size=60)
COSTS = """
create or replace temp table skus as select 'S' || lpad(cast(s as varchar), 3, '0') as sku from range(60) as of_sku(s);
delete from staging.stg_purchasing__product_costs;
insert into staging.stg_purchasing__product_costs
select store_id, sku, date '2020-01-01', null, 3.3333, 0.1111, 0, 0.0001, 3.4445, 'USD'
from skus, staging.stg_backoffice__stores;
delete from staging.stg_purchasing__receipts;
insert into staging.stg_purchasing__receipts
select 'h', sku, line, sku, 1.0001, null, 0.3, 'USD' from skus, range(20) as of_line(line);
"""
SIDES = """(
    select sku, batch_id, to_location as place, to_condition as condition, quantity, cost_amount, batch_unit_from
    from ledger.stock_movements
    union all
    select sku, batch_id, from_location, from_condition, -quantity, -cost_amount, batch_unit_from
    from ledger.stock_movements)"""
COSTED = """
select moved.sku, moved.moved_date, moved.left_date, moved.moved_qty,
       (moved.debit_account = 'inventory')::integer - (moved.credit_account = 'inventory')::integer as direction,
       moved.is_origin or moved.credit_account in ('supplier_payables', 'opening_balances') as is_received,
       moved.credit_account = 'cost_of_goods_sold' as is_return, moved.batch_unit_from is not null as is_known,
       units.cost_amount as own, costs.landed_amount as cost,
       0 <= goods_amount and goods_amount <= up_to_freight_amount and up_to_freight_amount <= up_to_duty_amount
       and up_to_duty_amount <= landed_amount as has_parts
from staging.int_goods_moved as moved
join ledger.stock_movements as units using (movement_id)
join staging.int_goods_costs as costs on costs.unit_run_id = moved.movement_id
where units.cost_amount is not null order by moved.sku, moved.moved_date"""
NOW = "select sku, batch_id, location, condition, on_hand_qty from ledger.stock_balances where valid_until_date is null"


def movements_of(cases: list[Any]) -> list[tuple[Any, ...]]:
    """Each case is a SKU. Those with an even number name no batch, and nothing of them moves twice a day."""
    rows = []
    for number, case in enumerate(cases):
        day, is_plain = datetime.date(2026, 1, 25), number % 2 == 0
        for route, quantity, order, days, batch in case:
            day += datetime.timedelta(1 if is_plain else days)
            order_id = order if "customer" in route else None
            rows.append((f"S{number:03}", day, quantity, *route, None if is_plain else batch, order_id))
    return rows


def queue(place: str, order: str | None) -> str | None:
    if place == "customer":
        return f"customer {order}" if order else None
    return None if place in NO_QUEUE else place


def walked(rows: list[tuple[Any, ...]]) -> Counter[tuple[str, str | None]]:
    """The units of each movement by batch, carried one by one through queues, as a person would."""
    waiting: dict[str, deque[str | None]] = defaultdict(deque)
    short: Counter[str | None] = Counter()
    moved: Counter[tuple[str, str | None]] = Counter()
    newest = None
    for number, (sku, _, quantity, origin, destination, _, order) in enumerate(rows, 1):
        source, target = queue(origin, order), queue(destination, order)
        for _ in range(quantity):
            batch, is_placed = None, True
            if source and waiting[source]:
                batch = waiting[source].popleft()
            elif origin in ("opening", "adjustment") and short[target]:
                short[target] -= 1
                is_placed = False
            elif origin == "customer":
                batch = newest
            elif origin in (*NO_QUEUE, "lost"):
                batch = f"D{number}"
            else:
                short[source] += 1
            if target and is_placed:
                waiting[target].append(batch)
            moved[f"{sku}/{number:04}", batch] += 1
        newest = f"D{number}" if origin == "supplier" else newest
    return moved


def published(ledger: StockLedger) -> list[list[tuple[Any, ...]]]:
    return [
        ledger(f"select * from ledger.{name} order by all") for name in ("stock_movements", "stock_balances", "batches")
    ]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> StockLedger:
    return StockLedger(Home.locate(tmp_path_factory.mktemp("ledger") / "home").create())


@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(cases=sequences, chance=st.randoms(use_true_random=False))
def test_any_sequence_of_movements_is_traced(ledger: StockLedger, cases: list[Any], chance: random.Random) -> None:
    rows = movements_of(cases)
    assume(
        len({row[3:5] for row in rows}) > len(ROUTES) // 2
    )  # The simplest sequences, which come first, prove little.
    yesterday = [row for row in rows if row[0] > "S010" and (row[0] < "S040" or row[1].month < 2)]
    ledger.build(yesterday, inputs=COSTS)
    ledger.build(rows, inputs=COSTS)
    assert 0 < ledger("select count(*) from intermediate.int_skus_to_trace")[0][0] < 60
    increment = published(ledger)
    every_unit_is_accounted_for(ledger, rows)
    batches_of_those_that_name_none_are_first_in_first_out(ledger, rows)
    what_goes_out_costs_what_came_in(ledger)
    every_way_of_costing_keeps_what_came_in(ledger)
    ledger.build(rows, "--full-refresh", inputs=COSTS, shuffled=chance)
    assert published(ledger) == increment


def every_unit_is_accounted_for(ledger: StockLedger, rows: list[tuple[Any, ...]]) -> None:
    moved: Counter[tuple[str, str]] = Counter()
    for sku, _, quantity, origin, destination, *_ in rows:
        moved[sku, origin] -= quantity
        moved[sku, destination] += quantity
    on_hand = ledger(
        "select sku, location || case condition when 'sellable' then '' else '|' || condition end, sum(on_hand_qty) "
        "from ledger.stock_balances where valid_until_date is null group by all having sum(on_hand_qty) <> 0"
    )
    places = (HERE, FBA, BAD, TRANSIT)
    assert {(sku, place): qty for sku, place, qty in on_hand} == {
        key: qty for key, qty in moved.items() if key[1] in places and qty
    }
    apart = "select sku, batch_id, place, condition, sum(quantity) from " + SIDES
    changed = "where condition is not null group by 1, 2, 3, 4 having sum(quantity) <> 0"
    assert ledger(f"({apart} {changed}) except {NOW}") == []


def batches_of_those_that_name_none_are_first_in_first_out(ledger: StockLedger, rows: list[tuple[Any, ...]]) -> None:
    expected: Counter[tuple[str, str | None]] = Counter()
    for number in range(0, 60, 2):
        expected += walked([row for row in rows if row[0] == f"S{number:03}"])
    plain = "where cast(substr(sku, 2) as integer) % 2 = 0"
    traced = ledger(f"select movement_key, batch_id, sum(quantity) from ledger.stock_movements {plain} group by all")
    assert {(key, batch): quantity for key, batch, quantity in traced} == expected
    assert ledger(f"select * from ledger.stock_balances {plain} and batch_id is not null and on_hand_qty < 0") == []


def what_goes_out_costs_what_came_in(ledger: StockLedger) -> None:
    """All units of a batch cost what it cost, and a place that no longer has any of them holds no cost of it either.

    Units that are said to be of a batch but were not there cost its unit's price each: what that rounds off is left.
    What is found without having been lost begins a batch, so that of it nothing has left the place of what is lost.
    """
    origins = "select movement_id from intermediate.int_traced_units where is_origin"
    begun = "select sku, batch_id, sum(quantity), sum(cost_amount) from ledger.stock_movements"
    landed = "select sku, batch_id, received_qty, landed_amount from ledger.batches"
    assert ledger(f"({begun} where movement_id in ({origins}) group by all) except {landed}") == []
    found = (
        f"select sku, batch_id from ledger.stock_movements where from_location = 'lost' and movement_id in ({origins})"
    )
    left = f"""
        select sku, batch_id, place, condition, sum(quantity) as qty, sum(cost_amount) as cost,
            sum(case when batch_unit_from is null then abs(quantity) else 0 end) * 0.0001 as rounded_off
        from {SIDES}
        where condition is not null or place = 'lost' and (sku, batch_id) not in ({found})
        group by all
    """
    assert ledger(f"select * from ({left}) where qty = 0 and abs(cost) > rounded_off") == []
    parts = "unit_goods_amount + unit_freight_amount + unit_duty_amount + unit_other_amount"
    assert ledger(f"select * from ledger.batches where {parts} is distinct from unit_cost_amount") == []


def every_way_of_costing_keeps_what_came_in(ledger: StockLedger) -> None:
    """A pool that is empty is worth nothing, to the last digit, and each unit costs what a person would work out."""
    periods = {"daily": lambda day: day, "monthly": lambda day: day.replace(day=1)}
    names = ("sku", "day", "left", "units", "direction", "is_received", "is_return", "is_known", "own", "cost", "parts")
    seen = set()
    for sku, found in groupby((dict(zip(names, row, strict=True)) for row in ledger(COSTED)), lambda row: row["sku"]):
        moves = list(found)
        assert all(move["parts"] for move in moves)
        period = periods.get(store_of(sku))
        expected = averages(moves, period) if period else [move["own"] for move in moves]
        tolerance = Fraction(3, 10_000) if period else 0
        for move, cost in zip(moves, expected, strict=True):
            assert abs(Fraction(move["cost"]) - Fraction(cost)) <= tolerance, (sku, move, float(cost))
        if not sum(move["direction"] * move["units"] for move in moves):
            assert sum(move["direction"] * move["cost"] for move in moves) == 0, sku
            seen.add(store_of(sku))
    assert seen, "some pools must have been emptied"


def test_units_keep_their_batch_and_cost_through_every_place(ledger: StockLedger) -> None:
    """Worked by hand: B1 costs 100.00 for 3 units: 33.3333, 33.3333 and 33.3334; B2 has no known cost."""
    day = [datetime.date(2026, 2, number) for number in range(1, 20)]
    rows = [
        ("X", day[0], 3, "supplier", HERE, "B1", "PO1"),
        ("X", day[1], 2, "supplier", HERE, "B2"),
        ("X", day[2], 5, HERE, TRANSIT),
        ("X", day[3], 5, TRANSIT, FBA),
        ("X", day[4], 2, FBA, "customer", None, "o1"),
        ("X", day[5], 1, "customer", BAD, None, "o1"),
        ("X", day[6], 1, FBA, "lost"),
        ("X", day[7], 2, "lost", FBA),
        ("X", day[8], 4, FBA, "customer", None, "o2"),
        ("X", day[9], 2, FBA, "customer", None, "o3"),
    ]
    order = "('acme', 'PO1', 'X', 'Yiwu', 3, 33.3333, 'USD')"
    freight = "('h', 'X', 1, 'X', 0.0001, null, null, 'USD')"
    ledger.build(
        rows,
        inputs=f"insert into staging.stg_purchasing__purchase_order_lines values {order};"
        f"insert into staging.stg_purchasing__receipts values {freight};",
    )
    traced = ledger(
        "select cast(split_part(movement_key, '/', 2) as integer), batch_id, quantity, cast(cost_amount as varchar) "
        "from ledger.stock_movements where sku = 'X' order by movement_key, batch_id"
    )
    assert traced[6:] == [
        (5, "B1", 2, "66.6666"),
        (6, "B1", 1, "33.3333"),
        (7, "B1", 1, "33.3334"),
        (8, "B1", 1, "33.3334"),
        (8, "D8", 1, None),
        (9, "B1", 1, "33.3334"),
        (9, "B2", 2, None),
        (9, "D8", 1, None),
        (10, None, 2, None),
    ]
    short = "select location, on_hand_qty from ledger.stock_balances where sku = 'X' and on_hand_qty < 0"
    assert ledger(short) == [(FBA, -2)]
