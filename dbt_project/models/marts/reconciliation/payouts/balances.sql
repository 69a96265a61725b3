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

timeline as (
    select account_key, moved_at, 0 as is_point, amount, is_line from movements
    union all
    select account_key, stated_at as moved_at, 1 as is_point, 0 as amount, false as is_line from chosen where place = 1
),

running as (
    select
        *,
        sum(amount) over (
            partition by account_key order by moved_at, is_point rows between unbounded preceding and current row
        ) as ledger_amount,
        max(case when is_line then moved_at end) over (partition by account_key) as last_moved_at
    from timeline
),

wallets as (
    select account_key, max(wallet_account) as wallet_account from movements group by account_key
),

compared as (
    select
        chosen.*,
        wallets.wallet_account,
        running.last_moved_at,
        first_value(chosen.stated_amount - running.ledger_amount) over (
            partition by chosen.account_key order by chosen.stated_at
        ) as opening_amount,
        chosen.stated_amount - running.ledger_amount as beyond_ledger_amount,
        lag(chosen.stated_amount - running.ledger_amount) over (partition by chosen.account_key order by chosen.stated_at)
            as beyond_before_amount
    from chosen
    inner join running
        on running.account_key = chosen.account_key and running.moved_at = chosen.stated_at and running.is_point = 1
    inner join wallets on wallets.account_key = chosen.account_key
    where chosen.place = 1
)

select
    account_key || ':' || cast(stated_at as date) || ':'
    || cast(hour(stated_at) * 3600 + minute(stated_at) * 60 + second(stated_at) as {{ dbt.type_string() }}) as balance_id,
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
