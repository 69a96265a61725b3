{%- set text = dbt.type_string() -%}
-- What a gap that was written off takes off the account on which it stood, and what it gives back once that is decided
-- otherwise. Both are dated when they were decided, or, where that month was closed by then, into the next one.
{%- set next = 'partition by gap_id order by state_id' %}
with states as (
    select
        *,
        lead(set_at) over ({{ next }}) as next_set_at,
        lead(raw_line) over ({{ next }}) as next_raw_line,
        lead(content_hash) over ({{ next }}) as next_content_hash,
        coalesce(lead(write_off_amount) over ({{ next }}), 0) = 0 as is_given_back_alone
    from {{ source('raw', 'backoffice_gap_states') }}
),

decided as (
    select
        state_id, gap_id, store_id, currency, write_off_account, '' as amount_description, true as is_first_of_line,
        -write_off_amount as amount, set_at as decided_at, raw_file, raw_line, content_hash
    from states
    where write_off_amount <> 0

    union all

    select
        state_id, gap_id, store_id, currency, write_off_account, 'taken back' as amount_description, is_given_back_alone,
        write_off_amount as amount, next_set_at as decided_at, raw_file, next_raw_line, next_content_hash
    from states
    where write_off_amount <> 0 and next_set_at is not null
),

dated as (
    select
        decided.*,
        coalesce(stores.timezone, 'UTC') as timezone,
        {{ local_date('decided.decided_at', "coalesce(stores.timezone, 'UTC')") }} as decided_date
    from decided
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = decided.store_id
)

select
    'write_off:' || dated.state_id as document_id,
    'write_off' as document_type,
    dated.store_id,
    'WRITE_OFF' as format,
    cast(null as {{ text }}) as order_id,
    cast(null as {{ text }}) as order_item_id,
    cast(null as {{ text }}) as sku,
    cast(null as {{ text }}) as marketplace,
    substr(dated.gap_id, 1, instr(dated.gap_id, ':') - 1) as transaction_type,
    'write_off' as amount_type,
    dated.amount_description,
    case when dated.amount_description = '' then 'write_off' else 'taken_back' end as component,
    dated.is_first_of_line,
    cast(dated.amount as decimal(18, 4)) as amount,
    dated.currency,
    cast(null as integer) as quantity,
    dated.write_off_account as wallet_account,
    case
        when cast(closed.value as {{ moment_type() }}) < dated.decided_at
            then {{ local_noon(first_of_month(days_after(first_of_month('dated.decided_date'), 31)), 'dated.timezone') }}
        else dated.decided_at
    end as posted_at,
    dated.raw_file,
    dated.raw_line,
    dated.content_hash
from dated
left join {{ ref('stg_backoffice__settings') }} as closed
    on closed.name = concat('closed_month:', dated.store_id, ':', substr(cast(dated.decided_date as {{ text }}), 1, 7))
