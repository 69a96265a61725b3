{%- set text = dbt.type_string() -%}
with expenses as (
    select * from {{ ref('stg_purchasing__expenses') }}
),

balances as (
    select * from {{ ref('stg_purchasing__opening_balances') }}
),

accounts as (
    select * from {{ ref('chart_of_accounts') }}
),

stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

-- The sheet holds what was paid, tax included, without a sign; the kind says which way the money went.
lines as (
    select
        'expenses' as document_type,
        'EXPENSE' as format,
        store_id,
        expense_date as line_date,
        sku,
        expense_kind as amount_type,
        true as is_first_of_line,
        case when is_money_in then amount - tax_amount else tax_amount - amount end as amount,
        currency,
        wallet_account,
        raw_file,
        raw_line,
        content_hash
    from expenses

    union all

    select
        'expenses' as document_type,
        'EXPENSE' as format,
        store_id,
        expense_date as line_date,
        sku,
        'recoverable_tax' as amount_type,
        false as is_first_of_line,
        case when is_money_in then tax_amount else -tax_amount end as amount,
        currency,
        wallet_account,
        raw_file,
        raw_line,
        content_hash
    from expenses
    where tax_amount <> 0

    union all

    select
        'opening_balances' as document_type,
        'OPENING_BALANCE' as format,
        balances.store_id,
        balances.balance_date as line_date,
        cast(null as {{ text }}) as sku,
        'opening_balance' as amount_type,
        true as is_first_of_line,
        -- What is owed stands in the sheet as a plain amount, and is bad for the seller.
        case when accounts.account_type = 'liability' then -balances.amount else balances.amount end as amount,
        balances.currency,
        balances.balance_account as wallet_account,
        balances.raw_file,
        balances.raw_line,
        balances.content_hash
    from balances
    left join accounts on accounts.account_id = balances.balance_account
)

select
    concat_ws(
        ':', lines.document_type, lines.store_id, lines.currency, substr(cast(lines.line_date as {{ text }}), 1, 7)
    ) as document_id,
    lines.document_type,
    lines.store_id,
    lines.format,
    cast(null as {{ text }}) as order_id,
    cast(null as {{ text }}) as order_item_id,
    lines.sku,
    cast(null as {{ text }}) as marketplace,
    lines.document_type as transaction_type,
    lines.amount_type,
    '' as amount_description,
    -- Each sheet of a workbook has rows of the same numbers.
    lines.amount_type || ':' || substr({{ fingerprint(['lines.raw_file']) }}, 1, 8) as component,
    lines.is_first_of_line,
    cast(lines.amount as decimal(18, 4)) as amount,
    lines.currency,
    cast(null as integer) as quantity,
    lines.wallet_account,
    {{ local_noon('lines.line_date', "coalesce(stores.timezone, 'UTC')") }} as posted_at,
    lines.raw_file,
    lines.raw_line,
    lines.content_hash
from lines
left join stores on stores.store_id = lines.store_id
