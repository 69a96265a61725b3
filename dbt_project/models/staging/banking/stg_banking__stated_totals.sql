-- Balances that a statement states count before those that its lines carry.
with stated as (
    select * from {{ ref('stg_banking__statement_totals') }}
),

running as (
    select * from {{ ref('stg_banking__running_totals') }}
),

lines as (
    select * from {{ ref('stg_banking__statement_lines') }}
),

totals as (
    select * from stated

    union all

    select running.*
    from running
    left join stated on stated.document_id = running.document_id
    where stated.document_id is null
),

formats as (
    select
        document_id,
        min(case wallet_account when 'bank' then 'BANK' else 'WALLET' end) as format
    from lines
    group by 1
)

select
    totals.document_id,
    'statement' as document_type,
    totals.store_id,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    totals.currency,
    totals.stated_total_amount,
    totals.closing_amount,
    totals.period_start_at,
    totals.period_end_at,
    cast(null as {{ moment_type() }}) as deposit_at,
    coalesce(formats.format, 'BANK') as format,
    totals.raw_file,
    totals.raw_line,
    totals.content_hash
from totals
left join formats on formats.document_id = totals.document_id
