{{ config(materialized='ephemeral', schema='intermediate') }}
{%- set text = dbt.type_string() %}
-- Units that Amazon owes for, with the day until which they can be claimed, and money that its report grants but no
-- settlement pays. A refund without return is told by its order. A payment is of the newest reimbursement of the
-- same SKU and amount that still waits, so one that is never paid stays open at its own place.
with days as (
    {{ order_days() }}
),

holes as (
    {{ settlement_holes() }}
),

spans as (
    {{ settlement_spans() }}
),

granted as (
    select *, {{ local_date('approved_at', "'UTC'") }} as approved_date
    from {{ ref('stg_amazon__reimbursements') }}
    where reimbursement_amount > 0 and reimbursed_cash_qty > 0
),

steps as (
    select
        store_id, sku, currency, reimbursement_amount as amount, 1 as step, approved_date as step_date, reimbursement_id,
        order_id, raw_file, raw_line, content_hash
    from granted

    union all

    select
        store_id, sku, currency, amount, -1 as step, booked_date as step_date, cast(null as {{ text }}) as reimbursement_id,
        order_id, raw_file, raw_line, content_hash
    from {{ ref('int_document_entries') }}
    where credit_account = 'reimbursements' and document_type like 'amazon%'
),

levels as (
    select
        *, sum(step) over (
            partition by store_id, sku, currency, amount order by step_date, step desc, reimbursement_id, raw_line
            rows between unbounded preceding and current row
        ) as level
    from steps
),

waiting as (
    select
        *, coalesce(min(level) over (
            partition by store_id, sku, currency, amount order by step_date, step desc, reimbursement_id, raw_line
            rows between 1 following and unbounded following
        ), level) as lowest_level
    from levels
),

-- What people decide of a loss is kept by its gap, so that this must be the same when the report is downloaded again.
losses as (
    select
        *, concat_ws(':', store_id, sku, document_id, lost_date, nullif(
            row_number() over (partition by store_id, sku, document_id, lost_date order by raw_line, loss_id), 1)) as loss
    from {{ ref('reimbursements') }}
)

select
    'reimbursement_due:' || loss as gap_id,
    'reimbursement_due' as kind,
    store_id,
    document_id,
    order_id,
    sku,
    open_value_amount as amount,
    currency,
    lost_date as opened_date,
    deadline_date,
    -- A claim that is too late is a loss: nobody can act on it any more.
    case status when 'expired' then 'explained' else 'open' end as status,
    'units not made good: ' || open_qty || ' (' || claim_kind || '); claim until ' || deadline_date as detail_en,
    '未赔偿件数：' || open_qty || '（' || claim_kind || '）；索赔截止 ' || deadline_date as detail_zh,
    raw_file,
    raw_line,
    content_hash
from losses
where open_qty > 0 and claim_kind <> 'customer_return'

union all

select
    'reimbursement_not_paid:' || waiting.store_id || ':' || waiting.reimbursement_id as gap_id,
    'reimbursement_not_paid' as kind,
    waiting.store_id,
    waiting.reimbursement_id as document_id,
    waiting.order_id,
    waiting.sku,
    cast(waiting.amount as decimal(18, 4)) as amount,
    waiting.currency,
    waiting.step_date as opened_date,
    cast(null as date) as deadline_date,
    'open' as status,
    'approved on ' || waiting.step_date || ', in no settlement since' as detail_en,
    waiting.step_date || ' 批准，此后的结算单中没有' as detail_zh,
    waiting.raw_file,
    waiting.raw_line,
    waiting.content_hash
from waiting
cross join days
inner join spans
    on
        spans.store_id = waiting.store_id
        and spans.currency = waiting.currency
        and spans.from_date <= waiting.step_date
        and spans.until_date > {{ days_after('waiting.step_date', 'days.settled_days') }}
left join holes
    on
        holes.store_id = waiting.store_id
        and holes.currency = waiting.currency
        and holes.from_date < {{ days_after('waiting.step_date', 'days.settled_days') }}
        and holes.until_date > waiting.step_date
where waiting.step = 1 and waiting.lowest_level >= waiting.level and holes.store_id is null
