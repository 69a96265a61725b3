"""Single raw lines behind the sample seller's figures, and the gaps that follow when one is lost, repeated or altered.

Asserts only that a line says what it is said to say. A gap is its kind, store and amount in its own currency.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

LOST, REPEATED, ALTERED = "lost", "repeated", "altered"
BY = Decimal("1.23")
Gap = tuple[str, str, Decimal]


@dataclass(frozen=True)
class Place:
    """Lines of a kind: `lines` asks for store, file, line or text in it, and amount; `follow` has a fault's gaps."""

    lines: str
    follow: Mapping[str, Callable[[Decimal], Iterable[tuple[str, Decimal]]]]
    written: Callable[[Decimal], str] = "\t{:.2f}".format
    altered_by: Decimal = -BY
    count: int = 2


@dataclass(frozen=True)
class Perturbed:
    """A fault at one line, and the gaps that follow."""

    file: str
    line: int | str
    fault: str
    text: tuple[str, str]
    gaps: tuple[Gap, ...]

    def edit(self, folder: Path) -> None:
        path = folder / self.file
        lines = path.read_bytes().split(b"\n")
        place = self.line - 1 if isinstance(self.line, int) else _only_line(lines, self.line)
        if self.fault == LOST:
            del lines[place]
        elif self.fault == REPEATED:
            lines.insert(place, lines[place])
        else:
            written, instead = (text.encode() for text in self.text)
            assert written in lines[place], f"{self.file}:{place + 1} does not say {written!r}"
            lines[place] = instead.join(lines[place].rsplit(written, 1))
        path.write_bytes(b"\n".join(lines))


def _only_line(lines: list[bytes], told: str) -> int:
    [place] = [place for place, line in enumerate(lines) if told.encode() in line]
    return place


def drawn(place: Place, rows: Sequence[tuple[Any, ...]], data: st.DataObject) -> list[Perturbed]:
    """As many lines of a place as it allows, each with a fault of its own."""
    chosen = data.draw(st.lists(st.sampled_from(rows), min_size=place.count, max_size=place.count, unique=True))
    found = []
    for store, file, line, amount in chosen:
        fault = data.draw(st.sampled_from(sorted(place.follow)))
        text = place.written(amount), place.written(amount + place.altered_by)
        gaps = tuple((kind, store, off) for kind, off in place.follow[fault](amount))
        found.append(Perturbed(file, line, fault, text, gaps))
    return found


# Settlements without a gap that stand in one file each, and orders that are paid and nothing else.
PLAIN_SETTLEMENT = """
    regexp_matches(raw_file, '/[0-9]{11}[.]txt$') and regexp_extract(raw_file, '[0-9]{11}') not in (
        select '21000000001' union select unnest(regexp_extract_all(gap_id, '[0-9]{11}')) from reconciliation.gaps
    )
"""
PLAIN_ORDER = """
    findings is null and refunded_amount is null and chargeback_amount is null and status = 'settled'
    and settled_amount = ordered_amount and purchased_at between '2025-09-15' and '2026-05-15'
"""
PLACES = (
    Place(
        f"""
        select distinct on (sku) store_id, raw_file, raw_line, amount from (
            select distinct on (raw_file) store_id, raw_file, raw_line, -amount as amount, sku
            from (select store_id, order_id from reconciliation.orders where store_id = 'acme-us' and {PLAIN_ORDER})
            inner join ledger.money_entries using (store_id, order_id)
            where category in ('commission', 'fba_fulfillment_fee') and {PLAIN_SETTLEMENT}
                and sku not in (select sku from reconciliation.gaps where store_id = 'acme-us' and sku is not null)
            order by raw_file, sku, raw_line
        ) order by sku, raw_file
        """,
        {
            LOST: lambda fee: [("settlement_total_gap", fee)],
            REPEATED: lambda fee: [("settlement_total_gap", -fee), ("fee_overcharged", -fee)],
            ALTERED: lambda _: [("settlement_total_gap", BY), ("fee_overcharged", BY)],
        },
    ),
    Place(
        f"""
        select distinct on (raw_file) store_id, raw_file, raw_line, amount
        from (select store_id, order_id from reconciliation.orders where store_id = 'acme-uk' and {PLAIN_ORDER})
        inner join ledger.money_entries using (store_id, order_id)
        where category = 'revenue_product' and {PLAIN_SETTLEMENT}
        order by raw_file, raw_line
        """,
        {
            LOST: lambda sale: [("settlement_total_gap", sale), ("order_not_settled", sale)],
            REPEATED: lambda sale: [("settlement_total_gap", -sale), ("order_amount_differs", -sale)],
            # What is paid less for is no fee too much, as what is paid more for would be.
            ALTERED: lambda _: [("settlement_total_gap", -BY), ("order_amount_differs", -BY)],
        },
        altered_by=BY,
    ),
    Place(
        f"""
        select store_id, raw_file, raw_line, ordered_amount from reconciliation.orders
        where store_id = 'acme-ca' and {PLAIN_ORDER}
        """,
        {
            LOST: lambda price: [("order_unknown", -price)],
            REPEATED: lambda price: [("order_amount_differs", price)],
            ALTERED: lambda _: [("order_amount_differs", -BY)],
        },
    ),
    Place(
        """
        select store_id, arrived_raw_file, arrived_raw_line, arrived_amount from reconciliation.payouts
        where arrived_raw_file like '%-first-half.ofx' and status = 'arrived' and matched_count = 1
            and arrived_amount > 200 and from_wallet = 'amazon_wallet'
        """,
        {
            LOST: lambda money: [("payout_not_arrived", money)],
            # A bank numbers its lines: the same number again is the same line.
            REPEATED: lambda _: [],
            ALTERED: lambda _: [("payout_differs", BY)],
        },
        written="<TRNAMT>{:.2f}".format,
    ),
    Place(
        """
        select store_id, raw_file, '"' || cast(expected_amount as decimal(18, 2)) || '"', expected_amount
        from reconciliation.payouts
        where store_id = 'acme-uk' and from_wallet = 'lianlian_wallet' and status = 'arrived'
            and matched_by <> 'many_to_one'
        """,
        {ALTERED: lambda _: [("payout_differs", -BY)]},
        written='"{:.2f}"'.format,
        count=1,
    ),
    Place(
        """
        select store_id, raw_file, raw_line, sum(charge_amount) from reconciliation.logistics
        where tracking_number not in (
            select tracking_number from reconciliation.logistics where finding = 'billed_twice'
        )
        group by all having min(finding) = 'as_expected' and max(finding) = 'as_expected'
        """,
        {LOST: lambda _: [], REPEATED: lambda charges: [("freight_billed_twice", charges)]},
    ),
    Place(
        """
        select store_id, 'acme-us/customer-returns.txt', order_id, refunded_amount from reconciliation.orders
        where store_id = 'acme-us' and returned_qty > 0 and findings is null and refunded_amount = settled_sales_amount
            and reimbursed_amount is null and last_refunded_at between '2025-11-01' and '2026-04-01'
        """,
        {LOST: lambda refund: [("refund_without_return", refund)]},
        count=1,
    ),
)
