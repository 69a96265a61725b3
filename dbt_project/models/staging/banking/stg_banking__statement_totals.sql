-- Opening and closing balances as OFX, MT940 and CAMT state them. A statement whose lines lie in more than one month
-- says nothing of either month alone.
with balances as (
    select
        store_id,
        coalesce(account_id, settings_account_id, provider) as account_id,
        upper(currency) as currency,
        statement_id,
        balance_type,
        balance_date,
        {{ signed_amount('balance_amount', 'direction') }} as balance_amount,
        raw_file,
        raw_line,
        content_hash,
        load_id
    from {{ source('raw', 'banking_statement_balances') }}
),

lines as (
    select * from {{ source('raw', 'banking_statement_lines') }}
),

months as (
    select
        content_hash,
        statement_id,
        min({{ first_of_month('booked_date') }}) as first_month,
        max({{ first_of_month('booked_date') }}) as last_month
    from lines
    group by 1, 2
),

statements as (
    select
        store_id,
        account_id,
        currency,
        statement_id,
        content_hash,
        load_id,
        raw_file,
        max(case when balance_type = 'closing' then raw_line end) as raw_line,
        max(case when balance_type = 'opening' then balance_amount end) as opening_amount,
        max(case when balance_type = 'closing' then balance_amount end) as closing_amount,
        min(balance_date) as opening_date,
        max(case when balance_type = 'closing' then balance_date end) as closing_date
    from balances
    group by 1, 2, 3, 4, 5, 6, 7
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'account_id', 'currency', 'statement_id', 'closing_date'], 'closing_date') }} as file_rank
    from statements
    where opening_amount is not null and closing_amount is not null
),

documents as (
    select
        ranked.*,
        'banking:' || ranked.store_id || '/' || ranked.account_id || ':' || ranked.currency || ':'
        || substr(
            cast(coalesce(months.first_month, ranked.closing_date) as {{ dbt.type_string() }}), 1, 7
        ) as document_id
    from ranked
    left join months on months.content_hash = ranked.content_hash and months.statement_id = ranked.statement_id
    where ranked.file_rank = 1 and months.first_month is not distinct from months.last_month
),

placed as (
    select
        *,
        row_number() over (partition by document_id order by closing_date, statement_id, content_hash) as place,
        row_number() over (
            partition by document_id order by closing_date desc, statement_id desc, content_hash desc
        ) as place_from_end
    from documents
)

select
    closing.document_id,
    closing.store_id,
    closing.currency,
    cast(closing.closing_amount - opening.opening_amount as decimal(18, 4)) as stated_total_amount,
    cast(opening.opening_date as {{ moment_type() }}) as period_start_at,
    cast(closing.closing_date as {{ moment_type() }}) as period_end_at,
    closing.raw_file,
    closing.raw_line,
    closing.content_hash,
    closing.closing_amount
from placed as closing
inner join placed as opening on opening.document_id = closing.document_id and opening.place = 1
where closing.place_from_end = 1
