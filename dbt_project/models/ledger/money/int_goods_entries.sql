{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='document_id',
    meta={'refreshed_by': 'int_ledger_to_refresh'},
) }}
-- What came goes from the account of where it came from to that of where it is: inventory, cost of goods sold, losses.
-- A supplier is owed what the goods cost; freight and duty wait for their own bills. What the seller holds keeps the
-- rate of the day on which it was received. Units without a known cost have no amount, and the ledger no entry of them.
with documents as (
    select documents.*
    from {{ ref('int_goods_documents') }} as documents
    inner join {{ ref('int_ledger_to_refresh') }} as refreshed on refreshed.document_id = documents.document_id
),

parts as (
    select 'goods' as part
    union all
    select 'landed' as part
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

booked as (
    select
        costs.*,
        documents.document_type,
        documents.document_version,
        parts.part,
        case when parts.part = 'landed' then 'landed_cost_clearing' else 'supplier_payables' end as bill_account,
        case
            when parts.part = 'landed' then cast(costs.landed_amount - costs.goods_amount as decimal(18, 4))
            when 'supplier_payables' in (costs.debit_account, costs.credit_account) then costs.goods_amount
            else costs.landed_amount
        end as amount,
        costs.debit_account = 'cost_of_goods_sold' as is_sale
    from {{ ref('int_goods_costs') }} as costs
    inner join documents on documents.document_id = costs.document_id
    inner join parts on parts.part = 'goods' or 'supplier_payables' in (costs.debit_account, costs.credit_account)
),

converted as (
    select
        booked.*,
        case
            when booked.currency = settings.reporting_currency then cast(1 as decimal(18, 8))
            else rates.fx_rate
        end as fx_rate
    from booked
    cross join settings
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = booked.currency and rates.rate_date = booked.rated_date
)

select
    converted.document_id,
    converted.document_type,
    converted.document_version,
    converted.raw_line,
    converted.unit_run_id || ':' || converted.part as component,
    converted.store_id,
    converted.marketplace,
    converted.moved_at as booked_at,
    converted.moved_date as booked_date,
    case when converted.debit_account = 'supplier_payables' then converted.bill_account
        else converted.debit_account end as debit_account,
    case when converted.credit_account = 'supplier_payables' then converted.bill_account
        else converted.credit_account end as credit_account,
    converted.amount,
    coalesce(converted.currency, stores.currency, 'XXX') as currency,
    converted.fx_rate,
    {{ converted('converted.amount', 'converted.fx_rate') }} as amount_base,
    converted.order_id,
    converted.order_item_id,
    converted.sku,
    converted.moved_qty,
    case when converted.is_by_batch then 'batch_cost' else 'sheet_cost' end as rule_id,
    case
        when 'stock_losses' in (converted.debit_account, converted.credit_account) then 'stock_loss'
        when 'cost_of_goods_sold' in (converted.debit_account, converted.credit_account) then 'cost_of_goods'
        when converted.credit_account = 'opening_balances' then 'opening_balance'
        when converted.part = 'landed' then 'landed_cost'
        else 'goods_received'
    end as category,
    'Goods moved: ' || converted.reason || case when converted.is_by_batch then ', by their batch' else ', by the cost sheet' end
        as description,
    converted.raw_file,
    converted.content_hash
from converted
left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = converted.store_id
where converted.amount <> 0 or (converted.amount is null and converted.is_sale)
