"""What holds for any costs and any sales: all is given out, to the last digit, and each share is as the driver says."""

import random
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dbt import dbt
from warehouse.home import Home
from warehouse.settings import Settings

DRIVERS = ("units", "revenue", "weight", "volume", "storage_volume_days", "attributed_ad_sales")
LEVELS = {"order": "s{}|o{}", "marketplace_month": "s{}|m|2026-0{}-01", "company_month": "2026-0{1}-01"}
LAST_DIGIT = Fraction(1, 10_000)
LARGEST = (2, 10, 10**6, 10**12)
INPUTS = """
create schema if not exists intermediate;
create or replace table intermediate.int_amounts_without_sku as
select amount_no, 'D' || amount_no as document_id, store_id, 'm' as marketplace, order_id, month::date as month,
    'a' as account_id, 'c' as category, 'other_fees' as profit_line, 'USD' as currency,
    amount::decimal(18, 4) as amount,
    amount_base::decimal(18, 4) as amount_base, rule_driver, 'r' as rule_id
from costs;
create or replace table intermediate.int_allocation_pools as
select * replace (null::varchar as order_item_id) from targets;
"""


# One example is hundreds of costs over many pools, since each takes a start of dbt.
@settings(max_examples=1, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_all_is_given_out_and_as_the_driver_says(home: Home, seed: int) -> None:
    chance = random.Random(seed)
    costs = [_drawn_cost(chance) for _ in range(300)]
    targets = [_drawn_target(chance) for _ in range(120)]
    with duckdb.connect(str(home.build)) as connection:
        connection.register("costs", pa.Table.from_pylist([_cost(*row) for row in enumerate(costs, 1)]))
        connection.register("targets", pa.Table.from_pylist([_target(*row) for row in enumerate(targets)]))
        connection.execute(INPUTS)
    duckdb.connect(str(home.raw)).close()
    dbt(home, Settings(), "run", "--select", "allocations")
    parts = defaultdict(list)
    with duckdb.connect(str(home.build), read_only=True) as connection:
        for number, *part in connection.execute(
            """
            select substr(document_id, 2)::bigint, amount, amount_base, driver_share_numerator,
                driver_share_denominator, sku, rule_driver, driver from finance.allocations
            """
        ).fetchall():
            parts[number].append(part)
    assert parts.keys() == set(range(1, len(costs) + 1))
    for number, (_, _, asked, *booked) in enumerate(costs, 1):
        _assert_given_out(parts[number], asked, [Decimal(amount).scaleb(-4) for amount in booked])
    assert {part[-1] for rows in parts.values() for part in rows} == {*DRIVERS, None}


def _assert_given_out(parts: list[list[Any]], asked: str, booked: list[Decimal]) -> None:
    assert [sum(part[place] for part in parts) for place in (0, 1)] == booked
    for *amounts, counted, whole, sku, rule_driver, driver in parts:
        assert rule_driver == asked
        if sku == "(no sku)":
            assert (len(parts), driver) == (1, None)
            continue
        assert driver in (asked, "revenue", "units")
        for amount, total in zip(amounts, booked, strict=True):
            assert abs(Fraction(amount) - Fraction(total) * counted / whole) < LAST_DIGIT
    if parts[0][3] is not None:
        assert sum(part[2] for part in parts) == parts[0][3]


def _drawn_cost(chance: random.Random) -> tuple[Any, ...]:
    """Store, month, driver, and the amounts in ten-thousandths."""
    amounts = [chance.randint(-most, most) for most in chance.choices(LARGEST, k=2)]
    return chance.randint(1, 3), chance.randint(1, 3), chance.choice([*DRIVERS, "none"]), *amounts


def _drawn_target(chance: random.Random) -> tuple[Any, ...]:
    """Rule, store, month, and what it counts by each driver; some of it is not known."""
    figures = [chance.choice([None, 0, *[chance.randint(0, most)] * 20]) for most in chance.choices(LARGEST, k=6)]
    return chance.choice(list(LEVELS)), chance.randint(1, 3), chance.randint(1, 3), *figures


def _cost(number: int, row: tuple[Any, ...]) -> dict[str, Any]:
    store, month, driver, *amounts = row
    return {
        "amount_no": number,
        "store_id": f"s{store}",
        "order_id": f"o{month}" if number % 2 else None,
        "month": f"2026-0{month}-01",
        "rule_driver": driver,
        **{name: Decimal(amount).scaleb(-4) for name, amount in zip(("amount", "amount_base"), amounts, strict=True)},
    }


def _target(number: int, row: tuple[Any, ...]) -> dict[str, Any]:
    rule, store, month, *figures = row
    return {
        "rule": rule,
        "pool_id": LEVELS[rule].format(store, month),
        "store_id": f"s{store}",
        "marketplace": "m",
        "order_id": f"o{month}" if rule == "order" else None,
        "order_item_id": None,
        "sku": f"sku-{number}",
        **dict(zip(DRIVERS, figures, strict=True)),
    }
