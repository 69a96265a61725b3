with states as (
    select *, row_number() over (partition by gap_id order by state_id desc) as newness
    from {{ source('raw', 'backoffice_gap_states') }}
)

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
from states
where newness = 1
