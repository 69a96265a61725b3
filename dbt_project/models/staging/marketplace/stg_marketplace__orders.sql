with orders as (
    select
        *,
        {{ file_rank(['store_id', 'marketplace', 'order_id']) }} as file_rank
    from {{ source('raw', 'marketplace_orders') }}
)

select
    store_id,
    marketplace,
    order_id,
    item_id as order_item_id,
    order_status,
    cast(null as {{ dbt.type_string() }}) as fulfilment_channel,
    marketplace as sales_channel,
    sku,
    title,
    quantity,
    currency,
    {{ cost_of_units('coalesce(price, 0)', 'coalesce(quantity, 0)') }} as item_price_amount,
    coalesce(discount, 0) as discount_amount,
    coalesce(shipping, 0) as shipping_price_amount,
    coalesce(tax, 0) as tax_amount,
    ordered_at as purchased_at,
    shipped_at,
    ship_by_at,
    reported_at as last_updated_at,
    raw_file,
    raw_line,
    content_hash
from orders
where file_rank = 1
