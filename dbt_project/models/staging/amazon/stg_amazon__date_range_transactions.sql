with transactions as (
    select * from {{ source('raw', 'amazon_date_range_transactions') }}
),

type_words as (
    select {{ matching_key('word') }} as word_key, max(meaning) as meaning
    from {{ ref('amazon_date_range_types') }}
    where word_kind = 'transaction_type'
    group by 1
),

status_words as (
    select distinct {{ matching_key('word') }} as word_key
    from {{ ref('amazon_date_range_types') }}
    where word_kind = 'transaction_status'
),

marketplaces as (
    select * from {{ ref('marketplaces') }}
)

select
    transactions.settlement_id,
    transactions.store_id,
    transactions.order_id,
    transactions.sku,
    coalesce(marketplaces.marketplace, transactions.marketplace) as marketplace,
    coalesce(type_words.meaning, transactions.transaction_type, '') as transaction_type,
    transactions.description,
    transactions.quantity,
    coalesce(transactions.currency, marketplaces.currency) as currency,
    {% for column in date_range_columns() -%}
    coalesce(transactions.{{ column }}, 0) as {{ column }},
    {% endfor -%}
    transactions.total_amount,
    status_words.word_key is not null as is_deferred,
    transactions.transaction_at,
    cast(transactions.transaction_at as date) as transaction_date,
    transactions.raw_file,
    transactions.raw_line,
    transactions.content_hash,
    transactions.load_id
from transactions
left join type_words on type_words.word_key = {{ matching_key('transactions.transaction_type') }}
left join status_words on status_words.word_key = {{ matching_key('transactions.transaction_status') }}
left join marketplaces on lower(marketplaces.marketplace) = lower(transactions.marketplace)
