-- A line's amount, and its fee where the file has one in a column of its own; beside them what stood on an account before.
with lines as (
    select * from {{ ref('stg_banking__statement_lines') }}
    where is_booked
),

amounts as (
    select
        *,
        'amount' as component,
        true as is_first_of_line,
        case when amount < 0 then 'Debit' else 'Credit' end as amount_type,
        amount as money
    from lines
    where amount <> 0

    union all

    select
        *,
        'fee' as component,
        coalesce(amount, 0) = 0 as is_first_of_line,
        'Fee' as amount_type,
        fee_amount as money
    from lines
    where fee_amount <> 0
)

select
    document_id,
    'statement' as document_type,
    store_id,
    case wallet_account when 'bank' then 'BANK' else 'WALLET' end as format,
    cast(null as {{ dbt.type_string() }}) as order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    coalesce(kind, lower(amount_type)) as transaction_type,
    amount_type,
    -- Who paid goes first: rules know the beginning of this text.
    concat_ws(' ', counterparty, description) as amount_description,
    component,
    is_first_of_line,
    money as amount,
    currency,
    cast(null as integer) as quantity,
    wallet_account,
    booked_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from amounts

union all

-- As long as a month, which is what tells an account's documents apart.
select
    account_key || ':opening' as document_id,
    'statement' as document_type,
    store_id,
    case wallet_account when 'bank' then 'BANK' else 'WALLET' end as format,
    cast(null as {{ dbt.type_string() }}) as order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    'opening' as transaction_type,
    'Opening' as amount_type,
    '' as amount_description,
    'opening' as component,
    false as is_first_of_line,
    cast(opening_amount as decimal(18, 4)) as amount,
    currency,
    cast(null as integer) as quantity,
    wallet_account,
    first_booked_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from {{ ref('stg_banking__openings') }}
