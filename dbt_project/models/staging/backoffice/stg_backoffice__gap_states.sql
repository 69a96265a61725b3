select
    gap_id,
    store_id,
    status,
    amount,
    claimed_amount,
    currency,
    note,
    set_by,
    set_at
from {{ source('raw', 'backoffice_gap_states') }}
