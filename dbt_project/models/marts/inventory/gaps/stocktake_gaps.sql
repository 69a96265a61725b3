with parts as (
    select *, {{ stock_gap_id('told_by') }} as gap_id from {{ ref('int_gap_parts') }}
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

claim_windows as (
    select closes_after_days, valid_from_date, lead(valid_from_date) over (order by valid_from_date) as valid_until_date
    from {{ ref('claim_windows') }}
    where claim_kind = 'lost'
),

approved as (
    {{ approved_stock_gaps() }}
),

told as (
    select
        parts.*,
        abs(parts.gap_qty) as units,
        coalesce('; ' || parts.candidate_documents, '') as documents,
        coalesce(parts.batch_id, '?') as batch,
        batches.unit_cost_amount,
        batches.currency,
        {{ cost_of_units('batches.unit_cost_amount', 'parts.gap_qty') }} as value_amount,
        case
            when batches.currency = settings.reporting_currency then cast(1 as decimal(18, 8)) else rates.fx_rate
        end as fx_rate,
        case when approved.document_id is not null then 'approved' else 'open' end as status,
        case
            when parts.kind = 'fba_ledger' and parts.cause = 'lost' then
                {{ days_after('parts.counted_date', 'claim_windows.closes_after_days') }}
        end as claim_until_date
    from parts
    cross join settings
    left join {{ ref('batches') }} as batches on batches.sku = parts.sku and batches.batch_id = parts.batch_id
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = batches.currency and rates.rate_date = parts.counted_date
    left join claim_windows
        on
            parts.counted_date >= claim_windows.valid_from_date
            and parts.counted_date < coalesce(claim_windows.valid_until_date, date '9999-12-31')
    left join approved on approved.document_id = 'stocktake:' || parts.gap_id
    -- Of what is counted again the last count tells.
    where not parts.is_superseded or approved.document_id is not null
)

select
    gap_id,
    kind,
    location,
    store_id,
    sku,
    batch_id,
    condition,
    counted_date,
    cast(ledger_qty as bigint) as ledger_qty,
    cast(counted_qty as bigint) as counted_qty,
    cast(first_counted_qty as bigint) as first_counted_qty,
    count_kind,
    counted_by,
    approved_by,
    cast(counted_gap_qty as bigint) as counted_gap_qty,
    cast(gap_qty as bigint) as gap_qty,
    cause,
    {% for language in ['en', 'zh'] -%}
    {{ gap_text(language) }} as detail_{{ language }},
    {% endfor -%}
    document_id,
    order_id,
    candidate_documents,
    unit_cost_amount,
    value_amount,
    currency,
    {{ converted('value_amount', 'fx_rate') }} as value_amount_base,
    claim_until_date,
    kind in ('stock_take', 'third_party', 'fba', 'transfer', 'fba_events') as is_adjustable,
    status,
    raw_file,
    raw_line,
    content_hash
from told
