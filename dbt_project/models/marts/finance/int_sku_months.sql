{{ config(
    schema='intermediate',
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='month',
    meta={'refreshed_by': 'int_months_to_refresh'},
    contract={'enforced': false},
) }}
-- Profit and units of each SKU and month. Entries are first added up by account, then turned into columns: that
-- reads every entry of the month once and touches few rows after it.
with months as (
    select month from {{ ref('int_months_to_refresh') }}
),

entries as (
    select
        store_id, marketplace, sku, {{ first_of_month('booked_date') }} as month, currency, debit_account,
        credit_account, amount, amount_base, quantity as sold_quantity,
        case when coalesce(sku, '') = '' then quantity else 0 end as uncosted_quantity
    from {{ ref('int_document_entries') }}

    union all

    select
        store_id, marketplace, sku, {{ first_of_month('booked_date') }} as month, currency, debit_account,
        credit_account, amount, amount_base, 0 as sold_quantity,
        case when amount is null then moved_qty else 0 end as uncosted_quantity
    from {{ ref('int_goods_entries') }}
),

account_sums as (
    select
        entries.store_id,
        entries.marketplace,
        coalesce(entries.sku, '(no sku)') as sku,
        entries.month,
        entries.currency,
        entries.debit_account,
        entries.credit_account,
        sum(entries.amount) as amount,
        sum(entries.amount_base) as amount_base,
        coalesce(sum(entries.sold_quantity), 0) as units_sold_qty,
        coalesce(sum(entries.uncosted_quantity), 0) as units_uncosted_qty
    from entries
    inner join months on months.month = entries.month
    group by 1, 2, 3, 4, 5, 6, 7
),

profits as (
    select
        sums.*,
        coalesce(credited.profit_line, debited.profit_line) as profit_line,
        case when credited.profit_line is not null then sums.amount else -sums.amount end as profit_amount,
        case when credited.profit_line is not null then sums.amount_base else -sums.amount_base end
            as profit_amount_base
    from account_sums as sums
    left join {{ ref('accounts') }} as credited on credited.account_id = sums.credit_account
    left join {{ ref('accounts') }} as debited on debited.account_id = sums.debit_account
    -- A loss of what had come back of a sale stays a cost of goods: nothing of the profit moves.
    where credited.profit_line is distinct from debited.profit_line
)

select
    store_id,
    marketplace,
    sku,
    month,
    currency,
    cast(sum(units_sold_qty) as bigint) as units_sold_qty,
    cast(sum(units_uncosted_qty) as bigint) as units_uncosted_qty,
    {{- waterfall_steps() }}
from profits
group by 1, 2, 3, 4, 5
