-- All stores' orders in one place, whatever sells them.
with items as (
    {%- for source in var('order_sources') %}
    select
        store_id, order_id, order_status, fulfilment_channel, sales_channel, sku, quantity, currency,
        item_price_amount, purchased_at, last_updated_at, raw_file, raw_line, content_hash
    from {{ ref('stg_' ~ source ~ '__orders') }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
)

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
from items
group by store_id, order_id
