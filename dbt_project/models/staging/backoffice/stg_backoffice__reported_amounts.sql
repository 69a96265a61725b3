select
    report_id,
    store_id,
    month,
    currency,
    account_id,
    document_id,
    document_type,
    document_version,
    amount,
    amount_base,
    cause,
    reported_at,
    build_id
from {{ source('raw', 'backoffice_reported_amounts') }}
