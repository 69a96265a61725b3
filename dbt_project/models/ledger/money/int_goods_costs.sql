{{ config(materialized=read_by_many()) }}
-- Units that came into what the seller holds or left it: in at what their batch cost to land, out at the cost of the
-- very units that left, back at the cost they left at. Where their batch has no cost they cost what the cost sheet says
-- of the day on which they left. What was sold of an order falls on its items in turn.
{%- set order = 'store_id, sold_as, sku' %}
{%- set debit, credit = goods_account('to_location', 'to_condition'), goods_account('from_location', 'from_condition') %}
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

runs as (
    select
        *,
        sum(quantity) over so_far - quantity as unit_from,
        sum(quantity) over so_far as unit_until,
        case when is_return
            then coalesce(min(case when not is_return then moved_date end) over (partition by {{ order }}), moved_date)
            else moved_date
        end as left_date
    from moved
    window so_far as (
        partition by {{ order }}, is_return, case when sold_as is null then movement_id end
        order by moved_at, movement_id rows between unbounded preceding and current row
    )
),

sold as (
    select
        store_id,
        coalesce(order_id, document_id || ':' || raw_line || ':' || component) as sold_as,
        sku,
        marketplace,
        order_item_id,
        max(currency) as currency,
        sum(quantity) as quantity,
        min(booked_at) as first_booked_at
    from {{ ref('int_document_entries') }}
    where quantity > 0 and sku <> ''
    group by 1, 2, 3, 4, 5
),

-- Units beyond those that were sold are the last item's.
items as (
    select
        *,
        sum(quantity) over so_far - quantity as unit_from,
        case when row_number() over so_far < count(*) over (partition by {{ order }}) then sum(quantity) over so_far end
            as unit_until
    from sold
    window so_far as (
        partition by {{ order }} order by first_booked_at, order_item_id, marketplace
        rows between unbounded preceding and current row
    )
),

placed as (
    select
        runs.*,
        items.marketplace,
        items.order_item_id,
        items.currency as sold_currency,
        greatest(coalesce(items.unit_from, 0), runs.unit_from) - runs.unit_from as units_before,
        least(coalesce(items.unit_until, runs.unit_until), runs.unit_until)
        - greatest(coalesce(items.unit_from, 0), runs.unit_from) as moved_qty
    from runs
    left join items
        on
            items.store_id = runs.store_id
            and items.sold_as = runs.sold_as
            and items.sku = runs.sku
            and items.unit_from < runs.unit_until
            and (items.unit_until is null or items.unit_until > runs.unit_from)
),

costed as (
    select
        placed.*,
        batches.landed_amount is not null as is_by_batch,
        coalesce(batches.currency, costs.currency, placed.sold_currency) as currency,
        case when batches.landed_amount is not null then batches.received_date else placed.left_date end as rated_date,
        {%- set before = 'placed.batch_unit_from + placed.units_before' %}
        case when batches.landed_amount is null then {{ cost_of_units('costs.unit_cost_amount', 'placed.moved_qty') }}
            else {{ cost_of_batch_units('batches.landed_amount', 'batches.unit_cost_amount', before, 'placed.moved_qty') }}
            end as landed_amount,
        {{ cost_of_batch_units(
            'batches.landed_goods_amount', 'batches.unit_goods_amount', before, 'placed.moved_qty'
        ) }} as goods_amount
    from placed
    left join {{ ref('batches') }} as batches on batches.sku = placed.sku and batches.batch_id = placed.batch_id
    left join {{ ref('stg_purchasing__product_costs') }} as costs
        on
            batches.landed_amount is null
            and not placed.is_origin
            and costs.unit_cost_amount is not null
            and costs.store_id = placed.store_id
            and costs.sku = placed.sku
            and costs.valid_from_date <= placed.left_date
            and (costs.valid_until_date is null or costs.valid_until_date > placed.left_date)
)

select
    movement_id || case when units_before > 0 then ':' || units_before else '' end as unit_run_id,
    'goods:' || store_id || ':' || substr(cast(moved_date as {{ dbt.type_string() }}), 1, 7) as document_id,
    {{ first_of_month('moved_date') }} as month,
    store_id, marketplace, moved_at, moved_date, debit_account, credit_account, landed_amount, goods_amount, currency,
    is_by_batch, rated_date, order_id, order_item_id, sku, cast(moved_qty as integer) as moved_qty, reason,
    raw_file, raw_line, content_hash
from costed
