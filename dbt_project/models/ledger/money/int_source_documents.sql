-- The reports that stand for something booked, with what decides how they are booked: the store's timezone, the
-- reporting currency, and whether input tax comes back.
with settings as (
    select
        max(case when name = 'reporting_currency' then value end) as reporting_currency,
        max(case when name = 'input_tax_is_recoverable' then value end) as input_tax_is_recoverable
    from {{ ref('stg_backoffice__settings') }}
),

stores as (
    select stores.store_id, stores.currency, stores.timezone, own.value as input_tax_is_recoverable
    from {{ ref('stg_backoffice__stores') }} as stores
    left join {{ ref('stg_backoffice__settings') }} as own
        on own.name = 'input_tax_is_recoverable:' || stores.store_id
),

settlements as (
    select
        settlement_id as document_id,
        'amazon_settlement' as document_type,
        store_id,
        currency,
        content_hash,
        raw_file,
        content_hash as content_version
    from {{ ref('int_settlements_current') }}
),

date_range_files as (
    select
        document_id,
        content_hash,
        max(store_id) as store_id,
        max(currency) as currency,
        max(raw_file) as raw_file,
        {#- Which of the file's rows count, in little: how many, and where they stand. #}
        {{ rows_version() }} as rows_version
    from {{ ref('int_date_range_rows_kept') }}
    group by document_id, content_hash
),

date_ranges as (
    select
        document_id,
        'amazon_date_range' as document_type,
        max(store_id) as store_id,
        max(currency) as currency,
        max(content_hash) as content_hash,
        max(raw_file) as raw_file,
        {{ joined_text("rows_version") }} as content_version
    from date_range_files
    group by document_id
),

documents as (
    select * from settlements
    union all
    select * from date_ranges
    union all
    select
        document_id, document_type, store_id, currency, content_hash, raw_file, content_version
    from {{ ref('int_statement_documents') }}
)

select
    documents.document_id,
    documents.document_type,
    documents.store_id,
    -- XXX is ISO 4217's own code for no currency: such money shows as a gap without a rate.
    coalesce(documents.currency, stores.currency, 'XXX') as currency,
    coalesce(stores.timezone, 'UTC') as timezone,
    documents.content_hash,
    documents.raw_file,
    documents.content_version,
    settings.reporting_currency,
    coalesce(stores.input_tax_is_recoverable, settings.input_tax_is_recoverable, 'true') = 'true'
        as input_tax_is_recoverable
from documents
cross join settings
left join stores on stores.store_id = documents.store_id
