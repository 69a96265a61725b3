{#- A balance counts as stated for a document only where all the document's lines lie in the time that it covers, and
    footers only where they add up in themselves. -#}
{%- set columns = [
    'document_id', 'store_id', 'currency', 'opening_amount', 'closing_amount', 'covered_from_at', 'covered_until_at',
    'row_count', 'raw_file', 'raw_line', 'content_hash', 'load_id'
] -%}
with documents as (
    select document_id, min(posted_at) as first_posted_at, max(posted_at) as last_posted_at
    from {{ ref('stg_paypal__money_lines') }}
    group by 1
),

balances as (
    select {{ columns | join(', ') }}, elsewhere_amount, 1 as source_place
    from {{ ref('stg_paypal__footer_balances') }}
    where adds_up
    union all
    select {{ columns | join(', ') }}, 0 as elsewhere_amount, 2 as source_place
    from {{ ref('stg_paypal__activity_balances') }}
),

ranked as (
    select
        balances.*,
        row_number() over (
            partition by balances.document_id
            order by balances.source_place, balances.row_count desc, balances.load_id desc, balances.content_hash
        ) as preference
    from balances
    inner join documents
        on
            documents.document_id = balances.document_id
            and documents.first_posted_at >= balances.covered_from_at
            and documents.last_posted_at <= balances.covered_until_at
)

select
    document_id,
    'paypal_statement' as document_type,
    store_id,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    currency,
    cast(closing_amount - opening_amount - elsewhere_amount as decimal(18, 4)) as stated_total_amount,
    covered_from_at as period_start_at,
    covered_until_at as period_end_at,
    cast(null as {{ moment_type() }}) as deposit_at,
    'PAYPAL' as format,
    raw_file,
    raw_line,
    content_hash
from ranked
where preference = 1
