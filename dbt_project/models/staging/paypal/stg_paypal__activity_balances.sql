with activity_rows as (
    select
        *,
        {{ paypal_document('store_id', 'currency', 'completed_at') }} as document_id
    from {{ ref('stg_paypal__activity_rows') }}
    where balance_amount is not null
),

placed as (
    select
        *,
        row_number() over (partition by document_id, content_hash order by balance_place) as from_start,
        row_number() over (partition by document_id, content_hash order by balance_place desc) as from_end
    from activity_rows
)

select
    document_id,
    store_id,
    currency,
    max(
        case
            when from_start = 1 and is_balance_affecting then balance_amount - net_amount
            when from_start = 1 then balance_amount
        end
    ) as opening_amount,
    max(case when from_end = 1 then balance_amount end) as closing_amount,
    min(completed_at) as covered_from_at,
    max(completed_at) as covered_until_at,
    count(*) as row_count,
    raw_file,
    max(case when from_end = 1 then raw_line end) as raw_line,
    content_hash,
    load_id
from placed
group by document_id, store_id, currency, raw_file, content_hash, load_id
