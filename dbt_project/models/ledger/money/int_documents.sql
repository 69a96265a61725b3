-- What the ledger should hold now. A document's version changes when anything that decides its entries changes,
-- except exchange rates, which are compared with the entries themselves.
with settled as (
    select * from {{ ref('int_source_documents') }}
)

select
    document_id,
    document_type,
    'lines' as booked_from,
    document_id as source_document_id,
    store_id,
    currency,
    timezone,
    reporting_currency,
    input_tax_is_recoverable,
    content_hash,
    {{ fingerprint([
        'content_version', 'store_id', 'currency', 'timezone', 'reporting_currency', 'input_tax_is_recoverable'
    ]) }} as document_version
from settled

union all

select
    'payout:' || settlement_id as document_id,
    'amazon_payout' as document_type,
    'stated_total' as booked_from,
    settlement_id as source_document_id,
    settled.store_id,
    settled.currency,
    settled.timezone,
    settled.reporting_currency,
    settled.input_tax_is_recoverable,
    settled.content_hash,
    {{ fingerprint(['settled.content_version', 'settled.store_id', 'settled.timezone', 'settled.reporting_currency']) }}
        as document_version
from {{ ref('int_settlements_current') }} as settlements
inner join settled on settled.document_id = settlements.settlement_id
where settlements.stated_total_amount is not null
