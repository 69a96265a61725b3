with totals as (
    select * from {{ ref('stg_shopify__order_totals') }}
),

page_lines as (
    select * from {{ source('raw', 'shopify_order_lines') }}
),

export_lines as (
    select
        *,
        max(case when created_at is not null then raw_line end) over (
            partition by store_id, content_hash order by raw_line
            rows between unbounded preceding and current row
        ) as first_line
    from {{ source('raw', 'shopify_orders_export') }}
),

lines as (
    select
        totals.*,
        {{ shopify_id('lines.line_id') }} as order_item_id,
        lines.sku,
        lines.title,
        lines.quantity,
        lines.unit_price,
        lines.raw_line as line_of_item
    from page_lines as lines
    inner join totals
        on
            totals.told_by = 'page'
            and totals.store_id = lines.store_id
            and totals.content_hash = lines.content_hash
            and totals.shopify_order_id = {{ shopify_id('lines.order_id') }}

    union all

    select
        totals.*,
        -- An export gives its lines no number: the how-manieth of the order is it.
        totals.order_id || ':' || cast(row_number() over (
            partition by lines.store_id, lines.content_hash, lines.first_line order by lines.raw_line
        ) as {{ dbt.type_string() }}) as order_item_id,
        lines.line_sku,
        lines.line_title,
        lines.line_quantity,
        lines.line_price,
        lines.raw_line as line_of_item
    from export_lines as lines
    inner join totals
        on
            totals.told_by = 'export'
            and totals.store_id = lines.store_id
            and totals.content_hash = lines.content_hash
            and totals.raw_line = lines.first_line
    where lines.line_quantity is not null
)

select
    store_id,
    order_id,
    shopify_order_id,
    order_item_id,
    told_by,
    financial_status,
    fulfilment_status,
    case
        when cancelled_at is not null then 'cancelled' else coalesce(nullif(fulfilment_status, ''), 'unfulfilled')
    end as order_status,
    'Merchant' as fulfilment_channel,
    coalesce(sales_channel, 'Shopify') as sales_channel,
    sku,
    title,
    quantity,
    currency,
    coalesce(unit_price, 0) as unit_price_amount,
    {{ cost_of_units('coalesce(unit_price, 0)', 'coalesce(quantity, 0)') }} as item_price_amount,
    is_owed,
    purchased_at,
    cancelled_at,
    last_updated_at,
    raw_file,
    line_of_item as raw_line,
    raw_line as order_line,
    content_hash
from lines
