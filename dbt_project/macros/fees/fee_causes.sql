{#- Why a SKU's fee is too high, where something tells: from the first day on that it is, all its charges together. -#}
{% macro fee_causes(judged) -%}
{%- set same_sku = 'store_id, marketplace, fee_kind, currency, sku' %}
{%- set sums = {
    'item_count': 'bigint', 'units_qty': 'bigint', 'base_amount': 'decimal(18, 4)', 'expected_amount': 'decimal(18, 4)',
    'charged_amount': 'decimal(18, 4)', 'gap_amount': 'decimal(18, 4)', 'tolerance_amount': 'decimal(18, 4)'
} %}
with thresholds as (
    {{ fee_thresholds(['common_pct']) }}
),

days as (
    select
        {{ same_sku }}, booked_date, verdict, expected_from, with_tax,
        {%- for name, type in sums.items() %}
        cast(sum({{ name }}) as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ judged }}
    where known_cause is null
    group by {{ same_sku }}, booked_date, verdict, expected_from, with_tax
),

since as (
    select
        *,
        case when verdict = 'charged_too_much' then item_count else 0 end as too_many,
        min(case when verdict = 'charged_too_much' then booked_date end) over (partition by {{ same_sku }}) as sku_since,
        min(case when verdict = 'charged_too_much' then booked_date end) over (
            partition by store_id, marketplace, fee_kind, currency
        ) as all_since
    from days
),

-- How many of the charges are too high from the first such day on: of the SKU, and of everything in the place.
spans as (
    select
        {{ same_sku }}, min(sku_since) as sku_since, max(with_tax) as with_tax,
        sum(case when booked_date >= sku_since then item_count end) as sku_items,
        sum(sum(case when booked_date >= all_since then item_count end)) over place as all_items,
        sum(sum(too_many)) over place as all_too_many,
        sum(case when sum(too_many) > 0 then 1 else 0 end) over place as skus_too_many,
        {%- for name, type in sums.items() %}
        cast(sum(case when verdict = 'charged_too_much' then {{ name }} end) as {{ type }}) as {{ name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from since
    group by {{ same_sku }}
    window place as (partition by store_id, marketplace, fee_kind, currency)
),

wrong_days as (
    select
        {{ same_sku }}, booked_date, max(with_tax) as with_tax,
        count(*) over (partition by {{ same_sku }}) as day_count,
        {%- for name, type in sums.items() %}
        cast(sum({{ name }}) as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from days
    where verdict = 'charged_too_much'
    group by {{ same_sku }}, booked_date
),

-- What else accounts for what was charged in a day.
accounted as (
    {{ other_fees_that_fit('wrong_days', same_sku) }}
),

explained as (
    select {{ same_sku }}, cause, max(charged_as) as charged_as
    from accounted
    group by {{ same_sku }}, cause
    having count(distinct booked_date) = max(day_count)
)

select
    {{ prefixed('spans', same_sku) }},
    case
        when spans.fee_kind <> 'payment' and spans.skus_too_many >= 3
            and spans.all_too_many >= thresholds.common_pct * spans.all_items then 'rate_changed'
        when explained.cause is not null then explained.cause
        when spans.item_count < 3 or spans.item_count < thresholds.common_pct * spans.sku_items then 'unknown'
        when spans.fee_kind = 'fulfilment' then 'wrong_dimensions'
        when spans.fee_kind = 'payment' then 'rate_changed'
        else 'unknown'
    end as cause,
    explained.charged_as
from spans
cross join thresholds
left join explained on {{ same_in('explained', 'spans', same_sku) }}
where spans.item_count > 0
{%- endmacro %}
