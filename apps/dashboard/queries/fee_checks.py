"""Fees and freight beside what they should be, and the charges behind each. Judges nothing: the build does."""

from dataclasses import dataclass
from typing import Any

from apps.dashboard.queries.selection import Conditions, Query, Selection, of_stores

_OF_SKU = "store_id, marketplace, sku, fee_kind, cause, currency"


@dataclass(frozen=True)
class WrongFee:
    """One fee of a SKU in one place that is charged too high, for one cause."""

    store_id: str
    marketplace: str | None
    sku: str | None
    fee_kind: str
    cause: str
    currency: str

    @classmethod
    def of(cls, row: dict[str, Any]) -> "WrongFee":
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


def totals(selection: Selection) -> Query:
    """One row: how much was checked and how much of it is too high; money in the reporting currency."""
    conditions = of_stores(selection)
    return Query(
        f"""
        select (select coalesce(sum(item_count), 0) from reconciliation.fees {conditions.where})::bigint as fees,
               (select count(*) from reconciliation.fees {conditions.where}
                    and verdict = 'charged_too_much') as too_high,
               (select coalesce(sum(amount_base), 0) from reconciliation.gaps {conditions.where}
                    and kind = 'fee_overcharged' and status = 'open') as fees_base,
               (select count(*) from reconciliation.logistics {conditions.where}
                    and finding <> 'not_judged') as charges,
               (select coalesce(sum(amount_base), 0) from reconciliation.gaps {conditions.where}
                    and starts_with(kind, 'freight_') and kind <> 'freight_not_on_batch') as freight_base
        """,
        conditions.params,
    )


def by_cause(selection: Selection) -> Query:
    """One row per cause: how many fees of SKUs it makes too high."""
    conditions = _too_high(selection)
    return Query(
        f"""
        select cause, count(distinct ({_OF_SKU})) as skus from reconciliation.fees {conditions.where}
        group by cause order by skus desc, cause
        """,
        conditions.params,
    )


def wrong_fees(selection: Selection, causes: tuple[str, ...] = ()) -> Query:
    """One row per fee of a SKU that is too high, the largest first."""
    conditions = _too_high(selection).one_of("cause", "causes", causes)
    return Query(
        f"""
        select {_OF_SKU}, count(*) as item_count, sum(charged_amount) as charged_amount,
               sum(expected_amount) as expected_amount, sum(gap_amount) as gap_amount, min(booked_date) as first_date,
               max(booked_date) as last_date, max(claim_until_date) as claim_until_date
        from reconciliation.fees {conditions.where}
        group by {_OF_SKU} order by gap_amount desc, store_id, sku, fee_kind
        """,
        conditions.params,
    )


def claims(selection: Selection, causes: tuple[str, ...] = ()) -> Query:
    """Every charge that is too high for one of some causes, or for any, cause by cause: what is sent with a claim."""
    conditions = _too_high(selection).one_of("cause", "causes", causes)
    return Query(
        f"""
        select * from reconciliation.fees {conditions.where}
        order by cause, store_id, sku, fee_kind, booked_date, raw_file, raw_line, order_id
        """,
        conditions.params,
    )


def lines(selection: Selection, fee: WrongFee, limit: int | None = None) -> Query:
    """Every charge of one such fee, the oldest first: what is sent with a claim."""
    conditions = _too_high(Selection(visible_stores=selection.visible_stores))
    for name, value in vars(fee).items():
        conditions.add(f"{name} is not distinct from $fee_{name}", **{f"fee_{name}": value})
    paging = "" if limit is None else "limit $row_limit"
    return Query(
        f"""
        select * from reconciliation.fees {conditions.where}
        order by booked_date, raw_file, raw_line, order_id {paging}
        """,
        conditions.params | ({} if limit is None else {"row_limit": limit}),
    )


def by_finding(selection: Selection) -> Query:
    """One row per finding about carriers' charges that a person should look at."""
    conditions = _odd_freight(selection)
    return Query(
        f"""
        select finding, count(*) as charges from ({_FREIGHT} {conditions.where}) as charges
        group by finding order by charges desc, finding
        """,
        conditions.params,
    )


def freight(selection: Selection, findings: tuple[str, ...] = ()) -> Query:
    """One row per charge of a carrier that is wrong or whose freight is on no batch yet, the largest first."""
    conditions = _odd_freight(selection)
    chosen = Conditions().one_of("finding", "findings", findings)
    return Query(
        f"""
        select * from ({_FREIGHT} {conditions.where}) as charges {chosen.where}
        order by coalesce(nullif(gap_amount, 0), charge_amount) desc, charge_id
        """,
        conditions.params | chosen.params,
    )


_FREIGHT = """
    select * replace (
        case
            when finding in ('as_expected', 'not_judged') and not is_on_batch then 'not_on_batch' else finding
        end as finding
    ) from reconciliation.logistics
"""


def _odd_freight(selection: Selection) -> Conditions:
    return of_stores(selection).add("(finding not in ('as_expected', 'not_judged', 'credit') or not is_on_batch)")


def _too_high(selection: Selection) -> Conditions:
    return of_stores(selection).add("verdict = 'charged_too_much'")
