select
    name,
    value
from {{ source('raw', 'backoffice_settings') }}
