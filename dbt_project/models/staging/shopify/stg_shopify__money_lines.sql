with lines as (
    select
        'shopify_orders:' || store_id || ':' || currency || ':' || {{ calendar_month('posted_at') }} as document_id,
        'shopify_orders' as document_type, store_id, 'SHOPIFY_ORDER' as format, order_id, order_item_id, sku,
        'Order' as transaction_type, amount_type, '' as amount_description, component, amount, currency, quantity,
        'order_receivables' as wallet_account, posted_at, raw_file, raw_line, content_hash
    from {{ ref('stg_shopify__order_components') }}
    union all
    select
        'shopify_orders:' || store_id || ':' || currency || ':' || {{ calendar_month('refunded_at') }} as document_id,
        'shopify_orders' as document_type, store_id, 'SHOPIFY_ORDER' as format, order_id, order_item_id, sku,
        'Refund' as transaction_type, amount_type, '' as amount_description, component, amount, currency,
        cast(null as integer) as quantity,
        'order_receivables' as wallet_account, refunded_at, raw_file, raw_line, content_hash
    from {{ ref('stg_shopify__refund_components') }}
    union all
    select
        document_id, document_type, store_id, 'SHOPIFY_PAYMENTS' as format, order_id,
        cast(null as {{ dbt.type_string() }}) as order_item_id, cast(null as {{ dbt.type_string() }}) as sku,
        transaction_type, amount_type, amount_description, component, amount, currency,
        cast(null as integer) as quantity,
        'shopify_wallet' as wallet_account, posted_at, raw_file, raw_line, content_hash
    from {{ ref('stg_shopify__payment_components') }}
)

select
    document_id,
    document_type,
    store_id,
    format,
    order_id,
    order_item_id,
    sku,
    'Shopify' as marketplace,
    transaction_type,
    amount_type,
    amount_description,
    component,
    row_number() over (partition by store_id, content_hash, raw_line order by component) = 1 as is_first_of_line,
    amount,
    currency,
    quantity,
    wallet_account,
    posted_at,
    raw_file,
    raw_line,
    content_hash
from lines
