with pages as (
    select
        *,
        {{ shopify_id('order_id') }} as shopify_order_id,
        {{ file_rank(['store_id', shopify_id('order_id')], 'updated_at') }} as file_rank
    from {{ source('raw', 'shopify_orders') }}
),

exports as (
    select
        *,
        {{ shopify_id('order_id') }} as shopify_order_id,
        {{ file_rank(['store_id', 'coalesce(' ~ shopify_id('order_id') ~ ', name)'], 'reported_at') }} as file_rank
    from {{ source('raw', 'shopify_orders_export') }}
    where created_at is not null
),

page_orders as (
    select * from pages where file_rank = 1
),

-- A page knows more of an order than an export, and test orders only a page can tell.
export_orders as (
    select exports.*
    from exports
    left join page_orders
        on
            page_orders.store_id = exports.store_id
            and (
                page_orders.shopify_order_id = exports.shopify_order_id
                or (exports.shopify_order_id is null and page_orders.name = exports.name)
            )
    where exports.file_rank = 1 and page_orders.store_id is null
),

orders as (
    select
        store_id, name as order_id, shopify_order_id, 'page' as told_by, financial_status, fulfilment_status,
        sales_channel, currency, subtotal, shipping, tax, duties, tips, total, cast(null as decimal(18, 4)) as refunded,
        is_tax_included = 'true' as is_tax_included, created_at, cancelled_at, updated_at, raw_file, raw_line,
        content_hash
    from page_orders
    where coalesce(is_test, 'false') <> 'true'
    union all
    select
        store_id, name as order_id, shopify_order_id, 'export' as told_by, financial_status, fulfilment_status,
        sales_channel, currency, subtotal, shipping, taxes, duties, null as tips, total, refunded_amount,
        -- No column says so; the total does.
        taxes <> 0 and total = subtotal + coalesce(shipping, 0) + coalesce(duties, 0) as is_tax_included,
        created_at, cancelled_at, reported_at, raw_file, raw_line, content_hash
    from export_orders
)

select
    store_id,
    order_id,
    shopify_order_id,
    told_by,
    lower(coalesce(financial_status, '')) as financial_status,
    lower(coalesce(fulfilment_status, '')) as fulfilment_status,
    sales_channel,
    currency,
    coalesce(subtotal, 0) as subtotal_amount,
    coalesce(shipping, 0) as shipping_amount,
    coalesce(tax, 0) as tax_amount,
    coalesce(duties, 0) as duties_amount,
    coalesce(tips, 0) as tip_amount,
    coalesce(total, 0) as total_amount,
    coalesce(refunded, 0) as refunded_amount,
    coalesce(is_tax_included, false) as is_tax_included,
    -- What was never paid and never will be is owed by nobody.
    not (
        lower(coalesce(financial_status, '')) in ('voided', 'expired')
        or (cancelled_at is not null and lower(coalesce(financial_status, '')) in ('', 'pending', 'authorized'))
    ) as is_owed,
    created_at as purchased_at,
    cancelled_at,
    updated_at as last_updated_at,
    raw_file,
    raw_line,
    content_hash
from orders
