select
    name,
    value
from {{ ref('stg_backoffice__settings') }}
