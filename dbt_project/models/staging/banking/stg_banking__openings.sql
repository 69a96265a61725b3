{{ config(materialized='ephemeral') }}
-- What stood on an account before its first line, where a balance of its files says so and the seller's own sheet does not.
with lines as (
    select * from {{ ref('stg_banking__statement_lines') }}
    where is_booked
),

accounts as (
    select {{ statement_account('document_id') }} as account_key, store_id, currency, min(document_id) as first_document_id,
        min(booked_at) as first_booked_at, max(wallet_account) as wallet_account
    from lines
    group by 1, 2, 3
),

-- Balances that tell what came before them: a month's own opening, or a closing less all that was booked until then.
points as (
    select
        {{ statement_account('document_id') }} as account_key, document_id, period_end_at as stated_at,
        closing_amount - stated_total_amount as stated_amount, raw_file, raw_line, content_hash, 1 as preference
    from {{ ref('stg_banking__stated_totals') }}

    union all

    select
        account_key, null as document_id, stated_at, closing_amount as stated_amount, raw_file, raw_line, content_hash,
        2 as preference
    from {{ ref('stg_banking__closing_balances') }}
),

first_points as (
    select
        accounts.*, points.document_id, points.stated_at, points.stated_amount, points.raw_file, points.raw_line,
        points.content_hash,
        row_number() over (
            partition by accounts.account_key
            order by
                case when points.document_id = accounts.first_document_id then 0 else 1 end,
                points.stated_at, points.preference, points.content_hash, points.raw_line
        ) as place
    from accounts
    inner join points on points.account_key = accounts.account_key
    left join {{ ref('stg_purchasing__opening_balances') }} as sheet
        on
            sheet.store_id = accounts.store_id
            and sheet.balance_account = accounts.wallet_account
            and sheet.currency = accounts.currency
    where sheet.store_id is null
),

booked_before as (
    select points.account_key, sum(coalesce(lines.amount, 0) + coalesce(lines.fee_amount, 0)) as amount
    from first_points as points
    inner join lines
        on
            {{ statement_account('lines.document_id') }} = points.account_key
            and (
                lines.document_id < points.document_id
                or (points.document_id is null and lines.booked_at <= points.stated_at)
            )
    where points.place = 1
    group by points.account_key
),

openings as (
    select points.*, points.stated_amount - coalesce(earlier.amount, 0) as opening_amount
    from first_points as points
    left join booked_before as earlier on earlier.account_key = points.account_key
    where points.place = 1
)

select
    account_key, store_id, wallet_account, currency, first_booked_at,
    cast(opening_amount as decimal(18, 4)) as opening_amount,
    raw_file, raw_line, content_hash
from openings
where opening_amount <> 0
