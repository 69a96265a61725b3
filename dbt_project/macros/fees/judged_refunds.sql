{#- What Amazon keeps of the referral fee of each refunded order item beside what it may keep: it gives the fee of what was
    refunded back, less a share that has a limit. Same columns as judged_fees. -#}
{% macro judged_refunds() -%}
{%- set item = ['store_id', 'order_id', 'order_item_id', 'sku', 'currency'] -%}
{%- set text = dbt.type_string() -%}
with places as (
    {{ fee_places() }}
),

thresholds as (
    {{ fee_thresholds(['tolerance_amount', 'tolerance_pct', 'claim_days']) }}
),

rates as (
    select
        rates.*, places.store_id, places.with_tax,
        lead(rates.valid_from_date) over (
            partition by places.store_id, rates.marketplace order by rates.valid_from_date
        ) as valid_until_date
    from {{ ref('refund_fee_rates') }} as rates
    inner join places on places.marketplace = rates.marketplace
),

{{ refunds_and_sales('rates', item) }},

shared as (
    select
        refunds.*,
        coalesce(sales.referral_amount > 0 and sales.product_amount > 0, false) as has_sale,
        greatest(coalesce(sales.units_qty, 1), 1) as units_qty,
        sales.referral_amount,
        least(cast({{ quotient('refunds.product_amount', 'nullif(sales.product_amount, 0)') }} as decimal(18, 8)), 1) as product_share,
        least(cast({{ quotient(
            'refunds.product_amount + refunds.delivery_amount * sales.counts_delivery',
            'nullif(sales.product_amount + sales.delivery_amount * sales.counts_delivery, 0)'
        ) }} as decimal(18, 8)), 1) as all_share
    from refunds
    left join sales
        on
            sales.store_id = refunds.store_id and sales.order_id = refunds.order_id and sales.currency = refunds.currency
            and coalesce(sales.order_item_id, '') = coalesce(refunds.order_item_id, '')
            and coalesce(sales.sku, '') = coalesce(refunds.sku, '')
),

-- Where the seller ships, the fee may be on delivery and wrapping or not: what is given back between the two is as it should be.
based as (
    select
        *,
        cast(case
            when not has_sale then given_back_amount
            else greatest(
                {{ converted('referral_amount', 'least(product_share, all_share)') }},
                least({{ converted('referral_amount', 'greatest(product_share, all_share)') }}, given_back_amount)
            )
        end as decimal(18, 4)) as base_amount
    from shared
    where administration_amount <> 0 or (has_sale and product_amount > 0)
),

kept as (
    select
        based.*, rates.with_tax, thresholds.claim_days,
        cast(least(
            {{ converted('based.base_amount', 'rates.kept_pct') }},
            coalesce({{ converted('rates.kept_at_most_amount', 'rates.with_tax') }}, based.base_amount)
        ) as decimal(18, 4)) as expected_amount,
        cast(based.base_amount - based.given_back_amount + based.administration_amount as decimal(18, 4)) as charged_amount,
        cast(greatest(
            thresholds.tolerance_amount * based.units_qty,
            cast(based.base_amount * thresholds.tolerance_pct as decimal(18, 4))
        ) as decimal(18, 4)) as tolerance_amount,
        'Refund administration: ' || cast(cast(rates.kept_pct * 100 as decimal(9, 2)) as {{ text }}) || ' % of the referral fee'
        || coalesce(', at most ' || cast(cast(rates.kept_at_most_amount as decimal(18, 2)) as {{ text }}), '') as rule
    from based
    cross join thresholds
    inner join rates
        on
            rates.store_id = based.store_id
            and lower(rates.marketplace) = lower(based.marketplace)
            and rates.currency = based.currency
            and based.booked_date >= rates.valid_from_date
            and (rates.valid_until_date is null or based.booked_date < rates.valid_until_date)
    where based.base_amount > 0
)

select
    store_id, marketplace, document_id, order_id, order_item_id, sku,
    'refund_administration' as fee_kind, 'schedule' as expected_from, booked_date, 1 as item_count,
    cast(units_qty as integer) as units_qty, base_amount, expected_amount, charged_amount,
    cast(charged_amount - expected_amount as decimal(18, 4)) as gap_amount, tolerance_amount, currency, with_tax,
    {{ fee_verdict('charged_amount - expected_amount', 'tolerance_amount') }} as verdict,
    {{ days_after('booked_date', 'claim_days') }} as claim_until_date, raw_file, raw_line, content_hash, rule,
    case
        when base_amount - given_back_amount > tolerance_amount then 'referral_fee_not_given_back'
        else 'administration_fee_too_high'
    end as known_cause
from kept
{%- endmacro %}
