{%- set text = dbt.type_string() -%}
-- What each wallet's ledger adds up to at every point at which the provider states a balance. The ledger begins somewhere, so
-- that the first balance of an account is taken as its opening; each later one proves all that was booked in between.
with points as (
    {{ stated_balances() }}
),

chosen as (
    select
        *, row_number() over (partition by account_key, stated_at order by preference, content_hash, raw_line) as place
    from points
    where stated_amount is not null
),

movements as (
    select moves.*
    from (
        select
            {{ statement_account('document_id') }} as account_key, wallet_account, booked_at as moved_at,
            case when debit_account = wallet_account then amount else -amount end as amount, true as is_line
        from {{ ref('int_document_entries') }}
        where wallet_account in ('bank', 'payment_wallet', 'lianlian_wallet', 'paypal_wallet')

        union all

        {{ amazon_movements() }}
    ) as moves
    inner join (select distinct account_key from chosen) as accounts on accounts.account_key = moves.account_key
),

{%- set told = {
    'store_id': text, 'currency': text, 'stated_at': moment_type(), 'stated_amount': 'decimal(18, 4)', 'raw_file': text,
    'raw_line': 'integer', 'content_hash': text
} %}

timeline as (
    select
        account_key, moved_at, 0 as is_point, amount, wallet_account, case when is_line then moved_at end as line_moved_at,
        {%- for name, type in told.items() %}
        cast(null as {{ type }}) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from movements

    union all

    select
        account_key, stated_at as moved_at, 1 as is_point, 0 as amount, cast(null as {{ text }}) as wallet_account,
        cast(null as {{ moment_type() }}) as line_moved_at, {{ told.keys() | join(', ') }}
    from chosen
    where place = 1
),

running as (
    select
        account_key, is_point, {{ told.keys() | join(', ') }},
        stated_amount - sum(amount) over (
            partition by account_key order by moved_at, is_point rows between unbounded preceding and current row
        ) as beyond_ledger_amount,
        max(line_moved_at) over (partition by account_key) as last_moved_at,
        max(wallet_account) over (partition by account_key) as wallet_account
    from timeline
),

compared as (
    select
        *,
        first_value(beyond_ledger_amount) over (partition by account_key order by stated_at) as opening_amount,
        lag(beyond_ledger_amount) over (partition by account_key order by stated_at) as beyond_before_amount
    from running
    where is_point = 1 and wallet_account is not null
)

select
    account_key || ':' || cast(stated_at as date) || ':'
    || cast(hour(stated_at) * 3600 + minute(stated_at) * 60 + second(stated_at) as {{ text }}) as balance_id,
    wallet_account,
    store_id,
    account_key,
    currency,
    stated_at,
    cast(stated_amount as decimal(18, 4)) as stated_amount,
    cast(stated_amount - beyond_ledger_amount + opening_amount as decimal(18, 4)) as ledger_amount,
    cast(opening_amount as decimal(18, 4)) as opening_amount,
    cast(beyond_ledger_amount - opening_amount as decimal(18, 4)) as difference_amount,
    case
        when beyond_before_amount is null then 'opening'
        when beyond_ledger_amount = opening_amount then 'proven'
        when last_moved_at < stated_at then 'not_covered'
        when beyond_ledger_amount = beyond_before_amount then 'carried'
        else 'open'
    end as status,
    raw_file, raw_line, content_hash
from compared
