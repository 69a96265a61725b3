with charges as (
    select * from {{ ref('stg_logistics__invoice_lines') }}
)

select
    document_id,
    'carrier_invoice' as document_type,
    store_id,
    'CARRIER_INVOICE' as format,
    order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    charged_for as transaction_type,
    charge_type as amount_type,
    charge_description as amount_description,
    charge_kind as component,
    is_first_of_line,
    cast(-charge_amount as decimal(18, 4)) as amount,
    currency,
    cast(null as integer) as quantity,
    'supplier_payables' as wallet_account,
    invoiced_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from charges
