{%- set parts = ['goods', 'freight', 'duty', 'other'] %}
with position as (
    select * from {{ ref('int_stock_quantities') }}
),

rates as (
    {{ rates_of_the_day() }}
),

-- Batches have their own cost; what only a snapshot knows has the cost sheet's, which is not told by part everywhere.
sheet_costs as (
    select costs.store_id, costs.sku, costs.unit_cost_amount, costs.currency
    from {{ ref('stg_purchasing__product_costs') }} as costs
    cross join {{ ref('int_reporting_date') }} as days
    where
        costs.unit_cost_amount is not null
        and costs.valid_from_date <= days.as_of_date
        and (costs.valid_until_date is null or costs.valid_until_date > days.as_of_date)
),

valued as (
    select
        position.sku,
        position.location,
        case when position.position_basis = 'ledger' then ledger.currency else sheet_costs.currency end as currency,
        case
            when position.position_basis = 'ledger' then ledger.uncosted_qty
            when sheet_costs.unit_cost_amount is null then position.on_hand_qty
            else 0
        end as uncosted_qty,
        {%- for part in parts %}
        {%- for ending in ['', '_base'] %}
        case
            when position.position_basis = 'ledger' then ledger.{{ part }}_amount{{ ending }}
            {%- if part != 'goods' %}
            when sheet_costs.sku is not null then cast(0 as decimal(18, 4))
            {%- elif ending == '' %}
            else {{ cost_of_units('sheet_costs.unit_cost_amount', 'position.on_hand_qty') }}
            {%- else %}
            else {{ converted(cost_of_units('sheet_costs.unit_cost_amount', 'position.on_hand_qty'), 'rates.fx_rate') }}
            {%- endif %}
        end as {{ part }}_amount{{ ending }},
        {%- endfor %}
        {%- endfor %}
        {%- for age in stock_ages() %}
        case when position.position_basis = 'ledger' then ledger.age_{{ age[0] }}_qty end as {{ age[2] }}{{ ',' if not loop.last }}
        {%- endfor %}
    from position
    left join {{ ref('int_stock_valued') }} as ledger on ledger.sku = position.sku and ledger.location = position.location
    left join sheet_costs on sheet_costs.sku = position.sku and sheet_costs.store_id = position.store_id
    left join rates on rates.currency = sheet_costs.currency
)

select
    position.sku,
    position.location,
    position.location_type,
    position.store_id,
    position.region,
    position.title,
    position.asin,
    position.as_of_date,
    position.position_basis,
    position.on_hand_qty,
    position.sellable_qty,
    position.reserved_qty,
    position.available_qty,
    position.unfulfillable_qty,
    position.inspection_qty,
    position.in_transit_qty,
    position.on_order_qty,
    position.expected_date,
    position.ledger_on_hand_qty,
    position.snapshot_date,
    position.snapshot_fulfillable_qty,
    position.snapshot_reserved_qty,
    position.snapshot_unfulfillable_qty,
    position.snapshot_inbound_qty,
    position.shipped_30_days_qty,
    position.shipped_90_days_qty,
    position.daily_demand_qty,
    position.cover_days,
    case when planned.stock_out_days < 3650 then {{ days_after('position.as_of_date', 'planned.stock_out_days') }} end as stock_out_date,
    coalesce(classes.abc_class, 'C') as abc_class,
    coalesce(classes.xyz_class, 'Z') as xyz_class,
    position.sell_through_pct,
    position.turnover_days,
    position.supply_30_days,
    position.supply_90_days,
    fees.low_inventory_fee_amount is not null as is_low_inventory_fee_due,
    fees.low_inventory_fee_amount,
    fees.aged_inventory_fee_amount,
    fees.fee_currency,
    valued.currency,
    {%- for part in parts %}
    valued.{{ part }}_amount,
    {%- endfor %}
    {%- for ending in ['', '_base'] %}
    cast(valued.goods_amount{{ ending }} + valued.freight_amount{{ ending }}
        + valued.duty_amount{{ ending }} + valued.other_amount{{ ending }} as decimal(18, 4)) as value_amount{{ ending }},
    {%- endfor %}
    cast(valued.uncosted_qty as bigint) as uncosted_qty,
    {%- for age in stock_ages() %}
    cast(valued.{{ age[2] }} as bigint) as {{ age[2] }},
    {%- endfor %}
    position.raw_file,
    position.raw_line,
    position.content_hash
from position
inner join valued on valued.sku = position.sku and valued.location = position.location
left join {{ ref('int_stock_fees') }} as fees on fees.sku = position.sku and fees.location = position.location
left join {{ ref('int_place_positions') }} as planned on planned.sku = position.sku and planned.location = position.location
left join {{ ref('int_sku_classes') }} as classes on classes.sku = position.sku
