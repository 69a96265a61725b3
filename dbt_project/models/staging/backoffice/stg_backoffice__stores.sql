select
    store_id,
    legal_entity,
    platform,
    currency,
    coalesce(timezone, 'UTC') as timezone,
    is_configured
from {{ source('raw', 'backoffice_stores') }}
