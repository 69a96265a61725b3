with invoices as (
    select * from {{ source('raw', 'advertising_invoices') }}
    where invoice_id is not null
),

ranked as (
    select
        *,
        row_number() over (
            partition by store_id, invoice_id
            order by reported_at desc, load_id desc, content_hash desc, raw_line desc
        ) as telling
    from invoices
)

select
    store_id,
    invoice_id,
    status as invoice_status,
    invoice_date,
    from_date as period_start_date,
    to_date as period_end_date,
    due_date,
    payment_method,
    amount_due as invoice_amount,
    tax_amount_due as tax_amount,
    remaining_amount_due as unpaid_amount,
    upper(currency) as currency,
    reported_at,
    raw_file,
    raw_line,
    content_hash
from ranked
where telling = 1
