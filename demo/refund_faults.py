"""What Amazon keeps too much of on refunds, planted in lines that are there. Other refunds are left as they are."""

from collections.abc import Collection, Iterator

import duckdb
import numpy as np

from demo.catalogue import STORES
from demo.faults import Fault
from demo.settlement_text import money

EACH = 2
KEPT_CENTS = 180
# Of the lines of a refund, those that a fault changes, what becomes of them, and the cents that this costs the seller.
FAULTS = {
    "administration_fee_too_high": ("RefundCommission", f"cents - {KEPT_CENTS}", str(KEPT_CENTS)),
    "referral_fee_not_given_back": ("Commission", "0", "principal * referral_percent // 100"),
}
_WORDS = {
    "administration_fee_too_high": ("Amazon kept more of the referral fee of {sku}", "{sku} 退款时多扣了佣金"),
    "referral_fee_not_given_back": ("The referral fee of {sku} was not given back", "{sku} 退款后佣金未退还"),
}  # fmt: skip


def keep_too_much(connection: duckdb.DuckDBPyConnection, seed: int, spared: Collection[str]) -> list[Fault]:
    """Change the fees of some refunds whose order's sale is settled too; `spared` orders have faults of their own.

    Needs the table `missing`; must come before what a settlement owes is carried to the next one.
    As the answer key tells of it: one fault a store, SKU and cause, named by the cause; the quantity is in units.
    """
    refunded = connection.execute(
        """
        select number from items
        where not list_contains(?, order_id) and number in (
            select number from lines where amount_description = 'Commission' group by number
            having count(*) = 2 and count(distinct transaction_type) = 2
        ) and number not in (
            select number from lines semi join missing on (lines.store, lines.period) = (missing.store, missing.period)
        )
        order by number
        """,
        [sorted(spared)],
    ).fetchall()
    chosen = np.random.Generator(np.random.PCG64([seed, 67])).permutation([number for (number,) in refunded])
    return [
        fault
        for place, cause in enumerate(FAULTS)
        for fault in _planted(connection, cause, chosen[place * EACH : (place + 1) * EACH].tolist())
    ]


def _planted(connection: duckdb.DuckDBPyConnection, cause: str, numbers: list[int]) -> Iterator[Fault]:
    line, change, lost = FAULTS[cause]
    connection.execute(
        f"""
        update lines set cents = {change}
        where transaction_type = 'Refund' and amount_type = 'ItemFees' and amount_description = '{line}'
            and list_contains(?, number)
        """,
        [numbers],
    )
    rows = connection.execute(
        f"""
        select store, sku, cast(sum({lost}) as bigint), cast(sum(units) as bigint) from items
        where list_contains(?, number) group by store, sku order by store, sku
        """,
        [numbers],
    ).fetchall()
    for number, sku, cents, units in rows:
        store = STORES[number]
        english, chinese = (words.format(sku=sku) for words in _WORDS[cause])
        yield Fault(
            "fee_overcharged", store.store_id, english, chinese, document_id=cause, sku=sku, amount=money(cents),
            currency=store.currency, quantity=units,
        )  # fmt: skip
