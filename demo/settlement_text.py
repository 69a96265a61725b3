"""Spells settlement lines as Amazon's flat files do, V2 and V1. It invents no money."""

from dataclasses import dataclass

import duckdb

from demo.catalogue import Store, period_start
from demo.lines import POSTED_AT

V2_HEADINGS = [
    "settlement-id",
    "settlement-start-date",
    "settlement-end-date",
    "deposit-date",
    "total-amount",
    "currency",
    "transaction-type",
    "order-id",
    "merchant-order-id",
    "adjustment-id",
    "shipment-id",
    "marketplace-name",
    "amount-type",
    "amount-description",
    "amount",
    "fulfillment-id",
    "posted-date",
    "posted-date-time",
    "order-item-code",
    "merchant-order-item-id",
    "merchant-adjustment-item-id",
    "sku",
    "quantity-purchased",
    "promotion-id",
]
V1_HEADINGS = [
    "settlement-id",
    "settlement-start-date",
    "settlement-end-date",
    "deposit-date",
    "total-amount",
    "currency",
    "transaction-type",
    "order-id",
    "merchant-order-id",
    "adjustment-id",
    "shipment-id",
    "marketplace-name",
    "shipment-fee-type",
    "shipment-fee-amount",
    "order-fee-type",
    "order-fee-amount",
    "fulfillment-id",
    "posted-date",
    "order-item-code",
    "merchant-order-item-id",
    "merchant-adjustment-item-id",
    "sku",
    "quantity-purchased",
    "price-type",
    "price-amount",
    "item-related-fee-type",
    "item-related-fee-amount",
    "misc-fee-amount",
    "other-fee-amount",
    "other-fee-reason-description",
    "promotion-id",
    "promotion-type",
    "promotion-amount",
    "direct-payment-type",
    "direct-payment-amount",
    "other-amount",
]


@dataclass(frozen=True)
class Settlement:
    """One settlement as a file: `body` holds its lines, `cents` their sum."""

    settlement_id: str
    store: Store
    period: int
    body: str
    cents: int

    @property
    def line_count(self) -> int:
        """How many lines the file has beside its headings and its total row."""
        return self.body.count("\n") + 1

    def text(self, stated_cents: int | None = None) -> str:
        """The whole file, with its own total or another one."""
        headings = V2_HEADINGS if self.store.format == "V2" else V1_HEADINGS
        total = self.cents if stated_cents is None else stated_cents
        amount = money(total).replace(".", "," if self.store.decimal_comma else ".")
        ends = period_start(self.period + 1)
        days = ((period_start(self.period), 7), (ends, 7), (ends, 9))
        moments = [day.strftime(self.store.date_format) + _clock(self.store, hour) for day, hour in days]
        cells = [self.settlement_id, *moments, amount, self.store.currency]
        total_row = "\t".join([*cells, *[""] * (len(headings) - len(cells))])
        return "\t".join(headings) + "\n" + total_row + "\n" + self.body + "\n"


def money(cents: int) -> str:
    """Cents as a decimal with two places."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def settlements(connection: duckdb.DuckDBPyConnection, store: Store, number: int) -> list[Settlement]:
    """Every settlement of one store, from the table `lines`, in the order of their periods."""
    line = _v2_line(store) if store.format == "V2" else _v1_line(store)
    rows = connection.execute(
        f"""
        select period, string_agg(line, chr(10) order by day, second, number, place), sum(cents)
        from (
            select
                *, {line} as line
            from (
                select *, cast(cast(cents as decimal(16, 0)) * 0.01 as decimal(18, 2)) as amount, {POSTED_AT} as posted
                from lines where store = {number}
            )
        )
        group by period order by period
        """
    ).fetchall()
    return [
        Settlement(str(store.first_settlement_id + period), store, period, body, int(cents))
        for period, body, cents in rows
    ]


def _clock(store: Store, hour: int) -> str:
    return f"T{hour:02d}:00:00+00:00" if store.format == "V1" else f" {hour:02d}:00:00 UTC"


def _joined(cells: list[str]) -> str:
    return "concat_ws(chr(9), " + ", ".join(f"coalesce(cast({cell} as varchar), '')" for cell in cells) + ")"


def _order_cells(store: Store, kind: str) -> list[str]:
    settlement_id = f"cast({store.first_settlement_id} + period as varchar)"
    marketplace = f"case when order_id is not null then '{store.marketplace}' end"
    adjustment = "case when transaction_type = 'Refund' then 'A' || number end"
    shipment = "case when transaction_type = 'Order' then 'S' || number end"
    return [settlement_id, *["''"] * 5, kind, "order_id", "order_id", adjustment, shipment, marketplace]


def _v2_line(store: Store) -> str:
    amount = "replace(cast(amount as varchar), '.', ',')" if store.decimal_comma else "amount"
    cells = [
        *_order_cells(store, "transaction_type"), "amount_type", "amount_description", amount,
        "case when order_id is not null then 'AFN' end", f"strftime(posted, '{store.date_format}')",
        f"strftime(posted, '{store.date_format} %H:%M:%S UTC')", "item_id", "''", "''", "sku", "units", "''",
    ]  # fmt: skip
    return _joined(cells)


def _v1_line(store: Store) -> str:
    """V1 names what is no item's by its transaction type; items fill one pair of columns a line."""
    kind = "case when transaction_type = 'other-transaction' then amount_description else transaction_type end"
    is_fee = "amount_type in ('ItemFees', 'ItemWithheldTax')"
    is_ads = "transaction_type = 'ServiceFee'"
    cells = [
        *_order_cells(store, kind), *["''"] * 4, "case when order_id is not null then 'AFN' end",
        "strftime(posted, '%Y-%m-%dT%H:%M:%S+00:00')", "item_id", "''", "''", "sku", "''",
        "case when amount_type = 'ItemPrice' then amount_description end",
        "case when amount_type = 'ItemPrice' then amount end",
        f"case when {is_ads} then 'Cost of Advertising' when {is_fee} then amount_description end",
        f"case when {is_fee} or {is_ads} then amount end", *["''"] * 4,
        "case when amount_type = 'Promotion' then amount_description end",
        "case when amount_type = 'Promotion' then amount end", "''", "''",
        f"case when not ({is_fee} or {is_ads} or amount_type in ('ItemPrice', 'Promotion')) then amount end",
    ]  # fmt: skip
    line = _joined(cells)
    # An item begins with a line that carries nothing but its quantity.
    quantity_only = [
        *_order_cells(store, kind), *["''"] * 4, "'AFN'", "strftime(posted, '%Y-%m-%dT%H:%M:%S+00:00')", "item_id",
        "''", "''", "sku", "units", *["''"] * 13,
    ]  # fmt: skip
    empty = _joined(quantity_only)
    return f"case when transaction_type = 'Order' and place = 0 then {empty} || chr(10) || {line} else {line} end"
