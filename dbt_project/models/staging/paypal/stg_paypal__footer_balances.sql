{#- Sections are days of the account's zone and documents months in UTC, so a section may lie in two documents: from the
    change that footers state, the lines of the other document are taken off. -#}
with footers as (
    select
        *,
        totals_currency as currency,
        case when beginning_direction = 'DR' then -beginning_balance_amount else beginning_balance_amount end as beginning_amount,
        case when ending_direction = 'DR' then -ending_balance_amount else ending_balance_amount end as ending_amount,
        {{ file_rank(['store_id', 'account_id', 'totals_currency', 'period_start_at'], 'load_id') }} as file_rank
    from {{ source('raw', 'paypal_report_totals') }}
    where footer_kind = 'SF' and period_start_at is not null and period_end_at is not null
),

money_lines as (
    select * from {{ ref('stg_paypal__money_lines') }}
),

sections as (
    select
        store_id,
        coalesce(account_id, '') as account_id,
        currency,
        period_start_at,
        period_end_at,
        beginning_amount,
        ending_amount,
        coalesce(
            beginning_amount + gross_credits_amount - gross_debits_amount + fee_credits_amount - fee_debits_amount
            = ending_amount,
            false
        ) as adds_up,
        {{ paypal_document('store_id', 'currency', 'period_start_at') }} as first_document_id,
        {{ paypal_document('store_id', 'currency', 'period_end_at') }} as last_document_id,
        raw_file,
        raw_line,
        content_hash,
        load_id
    from footers
    where file_rank = 1
),

placed as (
    select first_document_id as document_id, sections.* from sections
    union all
    select last_document_id as document_id, sections.* from sections where last_document_id <> first_document_id
),

ranked as (
    select
        *,
        row_number() over (partition by document_id, account_id order by period_start_at) as from_start,
        row_number() over (partition by document_id, account_id order by period_start_at desc) as from_end,
        row_number() over (partition by document_id order by period_start_at desc, account_id) as from_end_of_all
    from placed
),

straddling as (
    select distinct document_id, store_id, currency, period_start_at, period_end_at
    from placed
    where first_document_id <> last_document_id
),

lines_elsewhere as (
    select straddling.document_id, sum(lines.amount) as amount
    from straddling
    inner join money_lines as lines
        on
            lines.store_id = straddling.store_id
            and lines.currency = straddling.currency
            and lines.posted_at >= straddling.period_start_at
            and lines.posted_at <= straddling.period_end_at
            and lines.document_id <> straddling.document_id
    group by 1
)

select
    ranked.document_id,
    ranked.store_id,
    ranked.currency,
    sum(case when ranked.from_start = 1 then ranked.beginning_amount end) as opening_amount,
    sum(case when ranked.from_end = 1 then ranked.ending_amount end) as closing_amount,
    max(coalesce(elsewhere.amount, 0)) as elsewhere_amount,
    min(ranked.period_start_at) as covered_from_at,
    max(ranked.period_end_at) as covered_until_at,
    count(*) as row_count,
    min(case when ranked.adds_up then 1 else 0 end) = 1 as adds_up,
    max(case when ranked.from_end_of_all = 1 then ranked.raw_file end) as raw_file,
    max(case when ranked.from_end_of_all = 1 then ranked.raw_line end) as raw_line,
    max(case when ranked.from_end_of_all = 1 then ranked.content_hash end) as content_hash,
    max(ranked.load_id) as load_id
from ranked
left join lines_elsewhere as elsewhere on elsewhere.document_id = ranked.document_id
group by 1, 2, 3
