with parcels as (
    select * from {{ source('raw', 'logistics_parcels') }}
),

events as (
    select * from {{ ref('stg_logistics__tracking_events') }}
),

statuses as (
    select
        provider,
        lower(provider_status) as provider_status,
        status
    from {{ ref('tracking_statuses') }}
),

-- What was said of a parcel, and when: by its teller as a whole, or by a scan.
sightings as (
    select
        parcels.store_id,
        parcels.tracking_number,
        false as is_scan,
        coalesce(parcels.stated_at, parcels.reported_at) as status_at,
        parcels.provider,
        parcels.carrier,
        coalesce(details.status, mains.status, 'unknown') as status,
        coalesce(parcels.status, parcels.status_detail) as provider_status,
        parcels.order_id,
        parcels.reference,
        parcels.shipped_at,
        parcels.estimated_arrival_at,
        parcels.destination_country,
        parcels.load_id,
        parcels.raw_file,
        parcels.raw_line,
        parcels.content_hash
    from parcels
    left join statuses as details
        on details.provider = parcels.provider and details.provider_status = lower(parcels.status_detail)
    left join statuses as mains
        on mains.provider = parcels.provider and mains.provider_status = lower(parcels.status)

    union all

    select
        store_id,
        tracking_number,
        true as is_scan,
        event_at as status_at,
        provider,
        carrier,
        status,
        provider_status,
        cast(null as {{ dbt.type_string() }}) as order_id,
        cast(null as {{ dbt.type_string() }}) as reference,
        cast(null as {{ moment_type() }}) as shipped_at,
        cast(null as {{ moment_type() }}) as estimated_arrival_at,
        cast(null as {{ dbt.type_string() }}) as destination_country,
        load_id,
        raw_file,
        raw_line,
        content_hash
    from events
),

-- The latest that says a status comes first, however late its file was loaded.
ranked as (
    select
        *,
        row_number() over (
            partition by store_id, tracking_number
            order by
                case when provider_status is null then 1 else 0 end,
                status_at desc nulls last,
                is_scan,
                case status when 'delivered' then 0 when 'returned' then 1 when 'exception' then 2 else 3 end,
                load_id desc,
                content_hash desc,
                raw_line desc,
                provider_status
        ) as recency
    from sightings
)

select
    store_id,
    tracking_number,
    max(order_id) as order_id,
    max(reference) as reference,
    coalesce(max(case when recency = 1 then carrier end), max(carrier)) as carrier,
    max(case when recency = 1 then status end) as status,
    max(case when recency = 1 and provider_status is not null then status_at end) as status_at,
    max(case when recency = 1 then provider end) as provider,
    max(case when recency = 1 then provider_status end) as provider_status,
    min(shipped_at) as shipped_at,
    min(case when is_scan then status_at end) as first_event_at,
    max(case when is_scan then status_at end) as last_event_at,
    cast(sum(case when is_scan then 1 else 0 end) as integer) as event_count,
    min(case when is_scan and status = 'delivered' then status_at end) as delivered_at,
    max(estimated_arrival_at) as estimated_arrival_at,
    max(destination_country) as destination_country,
    max(case when recency = 1 then raw_file end) as raw_file,
    max(case when recency = 1 then raw_line end) as raw_line,
    max(case when recency = 1 then content_hash end) as content_hash
from ranked
group by store_id, tracking_number
