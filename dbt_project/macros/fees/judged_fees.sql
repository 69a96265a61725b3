{#- Each fee of which something says what it should be, beside what was charged; the seller's own preview before the
    schedule. -#}
{% macro judged_fees() -%}
with expected as (
    select * from {{ ref('int_fee_expectations') }}
),

previewed as (
    select * from expected where expected_from = 'fee_preview'
),

thresholds as (
    {{ fee_thresholds(['tolerance_amount', 'tolerance_pct', 'claim_days']) }}
),

compared as (
    select
        charges.*,
        expected.expected_from,
        expected.with_tax,
        case when expected.fees_on_tax then charges.gross_amount else charges.net_amount end as base_amount,
        expected.fixed_amount, expected.rate_pct, expected.counted_above_price, expected.minimum_amount, expected.rule
    from ({{ charged_fees() }}) as charges
    inner join expected on {{ fee_holds('expected', 'charges') }}
    left join previewed on expected.expected_from in ('schedule', 'size_tier') and {{ fee_holds('previewed', 'charges') }}
    where previewed.sku is null
),

-- A rebate may be taken off before the fee or not: a fee between the two is as expected.
priced as (
    select
        *,
        {{ fee_of('base_amount', 'units_qty', 'compared') }} as highest_amount,
        {{ fee_of('(base_amount + rebate_amount)', 'units_qty', 'compared') }} as lowest_amount
    from compared
),

clamped as (
    select
        *,
        cast(least(greatest(charged_amount, lowest_amount), highest_amount) as decimal(18, 4)) as expected_amount
    from priced
),

tolerated as (
    select
        clamped.*,
        cast(clamped.charged_amount - clamped.expected_amount as decimal(18, 4)) as gap_amount,
        cast(greatest(
            thresholds.tolerance_amount * clamped.units_qty,
            cast(clamped.expected_amount * thresholds.tolerance_pct as decimal(18, 4))
        ) as decimal(18, 4)) as tolerance_amount,
        {{ days_after('clamped.booked_date', 'thresholds.claim_days') }} as claim_until_date
    from clamped
    cross join thresholds
)

select
    store_id,
    marketplace,
    document_id,
    order_id,
    order_item_id,
    sku,
    fee_kind,
    expected_from,
    booked_date,
    1 as item_count,
    units_qty,
    cast(base_amount as decimal(18, 4)) as base_amount,
    expected_amount,
    cast(charged_amount as decimal(18, 4)) as charged_amount,
    gap_amount,
    tolerance_amount,
    currency,
    with_tax,
    {{ fee_verdict('gap_amount', 'tolerance_amount') }} as verdict,
    claim_until_date,
    raw_file,
    raw_line,
    content_hash,
    rule,
    cast(null as {{ dbt.type_string() }}) as known_cause
from tolerated
{%- endmacro %}

{#- Whether a charge is too high, too low or as it should be. -#}
{% macro fee_verdict(gap, tolerance) -%}
    case
        when {{ gap }} > {{ tolerance }} then 'charged_too_much'
        when {{ gap }} < -{{ tolerance }} then 'charged_too_little'
        else 'as_expected'
    end
{%- endmacro %}
