{{ config(materialized='ephemeral', schema='intermediate') }}
with ends as (
    select * from {{ ref('int_payout_matches') }}
),

-- What files tell of an account: withdrawals alone do not tell what comes in.
told as (
    select
        {{ statement_account('document_id') }} as account_key, wallet_account, store_id, currency, content_hash,
        {{ first_of_month('booked_date') }} as month,
        min(booked_date) as first_date, max(booked_date) as last_date,
        min(case when tells_what_comes then booked_date end) as first_told_date,
        max(case when tells_what_comes then booked_date end) as last_told_date
    from (
        select
            *, document_id like 'banking:%' or credit_account in ('payouts_in_transit', 'transfers_in_transit') as tells_what_comes
        from {{ ref('int_document_entries') }}
        where wallet_account in ('bank', 'lianlian_wallet', 'payment_wallet')
    ) as entries
    group by 1, 2, 3, 4, 5, 6
),

accounts as (
    select account_key, wallet_account, store_id, currency, min(first_date) as first_date, max(last_date) as last_date
    from told
    group by account_key, wallet_account, store_id, currency
),

reach as (
    {{ statement_reach() }}
),

arrived as (
    select
        *,
        sum(amount) over (partition by match_id) as match_amount,
        count(*) over (partition by match_id) as match_count,
        max(moved_date) over (partition by match_id) as match_date,
        row_number() over (partition by match_id order by moved_date, entry_id) as place
    from ends
    where side = 'arrived' and match_id is not null
),

sent as (
    select *, sum(told_amount) over (partition by match_id) as match_amount, count(*) over (partition by match_id) as match_count
    from ends
    where side = 'sent' and match_id is not null
),

routes as (
    select distinct
        sent.from_wallet, sent.store_id, sent.currency, {{ statement_account('arrived.document_id') }} as account_key
    from sent
    inner join arrived on arrived.match_id = sent.match_id
    where arrived.wallet_account <> sent.wallet_account
),

covered as (
    {{ covered_payouts() }}
),

never_sent as (
    {{ unknown_arrivals() }}
)

-- An arrival of several payouts falls to each by what was sent, several arrivals of one to the last of them.
select
    ends.*, covered.entry_id is not null as is_covered,
    arrived.entry_id as arrived_entry_id, arrived.document_id as arrived_document_id, arrived.store_id as arrived_store_id,
    arrived.wallet_account as arrived_wallet, arrived.match_date as arrived_date, arrived.currency as arrived_currency,
    cast(case
        when sent.match_count > 1 and arrived.currency = ends.currency then ends.amount
        when sent.match_count > 1 then {{ converted('ends.amount', quotient('arrived.match_amount', 'sent.match_amount')) }}
        else arrived.match_amount
    end as decimal(18, 4)) as arrived_amount,
    case when arrived.match_count > 1 then arrived.match_count else sent.match_count end as matched_count,
    arrived.raw_file as arrived_raw_file, arrived.raw_line as arrived_raw_line, arrived.content_hash as arrived_content_hash
from ends
left join sent on sent.entry_id = ends.entry_id
left join arrived on arrived.match_id = ends.match_id and arrived.place = 1
left join covered on covered.entry_id = ends.entry_id
where ends.side = 'sent'

union all

select
    ends.*, false as is_covered, ends.entry_id as arrived_entry_id, ends.document_id as arrived_document_id,
    ends.store_id as arrived_store_id, ends.wallet_account as arrived_wallet, ends.moved_date as arrived_date,
    ends.currency as arrived_currency, ends.amount as arrived_amount, 1 as matched_count, ends.raw_file as arrived_raw_file,
    ends.raw_line as arrived_raw_line, ends.content_hash as arrived_content_hash
from ends
inner join never_sent on never_sent.entry_id = ends.entry_id
