{{ config(schema='intermediate', contract={'enforced': false}) }}
-- How long each leg took, from own documents: from order to receipt, from leaving one place to arriving at the next.
-- Each leg as it is named, by where it ends, and over all; what came in parts counts once a part.
with orders as (
    select purchase_order_id, sku, max(supplier) as supplier, min(ordered_date) as ordered_date
    from {{ ref('stg_purchasing__purchase_order_lines') }}
    group by purchase_order_id, sku
),

receipts as (
    select purchase_order_id, sku, location, received_date
    from {{ ref('stg_purchasing__receipts') }}
    where purchase_order_id is not null
    group by purchase_order_id, sku, location, received_date
),

departures as (
    select to_location as shipment, sku, min(from_location) as from_location, min(moved_date) as shipped_date
    from {{ ref('stock_movements') }}
    where to_location like 'in_transit:%' and from_condition is not null
    group by to_location, sku
),

arrivals as (
    select from_location as shipment, sku, to_location, moved_date as received_date
    from {{ ref('stock_movements') }}
    where from_location like 'in_transit:%' and to_condition is not null
    group by from_location, sku, to_location, moved_date
),

legs as (
    select
        'purchase' as leg,
        orders.supplier as from_location,
        receipts.location as to_location,
        {{ days_between('orders.ordered_date', 'receipts.received_date') }} as leg_days
    from receipts
    inner join orders on orders.purchase_order_id = receipts.purchase_order_id and orders.sku = receipts.sku

    union all

    select
        'transfer' as leg,
        departures.from_location,
        arrivals.to_location,
        {{ days_between('departures.shipped_date', 'arrivals.received_date') }} as leg_days
    from arrivals
    inner join departures on departures.shipment = arrivals.shipment and departures.sku = arrivals.sku
)

{%- for route in [['from_location', 'to_location'], ['to_location'], []] %}

select
    leg,
    {{ 'from_location' if 'from_location' in route else 'cast(null as ' ~ dbt.type_string() ~ ')' }} as from_location,
    {{ 'to_location' if 'to_location' in route else 'cast(null as ' ~ dbt.type_string() ~ ')' }} as to_location,
    {{ route | length }} as exactness,
    count(*) as leg_count,
    {{ figure('avg(cast(leg_days as double))') }} as leg_days,
    {{ figure('coalesce(stddev_samp(cast(leg_days as double)), 0)') }} as leg_days_sd
from legs
where leg_days >= 0
group by {{ (['leg'] + route) | join(', ') }}
{{- ' union all' if not loop.last }}
{%- endfor %}
