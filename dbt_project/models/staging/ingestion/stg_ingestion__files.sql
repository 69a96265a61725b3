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
    modified_at,
    row_count,
    status,
    refused_line,
    reason,
    advice,
    warnings
from {{ source('raw', 'files') }}
