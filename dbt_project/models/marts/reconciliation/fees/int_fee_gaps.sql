{{ config(materialized='view', schema='intermediate', contract={'enforced': false}) }}
{%- set text = dbt.type_string() %}
-- Fees charged too high, one gap a SKU and cause; and what carriers billed too much or what is on no batch yet.
with fees as (
    select
        *,
        'fee_overcharged:' || store_id || ':' || coalesce(sku, '') || ':' || fee_kind || ':' || cause || ':' || currency as gap_id,
        row_number() over (
            partition by store_id, sku, fee_kind, cause, currency order by booked_date, raw_file, raw_line, content_hash
        ) as place
    from {{ ref('fees') }}
    where verdict = 'charged_too_much'
),

sums as (
    select
        fees.gap_id,
        count(distinct fees.order_id) as order_count,
        cast(sum(fees.gap_amount) as decimal(18, 2)) as amount,
        cast(sum(fees.charged_amount) as decimal(18, 2)) as charged,
        cast(sum(fees.expected_amount) as decimal(18, 2)) as expected,
        cast(min(fees.booked_date) as {{ text }}) as first_date,
        cast(max(fees.booked_date) as {{ text }}) as last_date,
        -- The next claim that runs out; once none is left, the one that ran out last.
        coalesce(
            min(case when fees.claim_until_date >= reporting.as_of_date then fees.claim_until_date end),
            max(fees.claim_until_date)
        ) as deadline_date,
        cast(coalesce(sum(case when fees.claim_until_date >= reporting.as_of_date then fees.gap_amount end), 0)
            as decimal(18, 2)) as claimable
    from fees
    cross join {{ ref('int_reporting_date') }} as reporting
    group by fees.gap_id
),

freight as (
    select
        *,
        case finding
            when 'without_parcel' then 'freight_without_parcel'
            when 'billed_twice' then 'freight_billed_twice'
            when 'overweight' then 'freight_overweight'
            when 'above_rate' then 'freight_above_rate'
        end as kind,
        coalesce(tracking_number, shipment_id) as charged_key
    from {{ ref('logistics') }}

    union all

    select *, 'freight_not_on_batch' as kind, shipment_id as charged_key
    from {{ ref('logistics') }}
    where not is_on_batch and finding in ('as_expected', 'not_judged', 'overweight', 'above_rate')
),

freight_sums as (
    select
        *,
        sum(case when kind = 'freight_not_on_batch' then charge_amount else gap_amount end) over same_charge as amount,
        row_number() over (
            partition by kind, store_id, document_id, charged_key, currency order by raw_file, raw_line, charge_id
        ) as place
    from freight
    where kind is not null
    window same_charge as (partition by kind, store_id, document_id, charged_key, currency)
),

freight_told as (
    select
        freight_sums.*,
        cast(cast(amount as decimal(18, 2)) as {{ text }}) as money,
        cast(cast(weighed_kg as decimal(18, 2)) as {{ text }}) as weighed,
        cast(cast(expected_kg as decimal(18, 2)) as {{ text }}) as allowed
    from freight_sums
    where place = 1
)

select
    fees.gap_id,
    'fee_overcharged' as kind,
    fees.store_id,
    cast(null as {{ text }}) as document_id,
    case when sums.order_count = 1 then fees.order_id end as order_id,
    fees.sku,
    cast(sums.amount as decimal(18, 4)) as amount,
    fees.currency,
    fees.booked_date as opened_date,
    sums.deadline_date,
    case when fees.cause = 'rate_changed' and fees.fee_kind <> 'payment' then 'explained' else 'open' end as status,
    {{ fee_gap_text('en') }} as detail_en,
    {{ fee_gap_text('zh') }} as detail_zh,
    fees.raw_file,
    fees.raw_line,
    fees.content_hash
from fees
inner join sums on sums.gap_id = fees.gap_id
where fees.place = 1

union all

select
    kind || ':' || document_id || ':' || charged_key || ':' || currency as gap_id,
    kind,
    store_id,
    document_id,
    order_id,
    cast(null as {{ text }}) as sku,
    cast(amount as decimal(18, 4)) as amount,
    currency,
    invoiced_date as opened_date,
    cast(null as date) as deadline_date,
    'open' as status,
    {{ freight_gap_text('en') }} as detail_en,
    {{ freight_gap_text('zh') }} as detail_zh,
    raw_file,
    raw_line,
    content_hash
from freight_told
