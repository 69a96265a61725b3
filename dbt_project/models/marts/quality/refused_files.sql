-- What a path was refused for last, unless it has been loaded since.
with files as (
    select * from {{ ref('stg_ingestion__files') }}
),

latest as (
    select
        *,
        row_number() over (partition by raw_file, store_id order by load_id desc) as recency
    from files
)

select
    raw_file as path,
    store_id,
    kind,
    refused_line as line,
    reason,
    advice,
    content_hash,
    load_id,
    loaded_at as seen_at
from latest
where recency = 1 and status = 'refused'
