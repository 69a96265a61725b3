with settlements as (
    select * from {{ ref('int_stated_documents') }}
),

totals as (
    select * from {{ ref('int_settlement_totals') }}
),

compared as (
    select
        settlements.settlement_id,
        settlements.document_type,
        settlements.store_id,
        totals.marketplace,
        settlements.currency,
        settlements.period_start_at,
        settlements.period_end_at,
        settlements.deposit_at,
        settlements.format,
        settlements.stated_total_amount,
        cast(coalesce(totals.lines_total_amount, 0) as decimal(18, 4)) as lines_total_amount,
        cast(settlements.stated_total_amount - coalesce(totals.lines_total_amount, 0) as decimal(18, 4)) as gap_amount,
        cast(coalesce(totals.suspense_amount, 0) as decimal(18, 4)) as suspense_amount,
        coalesce(totals.line_count, 0) as line_count,
        explanations.explanation,
        settlements.raw_file,
        settlements.raw_line,
        settlements.content_hash
    from settlements
    left join totals on totals.settlement_id = settlements.settlement_id
    left join {{ ref('int_settlement_explanations') }} as explanations
        on explanations.settlement_id = settlements.settlement_id
)

select
    settlement_id,
    document_type,
    store_id,
    marketplace,
    currency,
    period_start_at,
    period_end_at,
    deposit_at,
    format,
    stated_total_amount,
    lines_total_amount,
    gap_amount,
    suspense_amount,
    line_count,
    -- Without a stated total there is nothing to prove the lines against.
    case
        when gap_amount = 0 then 'proven'
        when explanation is not null then 'explained'
        else 'open'
    end as status,
    explanation,
    raw_file,
    raw_line,
    content_hash
from compared
