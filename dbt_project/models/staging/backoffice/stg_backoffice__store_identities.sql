with identities as (
    select
        *,
        {{ store_named_in_row() }} as identity_store_id
    from {{ source('raw', 'backoffice_store_identities') }}
),

ranked as (
    select
        *,
        row_number() over (
            partition by identity_store_id
            order by load_id desc, content_hash desc, raw_file desc, raw_line desc
        ) as row_rank
    from identities
)

select
    identity_store_id as store_id,
    platform,
    legal_entity,
    phone_hash,
    phone_masked,
    email_hash,
    email_masked,
    card_hash,
    card_masked,
    bank_account_hash,
    bank_account_masked,
    address_country,
    raw_file,
    raw_line,
    content_hash
from ranked
where row_rank = 1
