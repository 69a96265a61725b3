"""Amazon's reports of goods at its fulfilment centres, as each store downloads them. It decides no movement."""

import json
from pathlib import Path

import duckdb

from demo.catalogue import FIRST_DAY, PERIOD_DAYS, STORES
from demo.fba_events import REIMBURSED_LOSS, REMOVED_AFTER_DAYS, SENT_BACK
from demo.goods import CENTRES, LAST_DAY
from demo.goods_faults import LOST
from demo.lines import POSTED_AT
from demo.supply import Shipment

# Columns of the summary, and the events that they add up; what is summed is signed as in the detail.
SUMMED = {
    "Receipts": "event_type = 'Receipts'",
    "Customer Shipments": "event_type = 'Shipments'",
    "Customer Returns": "event_type = 'CustomerReturns'",
    "Vendor Returns": "event_type = 'VendorReturns'",
    "Warehouse Transfer In/Out": "event_type = 'WhseTransfers'",
    "Found": "reason = 'F'",
    "Lost": "reason = 'M'",
    "Damaged": "reason = 'E'",
    "Disposed": "reason = 'D'",
    "Other Events": "reason = 'Q'",
}
_PRICE = "cast(cast({} as decimal(16, 0)) * 0.01 as decimal(18, 2))"
_MOMENT = "'%Y-%m-%dT%H:%M:%S+00:00'"
_PRODUCT = "sku, 'X00' || lpad(cast(product as varchar), 7, '0') as fnsku, asin"


def write_reports(connection: duckdb.DuckDBPyConnection, folder: Path, store: int, shipments: list[Shipment]) -> None:
    """Write every report of one store that has rows, tab separated, and its inbound shipments as the API answers."""
    reports = {
        "inventory-ledger": _ledger(store),
        "inventory-ledger-summary": _summary(store),
        "fulfilled-shipments": _fulfilled(store),
        "customer-returns": _returns(store),
        "removal-orders": _removals(store),
        "reimbursements": _reimbursements(store),
    }
    for name, query in reports.items():
        path = folder / f"{name}.txt"
        written = connection.execute(f"copy ({query}) to '{path}' (delimiter '\t', header true, quote '')").fetchall()
        if written == [(0,)]:
            path.unlink()
    _write_inbound(folder, store, [one for one in shipments if one.store == store])


def _evening(day: str) -> str:
    """A moment that is of the same day in every store's timezone."""
    return f"cast('{FIRST_DAY}' as timestamp) + to_days(cast({day} as integer)) + interval 18 hour"


def _ledger(store: int) -> str:
    return f"""
        select
            strftime(event_date, '%m/%d/%Y') as "Date", 'X00' || lpad(cast(product as varchar), 7, '0') as "FNSKU",
            asin as "ASIN", sku as "MSKU", title as "Title", event_type as "Event Type",
            reference_id as "Reference ID", quantity as "Quantity", centre as "Fulfillment Center",
            disposition as "Disposition", reason as "Reason", country as "Country",
            case when reason = 'M' and reference_id <> '{LOST.reference}' then -quantity else 0 end
                as "Reconciled Quantity",
            case when reason = 'M' and reference_id = '{LOST.reference}' then -quantity else 0 end
                as "Unreconciled Quantity"
        from ledger where store = {store} order by line
    """


def _summary(store: int) -> str:
    """One row per month, SKU and disposition from the first on that the SKU was there."""
    sums = ", ".join(
        f'coalesce(sum(quantity) filter ({condition}), 0) as "{name}"' for name, condition in SUMMED.items()
    )
    columns = ", ".join(f'"{name}"' for name in SUMMED)
    return f"""
        with months as (select cast(unnest(generate_series(
            date_trunc('month', (select min(event_date) from ledger where store = {store})),
            date_trunc('month', date '{FIRST_DAY}' + {LAST_DAY}), interval 1 month)) as date) as month),
        moved as (
            select product, sku, asin, title, disposition, country, month, {sums}, coalesce(sum(quantity), 0) as moved
            from (
                select product, sku, asin, title, disposition, country, min(event_date) as since
                from ledger where store = {store} group by all
            ) as shelves
            inner join months on month >= date_trunc('month', since)
            left join (
                select product, disposition, date_trunc('month', event_date) as month, quantity, event_type, reason
                from ledger where store = {store}
            ) as events using (product, disposition, month)
            group by all
        ),
        balances as (
            select *, sum(moved) over (partition by product, disposition order by month) as ending from moved
        )
        select
            strftime(month, '%m/%Y') as "Date", 'X00' || lpad(cast(product as varchar), 7, '0') as "FNSKU",
            asin as "ASIN", sku as "MSKU", title as "Title", disposition as "Disposition",
            ending - moved as "Starting Warehouse Balance", 0 as "In Transit Between Warehouses", {columns},
            ending as "Ending Warehouse Balance", 0 as "Unknown Events", country as "Location"
        from balances order by month, product, disposition
    """


def _fulfilled(store: int) -> str:
    """A row an order; its buyer is invented, as the report names one."""
    one = STORES[store]
    names = ("buyer-email", "buyer-name", "recipient-name", "ship-address-1", "ship-city", "ship-postal-code")
    values = (
        "'buyer' || number || '@example.com'",
        *["'Invented Buyer'"] * 2,
        "'1 Example Road'",
        "'Anytown'",
        "'00000'",
    )
    buyer = ", ".join(f'{value} as "{name}"' for name, value in zip(names, values, strict=True))
    return f"""
        select
            order_id as "amazon-order-id", order_id as "merchant-order-id", 'S' || number as "shipment-id",
            'D' || number as "shipment-item-id", item_id as "amazon-order-item-id", '' as "merchant-order-item-id",
            strftime({POSTED_AT} - interval 1 day, {_MOMENT}) as "purchase-date",
            strftime({POSTED_AT} - interval 1 day, {_MOMENT}) as "payments-date",
            strftime({POSTED_AT}, {_MOMENT}) as "shipment-date", strftime({POSTED_AT}, {_MOMENT}) as "reporting-date",
            {buyer}, sku, units as "quantity-shipped", '{one.currency}' as currency,
            {_PRICE.format("principal")} as "item-price", {_PRICE.format("tax")} as "item-tax",
            country as "ship-country", centre as "fulfillment-center-id", 'AFN' as "fulfillment-channel",
            '{one.marketplace}' as "sales-channel"
        from shipped where store = {store} order by number
    """


def _returns(store: int) -> str:
    moment = _evening("return_day")
    return f"""
        select
            strftime({moment}, {_MOMENT}) as "return-date", order_id as "order-id", {_PRODUCT}, title as "product-name",
            units as quantity, centre as "fulfillment-center-id", disposition as "detailed-disposition",
            case disposition when 'DEFECTIVE' then 'DEFECTIVE' else 'UNWANTED_ITEM' end as reason,
            'Unit returned to inventory' as status, 'LPN' || number as "license-plate-number",
            'Not what I hoped for' as "customer-comments"
        from returned inner join fulfilment using (store) inner join goods using (sku, product)
        where store = {store} order by return_day, number
    """


def _removals(store: int) -> str:
    day = _evening(f"period * {PERIOD_DAYS} + {{}}")
    first = "row_number() over (partition by period order by product, disposition) = 1"
    return f"""
        select
            strftime({day.format(8)}, {_MOMENT}) as "request-date",
            'RMV' || letter || lpad(cast(period as varchar), 4, '0') as "order-id",
            case when {SENT_BACK} then 'Return' else 'Disposal' end as "order-type", 'Standard' as "service-speed",
            'Completed' as "order-status", strftime({day.format(REMOVED_AFTER_DAYS)}, {_MOMENT}) as "last-updated-date",
            sku, 'X00' || lpad(cast(product as varchar), 7, '0') as fnsku, 'Unsellable' as disposition,
            units as "requested-quantity", 0 as "cancelled-quantity",
            case when {SENT_BACK} then 0 else units end as "disposed-quantity",
            case when {SENT_BACK} then units else 0 end as "shipped-quantity", 0 as "in-process-quantity",
            case when {first} then '4.20' else '0.00' end as "removal-fee", '{STORES[store].currency}' as currency
        from removed inner join fulfilment using (store) inner join goods using (product)
        where store = {store} order by period, product, disposition
    """


def _reimbursements(store: int) -> str:
    """What the settlements pay for damaged units, and a loss that is approved on the last day and not yet paid."""
    return f"""
        select
            strftime({_evening("approved")}, {_MOMENT}) as "approval-date",
            cast(9000000000 + {store} * 1000 + row_number() over (order by approved) as varchar) as "reimbursement-id",
            '' as "case-id", '' as "amazon-order-id", reason, {_PRODUCT}, title as "product-name", 'New' as condition,
            '{STORES[store].currency}' as "currency-unit", '18.50' as "amount-per-unit", '18.50' as "amount-total",
            1 as "quantity-reimbursed-cash", 0 as "quantity-reimbursed-inventory", 1 as "quantity-reimbursed-total"
        from (
            select
                product, day // {PERIOD_DAYS} * {PERIOD_DAYS} + {PERIOD_DAYS - 1} as approved,
                'Damaged_Warehouse' as reason
            from events where store = {store} and reason = 'E' and quantity < 0
            union all
            select product, {LAST_DAY - 1}, 'Lost_Warehouse'
            from events where store = {store} and reason = 'M' and product = {REIMBURSED_LOSS}
        )
        inner join goods using (product) order by approved
    """


def _write_inbound(folder: Path, store: int, shipments: list[Shipment]) -> None:
    place = CENTRES[store]
    by_id: dict[str, Shipment] = {one.shipment_id: one for one in shipments}
    lines: dict[tuple[str, int], list[int]] = {}
    for one in shipments:
        units = lines.setdefault((one.shipment_id, one.product), [0, 0])
        units[0] += one.shipped
        units[1] += one.received or 0
    data = [
        {
            "ShipmentId": name,
            "ShipmentName": f"{place.name} {name[-6:]}",
            "ShipmentStatus": "SHIPPED" if one.received is None else "CLOSED",
            "DestinationFulfillmentCenterId": place.centres[0],
            "ShipFromAddress": {"CountryCode": "US" if one.origin.startswith("Los") else "CN"},
            "LabelPrepType": "SELLER_LABEL",
        }
        for name, one in sorted(by_id.items())
    ]
    items = [
        {
            "ShipmentId": name,
            "SellerSKU": f"HB-{product + 1:03d}",
            "FulfillmentNetworkSKU": f"X00{product:07d}",
            "QuantityShipped": shipped,
            "QuantityReceived": received,
        }
        for (name, product), (shipped, received) in sorted(lines.items())
    ]
    for name, key, rows in (("shipments", "ShipmentData", data), ("shipment-items", "ItemData", items)):
        text = json.dumps({"payload": {key: rows}}, indent=1)
        (folder / f"inbound-{name}.json").write_text(text + "\n", encoding="utf-8", newline="")
