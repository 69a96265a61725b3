-- What each settlement states as its total leaves the wallet: to the bank, or, when it is negative, as a debt that
-- the next settlement opens with. Zero only if lines and total agree.
with documents as (
    select * from {{ ref('int_documents') }} where booked_from = 'stated_total'
),

payouts as (
    select
        documents.*,
        settlements.stated_total_amount,
        settlements.raw_file,
        settlements.raw_line,
        coalesce(settlements.deposit_at, settlements.period_end_at) as booked_at,
        {{ local_date('coalesce(settlements.deposit_at, settlements.period_end_at)', 'documents.timezone') }}
            as booked_date
    from documents
    inner join {{ ref('int_settlements_current') }} as settlements
        on settlements.settlement_id = documents.source_document_id
),

converted as (
    select
        payouts.*,
        case
            when payouts.currency = payouts.reporting_currency then cast(1 as decimal(18, 8))
            else rates.fx_rate
        end as fx_rate
    from payouts
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = payouts.currency and rates.rate_date = payouts.booked_date
)

select
    document_id,
    document_type,
    document_version,
    raw_line,
    'total' as component,
    store_id,
    booked_at,
    booked_date,
    case when stated_total_amount >= 0 then 'payouts_in_transit' else 'amazon_wallet' end as debit_account,
    case when stated_total_amount >= 0 then 'amazon_wallet' else 'carried_balance' end as credit_account,
    cast(abs(stated_total_amount) as decimal(18, 4)) as amount,
    currency,
    fx_rate,
    {{ converted('abs(stated_total_amount)', 'fx_rate') }} as amount_base,
    'settlement_total' as rule_id,
    case when stated_total_amount >= 0 then 'transfer' else 'carry_forward_negative_balance' end as category,
    case
        when stated_total_amount >= 0 then 'Settlement total paid out'
        else 'Negative settlement total carried forward'
    end as description,
    raw_file,
    content_hash
from converted
