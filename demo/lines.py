"""What a marketplace writes for orders: one row per line, in cents. How files spell it is not said here."""

import duckdb
import pyarrow as pa

from demo.catalogue import DAYS, FIRST_DAY, LOSS_SKU, NO_COST_SKU, PERIOD_DAYS, STORES

# Amounts in cents of the store's currency, from an item's principal, units, fulfilment fee and tax rate.
ORDER_COMPONENTS = (
    ("ItemPrice", "Principal", "principal", "true"),
    ("ItemPrice", "Tax", "tax", "tax > 0"),
    ("ItemPrice", "Shipping", "599", "has_shipping"),
    ("ItemFees", "FBAPerUnitFulfillmentFee", "-(fulfilment_fee + handling_extra) * units", "true"),
    ("ItemFees", "Commission", "-(principal * referral_percent // 100)", "true"),
    ("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", "-tax", "tax > 0"),
    ("Promotion", "Shipping", "-599", "has_shipping"),
    ("Promotion", "Principal", "-(principal // 10)", "has_promotion"),
)
REFUND_COMPONENTS = (
    ("ItemPrice", "Principal", "-principal", "true"),
    ("ItemPrice", "Tax", "-tax", "tax > 0"),
    ("ItemFees", "Commission", "principal * referral_percent // 100", "true"),
    ("ItemFees", "RefundCommission", "-least(principal * referral_percent // 100 * 20 // 100, 500)", "true"),
    ("ItemWithheldTax", "MarketplaceFacilitatorTax-Principal", "tax", "tax > 0"),
)
# What a settlement carries beside orders: from the principal sold in it (`sold`) and in the one before (`sold_before`).
ACCOUNT_COMPONENTS = (
    ("ServiceFee", "Cost of Advertising", "TransactionTotalAmount", "-(sold * 7 // 100 + 1)", "true"),
    ("other-transaction", "other-transaction", "Subscription Fee", "-3999", "period % 2 = 0"),
    ("other-transaction", "other-transaction", "Storage Fee", "-(sold * 2 // 100 + 1)", "period % 2 = 1"),
    ("other-transaction", "FBA Inventory Reimbursement", "WAREHOUSE_DAMAGE", "1850", "period % 5 = 2"),
    ("other-transaction", "other-transaction", "RemovalComplete", "-420", "period % 7 = 3"),
    (
        "other-transaction",
        "other-transaction",
        "Previous Reserve Amount Balance",
        "sold_before // 10",
        "sold_before > 9",
    ),
    ("other-transaction", "other-transaction", "Current Reserve Amount", "-(sold // 10)", "sold > 9"),
)


def make_items(connection: duckdb.DuckDBPyConnection, orders: pa.Table, products: pa.Table) -> None:
    """Create the table `items`: what was ordered, at which price and for which fees."""
    connection.register("orders", orders)
    connection.register("products", products)
    connection.register("stores", _stores())
    connection.execute(_ITEMS)


def make_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table `lines`: store, period, place, transaction_type, amount_type, amount_description, cents, ..."""
    parts = [
        _item_lines("Order", "day", "true", ORDER_COMPONENTS, 0),
        _item_lines("Refund", "refund_day", "refund_day >= 0", REFUND_COMPONENTS, 100),
        *(_account_lines(number, *component) for number, component in enumerate(ACCOUNT_COMPONENTS)),
    ]
    connection.execute("create table lines as " + " union all ".join(parts))


def _stores() -> pa.Table:
    return pa.table(
        {
            "store": list(range(len(STORES))),
            "price_percent": [store.price_percent for store in STORES],
            "tax_per_mille": [store.withheld_tax_per_mille for store in STORES],
            "order_prefix": [store.order_prefix for store in STORES],
        }
    )


_ITEMS = f"""
create table items as
select
    orders.*, sku, price * price_percent // 100 * units as principal, fulfilment_fee,
    0 as handling_extra, 15 as referral_percent,
    price * price_percent // 100 * units * tax_per_mille // 1000 as tax,
    order_prefix || '-' || lpad(cast(number // 10000000 + 1000000 as varchar), 7, '0') || '-'
        || lpad(cast(number % 10000000 as varchar), 7, '0') as order_id,
    cast(40000000000000 + number as varchar) as item_id
from orders
inner join products on products.product = orders.product
inner join stores on stores.store = orders.store
where not (sku = '{NO_COST_SKU}' and orders.store <> 1) and not (sku = '{LOSS_SKU}' and orders.store <> 0)
"""


def _item_lines(kind: str, day: str, condition: str, components: tuple[tuple[str, ...], ...], first: int) -> str:
    values = ", ".join(
        f"({first + place}, '{amount_type}', '{description}')"
        for place, (amount_type, description, _, _) in enumerate(components)
    )
    cents = " ".join(f"when {first + place} then {amount}" for place, (_, _, amount, _) in enumerate(components))
    holds = " ".join(f"when {first + place} then {when}" for place, (*_, when) in enumerate(components))
    return f"""
        select
            store, {day} // {PERIOD_DAYS} as period, {day} as day, second, number, component as place,
            '{kind}' as transaction_type, amount_type, amount_description,
            cast(case component {cents} end as bigint) as cents, order_id, item_id, sku, units
        from items cross join (values {values}) as components(component, amount_type, amount_description)
        where {condition} and case component {holds} end
    """


def _account_lines(place: int, kind: str, amount_type: str, description: str, cents: str, condition: str) -> str:
    sku = "(select min(sku) from products)" if amount_type == "FBA Inventory Reimbursement" else "null"
    return f"""
        select
            store, period, period * {PERIOD_DAYS} + {PERIOD_DAYS - 1} as day, 86000 + {place} as second,
            2000000000 as number, {200 + place} as place, '{kind}', '{amount_type}', '{description}',
            cast({cents} as bigint), null, null, {sku}, null
        from (
            select
                store, period, coalesce(sold, 0) as sold,
                coalesce(lag(sold) over (partition by store order by period), 0) as sold_before
            from (select store from stores)
            cross join (select unnest(range({DAYS // PERIOD_DAYS})) as period)
            left join (
                select store, day // {PERIOD_DAYS} as period, cast(sum(principal) as bigint) as sold
                from items group by all
            ) using (store, period)
        ) where {condition}
    """


POSTED_AT = f"cast('{FIRST_DAY}' as timestamp) + to_days(cast(day as integer)) + to_seconds(second)"
