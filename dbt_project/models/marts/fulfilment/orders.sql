select
    store_id,
    order_id,
    min(purchased_at) as purchased_at,
    max(order_status) as order_status,
    max(sales_channel) as sales_channel,
    max(fulfilment_channel) as fulfilment_channel,
    count(distinct sku) as sku_count,
    cast(coalesce(sum(quantity), 0) as bigint) as units_qty,
    max(currency) as currency,
    cast(sum(item_price_amount) as decimal(18, 4)) as items_amount,
    max(last_updated_at) as last_updated_at,
    min(raw_file) as raw_file,
    min(raw_line) as raw_line,
    min(content_hash) as content_hash
from {{ ref('stg_amazon__orders') }}
group by store_id, order_id
