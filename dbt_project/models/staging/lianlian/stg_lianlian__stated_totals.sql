with lines as (
    select
        'lianlian:' || store_id || '/' || account_id || ':' || currency || ':'
        || substr(cast(account_date as {{ dbt.type_string() }}), 1, 7) as document_id,
        store_id,
        account_id,
        currency,
        account_date as booked_date,
        transacted_at as posted_at,
        amount as effect_amount,
        balance_amount,
        raw_file,
        raw_line,
        content_hash
    from {{ ref('stg_lianlian__entries') }}
),

totals as (
    select * from (
        {{ running_totals('lines') }}
    ) as running
)

select
    document_id,
    'statement' as document_type,
    store_id,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    currency,
    stated_total_amount,
    period_start_at,
    period_end_at,
    cast(null as {{ moment_type() }}) as deposit_at,
    'LIANLIAN' as format,
    raw_file,
    raw_line,
    content_hash,
    closing_amount
from totals
