with totals as (
    select * from {{ ref('stg_shopify__order_totals') }}
),

told as (
    select
        store_id, content_hash, {{ shopify_id('order_id') }} as shopify_order_id,
        {{ shopify_id('refund_id') }} as refund_id, 'whole' as part, cast(null as {{ dbt.type_string() }}) as line_id,
        cast(null as {{ dbt.type_string() }}) as sku, cast(null as integer) as quantity,
        cast(null as {{ dbt.type_string() }}) as restock_type, min(created_at) as created_at,
        cast(sum(refunded) as decimal(18, 4)) as amount, cast(0 as decimal(18, 4)) as amount_tax
    from {{ source('raw', 'shopify_refunds') }}
    -- REST lists a refund's payments, those that failed among them.
    where coalesce(lower(status), 'success') = 'success' and coalesce(lower(kind), 'refund') = 'refund'
    group by 1, 2, 3, 4

    union all

    select
        store_id, content_hash, {{ shopify_id('order_id') }}, {{ shopify_id('refund_id') }},
        case when line_id is null then 'shipping' else 'item' end, {{ shopify_id('line_id') }}, sku, quantity,
        restock_type, created_at, coalesce(amount, 0), coalesce(amount_tax, 0)
    from {{ source('raw', 'shopify_refund_lines') }}
),

told_by_pages as (
    select
        totals.store_id,
        totals.order_id,
        told.refund_id,
        told.part,
        told.line_id as order_item_id,
        told.sku,
        told.quantity as refunded_qty,
        lower(told.restock_type) as restock_type,
        totals.currency,
        told.amount as refund_amount,
        told.amount_tax as refund_tax_amount,
        totals.is_tax_included,
        totals.is_owed,
        told.created_at as refunded_at,
        totals.raw_file,
        totals.raw_line,
        totals.content_hash
    from told
    inner join totals
        on
            totals.told_by = 'page'
            and totals.store_id = told.store_id
            and totals.content_hash = told.content_hash
            and totals.shopify_order_id = told.shopify_order_id
)

select * from told_by_pages

union all

-- An export only knows how much of an order was refunded so far, not when.
select
    store_id,
    order_id,
    cast(null as {{ dbt.type_string() }}) as refund_id,
    'whole' as part,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    cast(null as integer) as refunded_qty,
    cast(null as {{ dbt.type_string() }}) as restock_type,
    currency,
    refunded_amount as refund_amount,
    cast(0 as decimal(18, 4)) as refund_tax_amount,
    is_tax_included,
    is_owed,
    coalesce(cancelled_at, purchased_at) as refunded_at,
    raw_file,
    raw_line,
    content_hash
from totals
where told_by = 'export' and refunded_amount <> 0
