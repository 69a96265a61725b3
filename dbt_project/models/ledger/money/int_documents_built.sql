-- The last thing a run writes about documents: what it has booked and summed up everywhere. What a run that was cut
-- off left half done is therefore never taken for done.
-- depends_on: {{ ref('int_sku_months') }}
with documents as (
    select document_id, document_version from {{ ref('int_documents') }}
    union all
    select document_id, document_version from {{ ref('int_goods_documents') }}
),

months as (
    select distinct document_id, {{ first_of_month('booked_date') }} as month
    from {{ ref('int_account_totals') }}
    union
    select document_id, month from {{ ref('int_goods_documents') }}
)

select
    documents.document_id,
    documents.document_version,
    months.month
from documents
left join months on months.document_id = documents.document_id
