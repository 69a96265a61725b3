with scans as (
    select
        *,
        md5(coalesce(description, status, status_detail, '')) as event_hash
    from {{ source('raw', 'logistics_tracking_events') }}
),

statuses as (
    select
        provider,
        lower(provider_status) as provider_status,
        status
    from {{ ref('tracking_statuses') }}
),

-- A provider tells a parcel's whole story again with each answer, in any order.
ranked as (
    select
        *,
        row_number() over (
            partition by store_id, tracking_number, event_at, event_hash
            order by load_id desc, content_hash desc, raw_line desc, location, city
        ) as telling
    from scans
)

select
    ranked.store_id,
    ranked.tracking_number,
    ranked.event_at,
    ranked.event_hash,
    coalesce(
        ranked.event_time like '%Z' or ranked.event_time like '%UTC' or ranked.event_time like '%GMT'
        or ranked.event_time like '%+__:__' or ranked.event_time like '%-__:__' or ranked.event_time like '%+____',
        false
    ) as is_zone_stated,
    ranked.provider,
    ranked.carrier,
    coalesce(details.status, mains.status, 'unknown') as status,
    coalesce(ranked.status, ranked.status_detail) as provider_status,
    ranked.description as event_description,
    ranked.location as event_location,
    ranked.city as event_city,
    ranked.country as event_country,
    ranked.load_id,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
left join statuses as details
    on details.provider = ranked.provider and details.provider_status = lower(ranked.status_detail)
left join statuses as mains on mains.provider = ranked.provider and mains.provider_status = lower(ranked.status)
where ranked.telling = 1
