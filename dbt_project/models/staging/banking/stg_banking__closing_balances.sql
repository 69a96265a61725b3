-- Each account's closing balances as OFX, MT940 and CAMT state them, each once where downloads overlap. A balance stands
-- behind the last line of its statement, whoever tells of that line: many state the day of the download.
with balances as (
    select
        store_id,
        coalesce(
            wallet_account,
            case provider when 'bank' then 'bank' when 'lianlian' then 'lianlian_wallet' else 'payment_wallet' end
        ) as wallet_account,
        coalesce(account_id, settings_account_id, provider) as known_account_id,
        upper(currency) as known_currency,
        statement_id,
        balance_date,
        cast({{ signed_amount('balance_amount', 'direction') }} as decimal(18, 4)) as closing_amount,
        raw_file,
        raw_line,
        content_hash,
        load_id
    from {{ source('raw', 'banking_statement_balances') }}
    where balance_type = 'closing' and balance_date is not null
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'known_account_id', 'known_currency', 'balance_date'], 'balance_date') }} as file_rank,
        row_number() over (
            partition by store_id, known_account_id, known_currency, balance_date, content_hash order by raw_line desc
        ) as place_from_end
    from balances
),

lines as (
    select
        content_hash,
        statement_id,
        coalesce(account_id, settings_account_id, provider) as known_account_id,
        upper(coalesce(currency, settings_currency)) as known_currency,
        max(coalesce(booked_at, cast(booked_date as {{ moment_type() }}) + interval '12' hour)) as last_booked_at
    from {{ source('raw', 'banking_statement_lines') }}
    where coalesce(upper(status), 'BOOK') not in ('PDNG', 'INFO')
    group by 1, 2, 3, 4
)

select
    'banking:' || ranked.store_id || '/' || ranked.known_account_id || ':' || ranked.known_currency as account_key,
    ranked.store_id,
    ranked.wallet_account,
    ranked.known_currency as currency,
    coalesce(lines.last_booked_at, cast(ranked.balance_date as {{ moment_type() }}) + interval '12' hour) as stated_at,
    ranked.balance_date,
    ranked.closing_amount,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
left join lines
    on
        lines.content_hash = ranked.content_hash
        and lines.statement_id is not distinct from ranked.statement_id
        and lines.known_account_id = ranked.known_account_id
        and coalesce(lines.known_currency, ranked.known_currency) = ranked.known_currency
where ranked.file_rank = 1 and ranked.place_from_end = 1
