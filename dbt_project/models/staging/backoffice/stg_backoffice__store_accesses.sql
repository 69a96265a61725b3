with accesses as (
    select
        *,
        {{ store_named_in_row() }} as access_store_id
    from {{ source('raw', 'backoffice_store_accesses') }}
),

ranked as (
    select
        *,
        {{ file_rank([
            'access_store_id', 'occurred_at', 'user_name', 'ip_address', 'device_id', 'user_agent'
        ], 'load_id') }} as file_rank
    from accesses
)

select
    {{ fingerprint(['content_hash', 'raw_file', 'raw_line']) }} as access_key,
    access_store_id as store_id,
    occurred_at,
    user_name,
    ip_address,
    device_id,
    user_agent,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
