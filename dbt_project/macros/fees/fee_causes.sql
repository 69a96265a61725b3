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

-- What else accounts for what was charged: the rate of another category, or the handling fee of another product.
explained as (
    select distinct {{ prefixed('spans', same_sku) }}, 'wrong_category' as cause
    from spans
    inner join {{ ref('referral_fee_rates') }} as rates
        on
            lower(rates.marketplace) = lower(spans.marketplace)
            and rates.currency = spans.currency
            and spans.sku_since >= rates.valid_from_date
            and (rates.valid_until_date is null or spans.sku_since < rates.valid_until_date)
            and spans.base_amount > rates.above_price * spans.units_qty
            and (rates.up_to_price is null or spans.base_amount <= rates.up_to_price * spans.units_qty)
    where
        spans.fee_kind = 'referral'
        and abs(
            spans.charged_amount
            - {{ converted(fee_of('spans.base_amount', 'spans.units_qty', 'rates'), 'spans.with_tax') }}
        ) <= spans.tolerance_amount

    union all

    select distinct {{ prefixed('spans', same_sku) }}, 'wrong_dimensions' as cause
    from spans
    inner join (
        select distinct store_id, marketplace, currency, fixed_amount
        from {{ ref('int_fee_expectations') }}
        where fee_kind = 'fulfilment'
    ) as others
        on
            others.store_id = spans.store_id
            and lower(others.marketplace) = lower(spans.marketplace)
            and others.currency = spans.currency
    where
        spans.fee_kind = 'fulfilment'
        and abs(spans.charged_amount - others.fixed_amount * spans.units_qty) <= spans.tolerance_amount
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
    end as cause
from spans
cross join thresholds
left join explained on {{ same_in('explained', 'spans', same_sku) }}
where spans.item_count > 0
{%- endmacro %}
