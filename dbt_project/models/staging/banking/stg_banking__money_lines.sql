-- A line's amount, and its fee where the file has one in a column of its own. What stood on an account before its first line
-- is its opening, where the balances of its first month say so and the seller's own sheet does not.
with lines as (
    select * from {{ ref('stg_banking__statement_lines') }}
    where is_booked
),

accounts as (
    select {{ statement_account('document_id') }} as account_key, min(document_id) as first_document_id,
        max(wallet_account) as wallet_account
    from lines
    group by 1
),

openings as (
    select totals.*, accounts.wallet_account, totals.closing_amount - totals.stated_total_amount as opening_amount
    from accounts
    inner join {{ ref('stg_banking__stated_totals') }} as totals on totals.document_id = accounts.first_document_id
    left join {{ ref('stg_purchasing__opening_balances') }} as sheet
        on
            sheet.store_id = totals.store_id
            and sheet.balance_account = accounts.wallet_account
            and sheet.currency = totals.currency
    where sheet.store_id is null and totals.closing_amount <> totals.stated_total_amount
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
    {{ statement_account('document_id') }} || ':opening' as document_id,
    'statement' as document_type,
    store_id,
    format,
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
    period_start_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from openings
