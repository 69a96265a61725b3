-- The documents of all sources but Amazon's, as their lines have them: payouts, and statements by month.
with lines as (
    select * from {{ ref('int_document_lines') }}
    where document_type not in ('amazon_settlement', 'amazon_date_range')
),

files as (
    select
        document_id,
        document_type,
        content_hash,
        max(store_id) as store_id,
        max(currency) as currency,
        max(raw_file) as raw_file,
        sum(amount) as lines_total_amount,
        {#- Which of the file's lines count, in little: how many, where they stand, and what they come to. An account's
            opening follows from other lines than its own. #}
        {{ rows_version() }} || ':' || cast(cast(sum(amount) as decimal(18, 4)) as {{ dbt.type_string() }}) as lines_version
    from lines
    group by document_id, document_type, content_hash
)

select
    document_id,
    document_type,
    max(store_id) as store_id,
    max(currency) as currency,
    max(content_hash) as content_hash,
    max(raw_file) as raw_file,
    {{ joined_text("lines_version") }} as content_version,
    cast(sum(lines_total_amount) as decimal(18, 4)) as lines_total_amount
from files
group by document_id, document_type
