-- Units that left to buyers, each once: for a store's order and SKU the shipments report counts, else the orders
-- report, fulfilments or order sheet, else the units that the money ledger booked as sold.
with amazon as (
    select * from {{ ref('int_amazon_shipped_units') }}
),

places as (
    select * from {{ ref('int_store_places') }}
),

amazon_channels as (
    select
        shipped_from_store_id as store_id,
        amazon_order_id as order_id,
        max(case when is_own_shipment then 1 else 0 end) = 1 as is_own_shipment
    from amazon
    group by shipped_from_store_id, amazon_order_id
),

listed_channels as (
    select store_id, sku, max(fulfilment_channel) = 'DEFAULT' as is_own_shipment
    from {{ ref('stg_amazon__listings') }}
    group by store_id, sku
),

sold as (
    select entries.*
    from {{ ref('int_document_entries') }} as entries
    left join (select distinct store_id from {{ ref('stg_shopify__fulfilments') }}) as telling
        on telling.store_id = entries.store_id and entries.document_type = 'shopify_orders'
    -- A Shopify order is booked when it is placed: a store that tells of its fulfilments tells what has left.
    where entries.quantity > 0 and telling.store_id is null
),

told as (
    select
        store_id, order_id, shipped_from_store_id, sku, quantity, shipped_at, is_own_shipment, region, document_id,
        {{ fingerprint(['store_id', 'content_hash', 'raw_line', 'document_id']) }} as movement_key, source_rank,
        raw_file, raw_line, content_hash
    from amazon
    where is_shipped

    union all

    select
        store_id, order_id, store_id as shipped_from_store_id, sku, quantity, shipped_at, true as is_own_shipment,
        cast(null as {{ dbt.type_string() }}) as region, document_id, movement_key, 2 as source_rank,
        raw_file, raw_line, content_hash
    from {{ ref('int_channel_shipped_units') }}

    union all

    select
        sold.store_id, sold.order_id, sold.store_id as shipped_from_store_id, sold.sku, sold.quantity,
        sold.booked_at as shipped_at,
        sold.document_type not like 'amazon%'
        or coalesce(amazon_channels.is_own_shipment, listed_channels.is_own_shipment, false) as is_own_shipment,
        regions.region, sold.document_id,
        sold.document_id || ':' || sold.raw_line || ':' || sold.component as movement_key, 3 as source_rank,
        sold.raw_file, sold.raw_line, sold.content_hash
    from sold
    left join amazon_channels
        on amazon_channels.store_id = sold.store_id and amazon_channels.order_id = sold.order_id
    left join listed_channels on listed_channels.store_id = sold.store_id and listed_channels.sku = sold.sku
    left join {{ ref('fba_regions') }} as regions on regions.name = {{ matching_key('sold.marketplace') }}
),

ranked as (
    select
        *,
        min(source_rank) over (partition by store_id, coalesce(order_id, movement_key), sku) as counted_rank
    from told
    where quantity > 0 and sku <> ''
)

select
    ranked.movement_key,
    ranked.shipped_at as moved_at,
    {{ local_date('ranked.shipped_at', "coalesce(places.timezone, 'UTC')") }} as moved_date,
    ranked.store_id,
    ranked.sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    ranked.quantity,
    case
        when ranked.is_own_shipment then coalesce(places.own_location, 'warehouse:unnamed')
        else 'fba:' || ranked.shipped_from_store_id || ':' || coalesce(ranked.region, places.fba_region, 'US')
    end as from_location,
    'customer' as to_location,
    'sellable' as from_condition,
    cast(null as {{ dbt.type_string() }}) as to_condition,
    'sale' as reason,
    ranked.document_id,
    ranked.order_id,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash,
    ranked.shipped_from_store_id
from ranked
left join places on places.store_id = ranked.shipped_from_store_id
where ranked.source_rank = ranked.counted_rank
