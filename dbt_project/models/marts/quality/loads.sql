select
    load_id,
    loaded_at,
    raw_file,
    store_id,
    source,
    kind,
    content_hash,
    encoding,
    size_bytes,
    row_count,
    warnings
from {{ ref('stg_ingestion__files') }}
where status = 'loaded'
