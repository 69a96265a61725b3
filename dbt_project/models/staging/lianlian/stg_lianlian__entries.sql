-- The fund flow, and what other pages tell of that it lacks: inbound funds and parts of withdrawals that are done.
-- A fee lies inside an entry's amount: the balance moves by the amount alone.
with flow as (
    select * from {{ ref('stg_lianlian__fund_flow') }}
),

inbound as (
    select * from {{ ref('stg_lianlian__inbound_funds') }}
),

withdrawals as (
    select * from {{ ref('stg_lianlian__withdrawals') }}
),

funds as (
    select
        store_id,
        funds_id,
        max(platform) as platform
    from inbound
    where funds_id is not null
    group by 1, 2
),

fees as (
    select
        store_id,
        withdrawal_id,
        detail_id,
        case when fee_currency = withdrawn_currency then part_actual_fee_amount end as fee_amount,
        is_first_part,
        -- Where LianLian converts on the way to the bank, the bank shows what arrives.
        is_paid_out and arrival_amount is not null and arrival_currency <> withdrawn_currency as is_converted
    from withdrawals
)

select
    flow.store_id,
    flow.transaction_id,
    flow.account_id,
    flow.account_date,
    flow.transacted_at,
    flow.currency,
    flow.amount,
    coalesce(fees.fee_amount, flow.fee_amount, 0) as fee_amount,
    flow.balance_amount,
    coalesce(
        flow.business_type,
        case when fees.detail_id is not null then '提现' when funds.funds_id is not null then '入账' end,
        ''
    ) as business_type,
    concat_ws(' ', coalesce(flow.platform, funds.platform), flow.counterparty, flow.remark) as description,
    flow.marketplace_name as marketplace,
    coalesce(fees.is_converted, false) as is_converted,
    true as is_first_of_line,
    '' as component_suffix,
    flow.raw_file,
    flow.raw_line,
    flow.content_hash
from flow
left join fees on fees.store_id = flow.store_id and fees.detail_id = flow.transaction_id and flow.amount < 0
left join funds on funds.store_id = flow.store_id and funds.funds_id = flow.transaction_id and flow.amount > 0

union all

select
    inbound.store_id,
    coalesce(inbound.funds_id, inbound.inbound_id) as transaction_id,
    inbound.account_id,
    inbound.account_date,
    inbound.created_at as transacted_at,
    inbound.currency,
    inbound.amount,
    0 as fee_amount,
    cast(null as decimal(18, 4)) as balance_amount,
    '入账' as business_type,
    concat_ws(' ', inbound.platform, inbound.shop_name) as description,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    false as is_converted,
    true as is_first_of_line,
    '' as component_suffix,
    inbound.raw_file,
    inbound.raw_line,
    inbound.content_hash
from inbound
left join flow on flow.store_id = inbound.store_id and flow.transaction_id = inbound.funds_id and flow.amount > 0
where inbound.is_paid_in and flow.transaction_id is null

union all

select
    withdrawals.store_id,
    withdrawals.detail_id as transaction_id,
    withdrawals.account_id,
    withdrawals.created_date as account_date,
    withdrawals.created_at as transacted_at,
    withdrawals.withdrawn_currency as currency,
    -withdrawals.part_amount as amount,
    coalesce(fees.fee_amount, 0) as fee_amount,
    cast(null as decimal(18, 4)) as balance_amount,
    '提现' as business_type,
    concat_ws(' ', withdrawals.platform, withdrawals.shop_name) as description,
    cast(null as {{ dbt.type_string() }}) as marketplace,
    fees.is_converted,
    withdrawals.is_first_part as is_first_of_line,
    ':' || withdrawals.detail_id as component_suffix,
    withdrawals.raw_file,
    withdrawals.raw_line,
    withdrawals.content_hash
from withdrawals
inner join fees
    on
        fees.store_id = withdrawals.store_id
        and fees.withdrawal_id = withdrawals.withdrawal_id
        and fees.detail_id = withdrawals.detail_id
left join flow on flow.store_id = withdrawals.store_id and flow.transaction_id = withdrawals.detail_id and flow.amount < 0
where withdrawals.is_paid_out and flow.transaction_id is null
