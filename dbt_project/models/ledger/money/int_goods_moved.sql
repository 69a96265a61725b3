{{ config(materialized=read_by_many(), schema='staging') }}
-- Units that came into what the seller holds or left it, and the item of which order they are of: what was sold of an
-- order falls on its items in turn. What is returned left on the day on which its order did.
{%- set order = 'store_id, sold_as, sku' %}
{%- set debit, credit = goods_account('to_location', 'to_condition'), goods_account('from_location', 'from_condition') %}
{%- set columns = [
    'movement_id', 'moved_at', 'moved_date', 'store_id', 'sku', 'batch_id', 'batch_unit_from', 'is_origin', 'reason',
    'order_id', 'raw_file', 'raw_line', 'content_hash', 'debit_account', 'credit_account', 'left_date'
] %}
with moved as (
    select
        *,
        {{ debit }} as debit_account,
        {{ credit }} as credit_account,
        from_location = 'customer' as is_return,
        case when 'customer' in (from_location, to_location) then coalesce(order_id, movement_key) end as sold_as
    from {{ ref('int_traced_units') }}
    where
        moved_date is not null
        and {{ debit }} <> {{ credit }}
        -- What could not be sold when the books were opened was worth nothing by then.
        and not (from_location = 'opening' and to_condition = 'unfulfillable')
),

sold as (
    select
        store_id,
        coalesce(order_id, document_id || ':' || raw_line || ':' || component) as sold_as,
        sku,
        marketplace,
        order_item_id,
        max(currency) as sold_currency,
        sum(quantity) as quantity,
        min(booked_at) as first_booked_at
    from {{ ref('int_document_entries') }}
    where quantity > 0 and sku <> ''
    group by 1, 2, 3, 4, 5
),

orders as (
    select
        {{ order }}, count(*) as item_count, max(marketplace) as marketplace, max(order_item_id) as order_item_id,
        max(sold_currency) as sold_currency
    from sold
    group by {{ order }}
),

placed as (
    select
        moved.*,
        orders.item_count,
        orders.marketplace,
        orders.order_item_id,
        orders.sold_currency,
        coalesce(sales.moved_date, moved.moved_date) as left_date
    from moved
    left join orders
        on orders.store_id = moved.store_id and orders.sold_as = moved.sold_as and orders.sku = moved.sku
    left join (select {{ order }}, min(moved_date) as moved_date from moved where not is_return group by {{ order }}) as sales
        on
            moved.is_return
            and sales.store_id = moved.store_id and sales.sold_as = moved.sold_as and sales.sku = moved.sku
),

-- Few orders have a SKU in several items; units beyond those that were sold are the last one's.
items as (
    select
        sold.*,
        (sum(sold.quantity) over so_far) - sold.quantity as unit_from,
        case when row_number() over so_far < orders.item_count then sum(sold.quantity) over so_far end as unit_until
    from sold
    inner join orders
        on
            orders.store_id = sold.store_id and orders.sold_as = sold.sold_as and orders.sku = sold.sku
            and orders.item_count > 1
    window so_far as (
        partition by sold.store_id, sold.sold_as, sold.sku
        order by sold.first_booked_at, sold.order_item_id, sold.marketplace
        rows between unbounded preceding and current row
    )
),

runs as (
    select
        *,
        (sum(quantity) over so_far) - quantity as unit_from,
        sum(quantity) over so_far as unit_until
    from placed
    where item_count > 1
    window so_far as (
        partition by {{ order }}, is_return order by moved_at, movement_id
        rows between unbounded preceding and current row
    )
)

select {{ columns | join(', ') }}, marketplace, order_item_id, sold_currency, 0 as units_before, quantity as moved_qty
from placed
where item_count is null or item_count = 1

union all

select
    runs.{{ columns | join(', runs.') }}, items.marketplace, items.order_item_id, items.sold_currency,
    greatest(items.unit_from, runs.unit_from) - runs.unit_from as units_before,
    least(coalesce(items.unit_until, runs.unit_until), runs.unit_until) - greatest(items.unit_from, runs.unit_from)
        as moved_qty
from runs
inner join items
    on
        items.store_id = runs.store_id and items.sold_as = runs.sold_as and items.sku = runs.sku
        and items.unit_from < runs.unit_until
        and (items.unit_until is null or items.unit_until > runs.unit_from)
