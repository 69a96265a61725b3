{{ config(materialized=read_by_many(), schema='staging') }}
-- Units come in at what their batch cost to land, leave at the cost of the very units that leave, and come back at it.
-- Where their batch has no cost they cost what the cost sheet says of the day on which they left.
with costed as (
    select
        units.*,
        batches.landed_amount is not null as is_by_batch,
        coalesce(batches.currency, costs.currency, units.sold_currency) as currency,
        case when batches.landed_amount is not null then batches.received_date else units.left_date end as rated_date,
        {%- set before = 'units.batch_unit_from + units.units_before' %}
        case when batches.landed_amount is null then {{ cost_of_units('costs.unit_cost_amount', 'units.moved_qty') }}
            else {{ cost_of_batch_units('batches.landed_amount', 'batches.unit_cost_amount', before, 'units.moved_qty') }}
            end as landed_amount,
        case when 'supplier_payables' in (units.debit_account, units.credit_account) then {{ cost_of_batch_units(
            'batches.landed_goods_amount', 'batches.unit_goods_amount', before, 'units.moved_qty'
        ) }} end as goods_amount
    from {{ ref('int_goods_moved') }} as units
    left join {{ ref('batches') }} as batches on batches.sku = units.sku and batches.batch_id = units.batch_id
    left join {{ ref('stg_purchasing__product_costs') }} as costs
        on
            batches.landed_amount is null
            and not units.is_origin
            and costs.unit_cost_amount is not null
            and costs.store_id = units.store_id
            and costs.sku = units.sku
            and costs.valid_from_date <= units.left_date
            and (costs.valid_until_date is null or costs.valid_until_date > units.left_date)
)

select
    movement_id || case when units_before > 0 then ':' || units_before else '' end as unit_run_id,
    'goods:' || store_id || ':' || substr(cast(moved_date as {{ dbt.type_string() }}), 1, 7) as document_id,
    {{ first_of_month('moved_date') }} as month,
    store_id, marketplace, moved_at, moved_date, debit_account, credit_account, landed_amount, goods_amount, currency,
    is_by_batch, rated_date, order_id, order_item_id, sku, cast(moved_qty as integer) as moved_qty, reason,
    raw_file, raw_line, content_hash
from costed
