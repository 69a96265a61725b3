with levels as (
    select
        *,
        {{ file_rank(['store_id', 'inventory_item_id', 'location_id'], 'snapshot_at') }} as file_rank
    from {{ source('raw', 'shopify_inventory_levels') }}
)

select
    store_id,
    {{ shopify_id('inventory_item_id') }} as inventory_item_id,
    max(sku) as sku,
    {{ shopify_id('location_id') }} as location_id,
    max(location_name) as location,
    {%- for name in ['available', 'on_hand', 'committed', 'incoming', 'reserved'] %}
    {#- REST knows one quantity and does not name it: what is available. #}
    cast(max(case when coalesce(quantity_name, 'available') = '{{ name }}' then quantity end) as integer) as {{ name }}_qty,
    {%- endfor %}
    max(updated_at) as last_updated_at,
    max(snapshot_at) as snapshot_at,
    min(raw_file) as raw_file,
    min(raw_line) as raw_line,
    min(content_hash) as content_hash
from levels
where file_rank = 1
group by store_id, {{ shopify_id('inventory_item_id') }}, {{ shopify_id('location_id') }}
