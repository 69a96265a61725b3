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
        {%- for name in landed_parts() %}
        {%- for source, amount in [('', name ~ '_amount'), ('average_', name ~ '_amount_base')] %}
        cast(case
            when parts.part = 'landed' then costs.{{ source }}{{ amount }} - costs.{{ source }}{{ amount | replace(name, 'goods') }}
            when 'supplier_payables' in (costs.debit_account, costs.credit_account)
                then costs.{{ source }}{{ amount | replace(name, 'goods') }}
            else costs.{{ source }}{{ amount }}
        end as decimal(18, 4)) as booked_{{ source }}{{ name }}_amount,
        {%- endfor %}
        {%- endfor %}
        costs.debit_account = 'cost_of_goods_sold' as is_sale
    from {{ ref('int_goods_costs') }} as costs
    inner join documents on documents.document_id = costs.document_id
    inner join parts on parts.part = 'goods' or 'supplier_payables' in (costs.debit_account, costs.credit_account)
),

converted as (
    select
        booked.*,
        case
            when booked.is_by_average then booked.average_fx_rate
            when booked.currency = settings.reporting_currency then cast(1 as decimal(18, 8))
            else rates.fx_rate
        end as fx_rate
    from booked
    cross join settings
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = booked.currency and rates.rate_date = booked.rated_date
),

valued as (
    select
        *,
        case when is_by_average then 'average' when is_by_batch then 'batch' else 'sheet' end as cost_source,
        {%- for name in landed_parts() %}
        case
            when is_by_average then booked_average_{{ name }}_amount
            else {{ converted('booked_' ~ name ~ '_amount', 'fx_rate') }}
        end as booked_{{ name }}_amount_base{{ ',' if not loop.last }}
        {%- endfor %}
    from converted
)

select
    valued.document_id, valued.document_type, valued.document_version, valued.raw_line,
    valued.unit_run_id || ':' || valued.part as component,
    valued.store_id,
    valued.marketplace,
    valued.moved_at as booked_at,
    valued.moved_date as booked_date,
    case when valued.debit_account = 'supplier_payables' then valued.bill_account
        else valued.debit_account end as debit_account,
    case when valued.credit_account = 'supplier_payables' then valued.bill_account
        else valued.credit_account end as credit_account,
    valued.booked_landed_amount as amount,
    coalesce(valued.currency, stores.currency, 'XXX') as currency,
    valued.fx_rate,
    valued.booked_landed_amount_base as amount_base,
    {%- for base in ['', '_base'] %}
    {%- for part, (until, after) in parts_of_cost().items() %}
    cast(valued.booked_{{ until }}_amount{{ base }} - valued.booked_{{ after }}_amount{{ base }} as decimal(18, 4))
        as cost_{{ part }}_amount{{ base }},
    {%- endfor %}
    {%- endfor %}
    valued.order_id,
    valued.order_item_id,
    valued.sku,
    valued.moved_qty,
    valued.cost_source || '_cost' as rule_id,
    case
        when 'stock_losses' in (valued.debit_account, valued.credit_account) then 'stock_loss'
        when 'cost_of_goods_sold' in (valued.debit_account, valued.credit_account) then 'cost_of_goods'
        when valued.credit_account = 'opening_balances' then 'opening_balance'
        when valued.part = 'landed' then 'landed_cost'
        else 'goods_received'
    end as category,
    'Goods moved: ' || valued.reason || case valued.cost_source
        when 'average' then ', at the average' when 'batch' then ', by their batch' else ', by the cost sheet' end
        as description,
    valued.raw_file,
    valued.content_hash
from valued
left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = valued.store_id
where valued.booked_landed_amount <> 0 or (valued.booked_landed_amount is null and valued.is_sale)
