{#- Files with event codes are matched by transaction id, currency and code. Activity downloads without codes are matched
    with them by transaction id, currency and direction: their types are words in the user's language. -#}
{%- set one_event = ['store_id', 'transaction_id', 'currency', 'event_code'] -%}
{%- set one_movement = ['store_id', 'transaction_id', 'currency', 'is_credit'] -%}
{%- set columns = [
    'store_id', 'account_id', 'transaction_id', 'event_code', 'transaction_type', 'status', 'is_balance_affecting',
    'currency', 'gross_amount', 'fee_currency', 'fee_amount', 'reference_id', 'invoice_id', 'completed_at',
    'source_format', 'raw_file', 'raw_line', 'content_hash', 'load_id'
] -%}
with coded_rows as (
    select *, event_code as transaction_type
    from {{ ref('stg_paypal__coded_rows') }}
),

uncoded_rows as (
    select
        *,
        cast(null as {{ dbt.type_string() }}) as account_id,
        currency as fee_currency,
        'ACTIVITY' as source_format,
        gross_amount >= 0 as is_credit
    from {{ ref('stg_paypal__activity_rows') }}
    where event_code is null
),

-- Of files of one format the newest counts, and of rows that it repeats word for word, one.
newest_coded as (
    select
        *,
        {{ file_rank(one_event + ['source_format'], 'load_id') }} as file_rank,
        row_number() over (
            partition by {{ (one_event + ['content_hash', 'gross_amount', 'fee_amount', 'completed_at']) | join(', ') }}
            order by raw_line
        ) as repetition
    from coded_rows
),

newest_uncoded as (
    select
        *,
        {{ file_rank(one_movement, 'load_id') }} as file_rank,
        row_number() over (
            partition by {{ (one_movement + ['content_hash', 'transaction_type', 'gross_amount', 'fee_amount']) | join(', ') }}
            order by raw_line
        ) as repetition
    from uncoded_rows
),

-- A format that saw the money move wins over one that saw the same event before it did.
best_coded as (
    select
        *,
        rank() over (
            partition by {{ one_event | join(', ') }}
            order by case when is_balance_affecting then 0 else 1 end, source_place
        ) as format_rank
    from newest_coded
    where file_rank = 1 and repetition = 1
),

movements_coded as (
    select {{ one_movement | join(', ') }}, max(case when is_balance_affecting then 1 else 0 end) as has_moved
    from best_coded
    where format_rank = 1
    group by {{ one_movement | join(', ') }}
),

movements_uncoded as (
    select {{ one_movement | join(', ') }}, max(case when is_balance_affecting then 1 else 0 end) as has_moved
    from newest_uncoded
    where file_rank = 1
    group by {{ one_movement | join(', ') }}
),

chosen as (
    select {% for column in columns %}events.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
    from best_coded as events
    left join movements_uncoded as others
        on {% for column in one_movement %}others.{{ column }} = events.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
    where events.format_rank = 1 and (events.is_balance_affecting or coalesce(others.has_moved, 0) = 0)

    union all

    select {% for column in columns %}events.{{ column }}{{ ', ' if not loop.last }}{% endfor %}
    from newest_uncoded as events
    left join movements_coded as others
        on {% for column in one_movement %}others.{{ column }} = events.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
    where
        events.file_rank = 1
        and events.repetition = 1
        and (others.has_moved is null or (events.is_balance_affecting and others.has_moved = 0))
)

select
    *,
    case when fee_currency = currency or fee_amount = 0 then gross_amount + fee_amount end as net_amount
from chosen
