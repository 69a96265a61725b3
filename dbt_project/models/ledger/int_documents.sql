-- What the ledger should hold now. A document's version changes when anything that decides its entries changes,
-- except exchange rates, which are compared with the entries themselves.
with settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

settlements as (
    select
        settlement_id as document_id,
        'amazon_settlement' as document_type,
        store_id,
        currency,
        content_hash,
        raw_file,
        content_hash as content_version,
        coalesce(deposit_at, period_end_at) as ends_at
    from {{ ref('int_settlements_current') }}
),

date_range_files as (
    select
        document_id,
        content_hash,
        max(store_id) as store_id,
        max(currency) as currency,
        max(raw_file) as raw_file,
        max(transaction_at) as ends_at,
        {#- Which of the file's rows count, in little: how many, and where they stand. #}
        concat_ws(
            ':', content_hash, count(*), sum(raw_line), sum(cast(raw_line as bigint) * raw_line)
        ) as rows_version
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
        {{ joined_text("rows_version") }} as content_version,
        max(ends_at) as ends_at
    from date_range_files
    group by document_id
),

documents as (
    select * from settlements
    union all
    select * from date_ranges
),

settled as (
    select
        documents.document_id,
        documents.document_type,
        documents.store_id,
        coalesce(documents.currency, stores.currency, 'XXX') as currency,
        coalesce(stores.timezone, 'UTC') as timezone,
        documents.content_hash,
        documents.raw_file,
        documents.content_version,
        documents.ends_at,
        settings.reporting_currency
    from documents
    cross join settings
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = documents.store_id
),

-- Costs that begin after a document ends cannot change it, so a new price does not disturb what is long booked.
cost_versions as (
    select
        settled.document_id,
        {{ joined_text("costs.day_version") }} as cost_version
    from settled
    inner join {{ ref('int_cost_days') }} as costs
        on
            costs.store_id = settled.store_id
            and (
                settled.ends_at is null
                or costs.valid_from_date <= {{ days_after('cast(settled.ends_at as date)', 2) }}
            )
    group by settled.document_id
)

select
    document_id,
    document_type,
    document_id as source_document_id,
    store_id,
    currency,
    timezone,
    reporting_currency,
    content_hash,
    {{ fingerprint(['content_version', 'store_id', 'currency', 'timezone', 'reporting_currency']) }} as document_version
from settled

union all

select
    'cogs:' || settled.document_id as document_id,
    'cost_of_goods' as document_type,
    settled.document_id as source_document_id,
    settled.store_id,
    settled.currency,
    settled.timezone,
    settled.reporting_currency,
    settled.content_hash,
    {{ fingerprint([
        'settled.content_version', 'settled.store_id', 'settled.timezone', 'settled.reporting_currency',
        'cost_versions.cost_version'
    ]) }} as document_version
from settled
left join cost_versions on cost_versions.document_id = settled.document_id

union all

select
    'payout:' || settlement_id as document_id,
    'amazon_payout' as document_type,
    settlement_id as source_document_id,
    settled.store_id,
    settled.currency,
    settled.timezone,
    settled.reporting_currency,
    settled.content_hash,
    {{ fingerprint(['settled.content_version', 'settled.store_id', 'settled.timezone', 'settled.reporting_currency']) }}
        as document_version
from {{ ref('int_settlements_current') }} as settlements
inner join settled on settled.document_id = settlements.settlement_id
where settlements.stated_total_amount is not null
