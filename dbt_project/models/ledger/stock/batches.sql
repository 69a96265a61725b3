{{ config(materialized='table', schema='ledger') }}
-- What a unit cost to land. A batch whose costs are all of one currency keeps it; others are in the reporting currency,
-- each cost at the rate of its day. A cost or a rate that is missing leaves the part and the whole empty.
{%- set parts = ['goods', 'freight', 'duty', 'other'] %}
with settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

received as (
    select
        units.sku,
        units.batch_id,
        max(units.store_id) as store_id,
        min(units.moved_date) as received_date,
        max(units.to_location) as location,
        max(case when units.from_location = 'supplier' then units.order_id end) as purchase_order_id,
        max(orders.supplier) as supplier,
        cast(sum(units.quantity) as bigint) as received_qty,
        min(units.document_id) as document_id,
        min(units.raw_file) as raw_file, min(units.raw_line) as raw_line, min(units.content_hash) as content_hash
    from {{ ref('int_traced_units') }} as units
    left join (
        select store_id, purchase_order_id, sku, max(supplier) as supplier
        from {{ ref('stg_purchasing__purchase_order_lines') }}
        group by store_id, purchase_order_id, sku
    ) as orders
        on
            orders.store_id = units.store_id
            and orders.purchase_order_id = units.order_id
            and orders.sku = units.sku
    where units.is_origin
    group by units.sku, units.batch_id
),

costs as (
    select
        costs.*,
        coalesce(
            case
                when
                    min(costs.currency) over (partition by costs.sku, costs.batch_id)
                    = max(costs.currency) over (partition by costs.sku, costs.batch_id)
                    then costs.currency
            end,
            settings.reporting_currency
        ) as batch_currency,
        settings.reporting_currency
    from {{ ref('int_batch_costs') }} as costs
    cross join settings
),

converted as (
    select
        costs.sku,
        costs.batch_id,
        costs.batch_currency,
        costs.part,
        {{ converted(
            'costs.amount',
            'case when costs.currency in (costs.batch_currency, costs.reporting_currency)'
            ~ ' then cast(1 as decimal(18, 8)) else rates.fx_rate end'
        ) }} as amount
    from costs
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = costs.currency and rates.rate_date = costs.cost_date
),

summed as (
    select
        sku,
        batch_id,
        max(batch_currency) as currency
        {%- for part in parts %},
        case when count(case when part = '{{ part }}' then 1 end) = count(case when part = '{{ part }}' then amount end)
            then coalesce(sum(case when part = '{{ part }}' then amount end), 0) end as {{ part }}_amount
        {%- endfor %}
    from converted
    group by sku, batch_id
),

-- What a unit costs is rounded once for all parts before and up to each, so that the parts add up to the whole.
up_to_each as (
    select
        received.*,
        summed.currency,
        {%- for part in parts %}
        summed.{{ part }}_amount,
        {%- set so_far = [] %}
        {%- for before in parts[:loop.index] %}{% do so_far.append('coalesce(summed.' ~ before ~ '_amount, 0)') %}{% endfor %}
        {{ per_unit('(' ~ so_far | join(' + ') ~ ')', 'received.received_qty') }} as up_to_{{ part }}_amount,
        {%- endfor %}
        cast(
            summed.goods_amount + summed.freight_amount + summed.duty_amount + summed.other_amount as decimal(18, 4)
        ) as landed_amount
    from received
    left join summed on summed.sku = received.sku and summed.batch_id = received.batch_id
)

select
    sku, batch_id, store_id, received_date, location, purchase_order_id, supplier, received_qty,
    case when landed_amount is not null then currency end as currency,
    {%- for part in parts %}
    cast(
        case when {{ part }}_amount is not null
            then up_to_{{ part }}_amount{{ ' - up_to_' ~ parts[loop.index0 - 1] ~ '_amount' if not loop.first }} end
        as decimal(18, 4)
    ) as unit_{{ part }}_amount,
    {%- endfor %}
    case when landed_amount is not null then up_to_other_amount end as unit_cost_amount,
    landed_amount,
    {%- for part in ['goods', 'freight', 'duty'] %}
    case when landed_amount is not null then cast({{ part }}_amount as decimal(18, 4)) end as landed_{{ part }}_amount,
    {%- endfor %}
    document_id,
    raw_file,
    raw_line,
    content_hash
from up_to_each
