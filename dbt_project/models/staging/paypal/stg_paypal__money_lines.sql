with transactions as (
    select * from {{ ref('stg_paypal__transactions') }}
    where is_balance_affecting
),

amounts as (
    select
        *,
        'gross' as amount_type,
        -- The same code stands for money received and money sent, which are booked to different accounts.
        case when gross_amount < 0 then 'debit' else 'credit' end as amount_description,
        gross_amount as amount,
        currency as amount_currency
    from transactions

    union all

    select
        *,
        'fee' as amount_type,
        '' as amount_description,
        fee_amount as amount,
        fee_currency as amount_currency
    from transactions
    where fee_amount <> 0
)

select
    {{ paypal_document('store_id', 'amount_currency', 'completed_at') }} as document_id,
    'paypal_statement' as document_type,
    store_id,
    'PAYPAL' as format,
    invoice_id as order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    transaction_type,
    amount_type,
    amount_description,
    amount_type as component,
    amount_type = 'gross' as is_first_of_line,
    cast(amount as decimal(18, 4)) as amount,
    amount_currency as currency,
    cast(null as integer) as quantity,
    'paypal_wallet' as wallet_account,
    completed_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from amounts
