{#- What stood before this run. On a first run, and wherever a stored table is missing, everything is booked anew. -#}
{%- set stored = {} -%}
{%- for name in [
    'int_document_entries', 'int_account_totals', 'int_sku_months', 'int_documents_built'
] -%}
    {%- do stored.update({name: earlier_relation(name)}) -%}
{%- endfor -%}
-- depends_on: {{ ref('int_daily_rates') }}
-- The documents whose entries must be booked again or taken out: new, changed, gone, or converted at another rate
-- than today's. A run that was cut off has not written int_documents_built, so its documents are listed again.
with documents as (
    select * from {{ ref('int_documents') }}
)
{%- if none in stored.values() %}

select document_id, true as is_current
from documents
{%- else %},

built as (
    select document_id, max(document_version) as document_version
    from {{ stored['int_documents_built'] }}
    where not {{ is_derived_document('document_id') }}
    group by document_id
),

converted_otherwise as (
    select distinct totals.document_id
    from {{ stored['int_account_totals'] }} as totals
    inner join documents on documents.document_id = totals.document_id
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = totals.currency and rates.rate_date = totals.booked_date
    where
        totals.fx_rate is distinct from
        case when totals.currency = documents.reporting_currency then 1 else rates.fx_rate end
)

select
    coalesce(documents.document_id, built.document_id) as document_id,
    documents.document_id is not null as is_current
from documents
full outer join built on built.document_id = documents.document_id
left join converted_otherwise on converted_otherwise.document_id = documents.document_id
where
    documents.document_version is distinct from built.document_version
    or converted_otherwise.document_id is not null
{%- endif %}
