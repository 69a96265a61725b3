with charges as (
    select * from {{ ref('stg_logistics__invoice_lines') }}
    where invoice_total_amount is not null
)

select
    document_id,
    'carrier_invoice' as document_type,
    store_id,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    currency,
    cast(-max(invoice_total_amount) as decimal(18, 4)) as stated_total_amount,
    min(invoiced_at) as period_start_at,
    max(invoiced_at) as period_end_at,
    cast(null as {{ moment_type() }}) as deposit_at,
    'CARRIER_INVOICE' as format,
    min(raw_file) as raw_file,
    min(raw_line) as raw_line,
    content_hash
from charges
group by document_id, store_id, currency, content_hash
