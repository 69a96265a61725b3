with operations as (
    select
        *,
        {{ store_named_in_row() }} as operation_store_id
    from {{ source('raw', 'backoffice_operations') }}
),

ranked as (
    select
        *,
        {{ file_rank([
            'operation_store_id', 'occurred_at', 'user_name', 'action', 'object_kind', 'object_id', 'value_before',
            'value_after'
        ], 'load_id') }} as file_rank
    from operations
)

select
    {{ fingerprint(['content_hash', 'raw_file', 'raw_line']) }} as operation_key,
    operation_store_id as store_id,
    occurred_at,
    user_name,
    action,
    object_kind,
    object_id,
    value_before,
    value_after,
    ip_address,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
