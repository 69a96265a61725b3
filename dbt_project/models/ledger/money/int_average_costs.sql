{%- set sums = [] %}
{%- for part in landed_parts() %}{% do sums.extend([part ~ '_amount', part ~ '_amount_base']) %}{% endfor %}
{%- set pool = 'sku, legal_entity, currency' %}
-- What units cost that leave a pool or come back to it: their share of what it is worth, so that what leaves and what stays
-- is what came in, to the last digit. Each span of a pool is a step for what it takes in and one for all that leaves it.
with units as (
    select * from {{ ref('int_pooled_units') }}
),

steps as (
    select
        {{ pool }},
        span,
        kind,
        priced_span,
        row_number() over of_pool as step,
        cast(sum(pool_qty) as bigint) as quantity,
        cast(sum(sum(pool_qty)) over of_pool as bigint) as left_qty,
        {%- for sum in sums %}
        cast(case when count({{ sum }}) = count(*) then sum(
            case when pool_qty > 0 then {{ sum }} when pool_qty < 0 then -{{ sum }} else 0 end
        ) end as decimal(18, 4)) as {{ sum }}{{ ',' if not loop.last }}
        {%- endfor %}
    from units
    where kind = 2 or pool_qty <> 0
    group by {{ pool }}, span, kind, priced_span
    window of_pool as (
        partition by {{ pool }} order by span, kind, priced_span rows between unbounded preceding and current row
    )
),

-- The average that units leave at is that of the last step before them after which there were any.
sourced as (
    select
        *,
        {{ last_known('case when left_qty > 0 then step end', 'earlier') }} as source,
        {{ last_known('case when left_qty > 0 then left_qty end', 'earlier') }} as source_qty
    from steps
    window earlier as (partition by {{ pool }} order by step rows between unbounded preceding and 1 preceding)
),

sources as (
    select {{ pool }}, span, source, source_qty
    from sourced
    where kind = 2
),

folded as (
    select
        sourced.sku,
        sourced.legal_entity,
        sourced.currency,
        {%- for sum in sums %}
        {{ folded_amounts(
            'sourced.step', 'sourced.' ~ sum, 'sourced.quantity', 'sourced.left_qty',
            'case when sourced.kind > 0 then sources.source end', 'sources.source_qty'
        ) }} as {{ sum }}s{{ ',' if not loop.last }}
        {%- endfor %}
    from sourced
    left join sources
        on
            sources.sku = sourced.sku
            and sources.legal_entity = sourced.legal_entity
            and sources.currency = sourced.currency
            and sources.span = sourced.priced_span
    group by sourced.sku, sourced.legal_entity, sourced.currency
),

-- What leaves a span takes its units in turn; what only passes by is of none.
placed as (
    select
        units.*,
        sources.source,
        sources.source_qty,
        {%- for sum in sums %}
        {{ nth_of('folded.' ~ sum ~ 's', 'sources.source + 1') }} as pool_{{ sum }},
        {%- endfor %}
        case when units.pool_qty = 0 then 0 else cast(sum(units.pool_qty) over (
            partition by units.sku, units.legal_entity, units.currency, units.span, units.kind, units.priced_span
            order by units.moved_date, units.movement_id, units.units_before
            rows between unbounded preceding and current row
        ) as bigint) - units.pool_qty end as qty_before,
        case when units.pool_qty = 0 then units.moved_qty else units.pool_qty end as taken_qty
    from units
    inner join sources
        on
            sources.sku = units.sku
            and sources.legal_entity = units.legal_entity
            and sources.currency = units.currency
            and sources.span = units.priced_span
    inner join folded
        on
            folded.sku = units.sku
            and folded.legal_entity = units.legal_entity
            and folded.currency = units.currency
    where units.kind > 0
)

select
    movement_id,
    units_before,
    currency,
    {%- for sum in sums %}
    case
        when source is null then {{ sum }}
        else cast(abs({{ share_of_amount('pool_' ~ sum, 'source_qty', 'qty_before', 'taken_qty') }}) as decimal(18, 4))
    end as {{ sum }},
    {%- endfor %}
    {{ quotient('pool_landed_amount_base', 'nullif(pool_landed_amount, 0)') }} as fx_rate
from placed
