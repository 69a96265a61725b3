{{ config(materialized=read_by_many(), schema='staging') }}
-- Units come in at what their batch cost to land, leave at the cost of the very units that leave, and come back at it; or
-- leave at the average of their pool. Where their batch has no cost they cost what the cost sheet says of the day on which
-- they left. Amounts are up to each part: goods, with freight, with duty, and all.
{%- set parts = landed_parts() %}
with costed as (
    select
        units.*,
        batches.landed_amount is not null as is_by_batch,
        averages.movement_id is not null as is_by_average,
        coalesce(averages.currency, batches.currency, costs.currency, units.sold_currency) as currency,
        averages.currency <> batches.currency as is_of_other_currency,
        averages.fx_rate as average_fx_rate,
        case when batches.landed_amount is not null then batches.received_date else units.left_date end as rated_date,
        {%- for part in parts %}
        case
            when averages.movement_id is not null then averages.{{ part }}_amount
            when batches.landed_amount is null then {{ cost_of_units(sheet_cost_up_to(part), 'units.moved_qty') }}
            else {{ batch_units_up_to(part, 'units.batch_unit_from + units.units_before', 'units.moved_qty') }}
        end as {{ part }}_amount,
        averages.{{ part }}_amount_base as average_{{ part }}_amount_base{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_goods_moved') }} as units
    left join {{ ref('batches') }} as batches on batches.sku = units.sku and batches.batch_id = units.batch_id
    left join {{ ref('int_average_costs') }} as averages
        on averages.movement_id = units.movement_id and averages.units_before = units.units_before
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
    movement_id || case when units_before > 0 then ':' || units_before else '' end
    || case when is_of_other_currency then ':' || currency else '' end as unit_run_id,
    'goods:' || store_id || ':' || substr(cast(moved_date as {{ dbt.type_string() }}), 1, 7) as document_id,
    {{ first_of_month('moved_date') }} as month,
    store_id, marketplace, moved_at, moved_date, debit_account, credit_account,
    {%- for part in parts %}
    {{ part }}_amount, average_{{ part }}_amount_base,
    {%- endfor %}
    currency, is_by_batch, is_by_average, average_fx_rate, rated_date, order_id, order_item_id, sku,
    cast(moved_qty as integer) as moved_qty, reason, raw_file, raw_line, content_hash
from costed
