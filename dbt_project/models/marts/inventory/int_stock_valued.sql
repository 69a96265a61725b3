{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What the ledger has now of a SKU at a place, by condition and age, at what its batches cost to land.
{%- set parts = ['goods', 'freight', 'duty', 'other'] %}
with days as (
    select * from {{ ref('int_reporting_date') }}
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

rates as (
    {{ rates_of_the_day() }}
),

held as (
    select
        balances.sku,
        balances.location,
        balances.condition,
        balances.on_hand_qty,
        balances.batch_id,
        batches.store_id,
        case when balances.on_hand_qty <> 0 then batches.currency end as currency,
        batches.unit_cost_amount,
        {%- for part in parts[1:] %}
        case when batches.unit_cost_amount is not null then coalesce(batches.unit_{{ part }}_amount, 0) end as unit_{{ part }}_amount,
        {%- endfor %}
        -- A cost that is known only as a whole counts as the goods'.
        batches.unit_cost_amount - coalesce(batches.unit_freight_amount, 0)
        - coalesce(batches.unit_duty_amount, 0) - coalesce(batches.unit_other_amount, 0) as unit_goods_amount,
        {{ days_between('batches.received_date', 'days.as_of_date') }} as age_days
    from {{ ref('stock_balances') }} as balances
    cross join days
    left join {{ ref('batches') }} as batches on batches.sku = balances.sku and batches.batch_id = balances.batch_id
    where balances.valid_until_date is null
),

by_currency as (
    select
        sku,
        location,
        currency,
        max(store_id) as store_id,
        count(batch_id) as batch_count,
        {%- for condition in ['sellable', 'unfulfillable', 'inspection'] %}
        sum(case when condition = '{{ condition }}' then on_hand_qty else 0 end) as {{ condition }}_qty,
        {%- endfor %}
        {%- for first, last, _ in stock_ages() %}
        sum(case when age_days >= {{ first }}{% if last %} and age_days <= {{ last }}{% endif %} then on_hand_qty else 0 end)
            as age_{{ first }}_qty,
        {%- endfor %}
        {%- for part in parts %}
        sum({{ cost_of_units('unit_' ~ part ~ '_amount', 'on_hand_qty') }}) as {{ part }}_amount,
        {%- endfor %}
        sum(case when unit_cost_amount is null then on_hand_qty else 0 end) as uncosted_qty,
        sum(on_hand_qty) as on_hand_qty
    from held
    group by sku, location, currency
),

converted as (
    select
        by_currency.*,
        settings.reporting_currency,
        {%- for part in parts %}
        {{ converted('by_currency.' ~ part ~ '_amount', 'rates.fx_rate') }} as {{ part }}_amount_base{{ ',' if not loop.last }}
        {%- endfor %}
    from by_currency
    cross join settings
    left join rates on rates.currency = by_currency.currency
)

select
    sku,
    location,
    max(store_id) as store_id,
    -- Units of no batch are units that nobody brought in.
    sum(batch_count) > 0 as has_inflow,
    {%- for name in ['sellable', 'unfulfillable', 'inspection', 'on_hand', 'uncosted'] %}
    cast(sum({{ name }}_qty) as bigint) as {{ name }}_qty,
    {%- endfor %}
    {%- for first, last, _ in stock_ages() %}
    cast(sum(age_{{ first }}_qty) as bigint) as age_{{ first }}_qty,
    {%- endfor %}
    case when count(distinct currency) > 1 then max(reporting_currency) else max(currency) end as currency,
    {%- for part in parts %}
    -- Batches bought in several currencies have no sum but in the reporting currency.
    cast(case when count(distinct currency) > 1 then sum({{ part }}_amount_base) else sum({{ part }}_amount) end
        as decimal(18, 4)) as {{ part }}_amount,
    cast(case when count(distinct currency) = count(distinct case when {{ part }}_amount_base is not null then currency end)
        then sum({{ part }}_amount_base) end as decimal(18, 4)) as {{ part }}_amount_base{{ ',' if not loop.last }}
    {%- endfor %}
from converted
group by sku, location
