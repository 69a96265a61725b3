with expenses as (
    select
        *,
        {{ store_named_in_row() }} as expense_store_id,
        coalesce(paid_from, 'bank') as wallet_account
    from {{ source('raw', 'purchasing_expenses') }}
),

keyed as (
    select
        *,
        {#- Without a number an expense is what all its words say; its amounts may be corrected. #}
        coalesce(
            'number:' || expense_id,
            {{ fingerprint([
                'expense_date', 'expense_kind', 'supplier', 'description', 'currency', 'wallet_account', 'product_line',
                'sku'
            ]) }}
        ) as expense_key
    from expenses
),

ranked as (
    select
        *,
        {{ file_rank(['expense_store_id', 'expense_key']) }} as file_rank
    from keyed
)

select
    expense_store_id as store_id,
    expense_id,
    expense_date,
    expense_kind,
    expense_kind in ('loan_received', 'owner_paid_in', 'interest_received', 'other_income') as is_money_in,
    supplier,
    description,
    amount,
    coalesce(tax_amount, 0) as tax_amount,
    currency,
    wallet_account,
    product_line,
    sku,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
