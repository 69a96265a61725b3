-- Every gap of money, of whatever kind: what is missing, since when, and what to do next.
{%- set columns = [
    'gap_id', 'kind', 'store_id', 'document_id', 'order_id', 'sku', 'amount', 'currency', 'opened_date', 'deadline_date',
    'status', 'detail_en', 'detail_zh', 'raw_file', 'raw_line', 'content_hash'
] | join(', ') %}
with gaps as (
    {%- for model in var('gap_models') %}
    select {{ columns }}
    from {{ ref(model) }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
),

kinds as (
    select * from {{ ref('gap_kinds') }}
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

rates as (
    select * from {{ ref('int_daily_rates') }}
),

states as (
    select * from {{ ref('stg_backoffice__gap_states') }}
),

-- Of what has an end in another currency no amount is known that stands on the account.
payouts as (
    select payout_id, case when status <> 'differs' or difference_amount is not null then clearing_account end as clearing_account
    from {{ ref('payouts') }}
),

placed as (
    select
        gaps.*,
        kinds.next_step_en,
        kinds.next_step_zh,
        case
            when kinds.write_off_account = 'payouts_in_transit' then payouts.clearing_account
            -- Only Amazon's settlements book their total beside their lines; their ids have no colon.
            when kinds.write_off_account <> 'amazon_wallet' or gaps.document_id not like '%:%' then kinds.write_off_account
        end as write_off_account,
        nullif(cast(gaps.amount * cast(kinds.write_off_sign as integer) as decimal(18, 4)), 0) as write_off_amount
    from gaps
    left join kinds on kinds.kind = gaps.kind
    left join payouts on payouts.payout_id = substr(gaps.gap_id, length(gaps.kind) + 2)
)

select
    gaps.gap_id,
    gaps.kind,
    gaps.store_id,
    gaps.document_id,
    gaps.order_id,
    gaps.sku,
    gaps.amount,
    gaps.currency,
    {{ converted(
        'gaps.amount',
        'case when gaps.currency = settings.reporting_currency then cast(1 as decimal(18, 8)) else rates.fx_rate end'
    ) }} as amount_base,
    gaps.opened_date,
    cast(greatest({{ days_between('gaps.opened_date', 'reporting.as_of_date') }}, 0) as integer) as age_days,
    gaps.deadline_date,
    -- What people decided holds for the gap as it was then: one that grew since stands open again.
    case
        when states.gap_id is null then gaps.status
        when abs(gaps.amount) > abs(coalesce(states.amount, 0)) then 'open'
        else states.status
    end as status,
    states.note as status_note,
    states.claimed_amount,
    states.set_by as status_set_by,
    states.set_at as status_set_at,
    gaps.detail_en,
    gaps.detail_zh,
    gaps.next_step_en,
    gaps.next_step_zh,
    case when gaps.write_off_amount is not null then gaps.write_off_account end as write_off_account,
    case when gaps.write_off_account is not null then gaps.write_off_amount end as write_off_amount,
    gaps.raw_file,
    gaps.raw_line,
    gaps.content_hash
from placed as gaps
cross join settings
cross join {{ ref('int_reporting_date') }} as reporting
left join rates on rates.currency = gaps.currency and rates.rate_date = gaps.opened_date
left join states on states.gap_id = gaps.gap_id
