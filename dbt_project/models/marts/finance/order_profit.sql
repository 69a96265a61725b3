{{ config(materialized='view') }}
-- Always as the ledger stands: a view, so that ten million lines are not written a second time.
with entries as (
    select
        store_id, marketplace, coalesce(sku, '(no sku)') as sku, order_id, order_item_id,
        {{ first_of_month('booked_date') }} as month, currency, booked_at, debit_account, credit_account, amount,
        amount_base, quantity as sold_quantity,
        case when coalesce(sku, '') = '' then quantity else 0 end as uncosted_quantity
    from {{ ref('int_document_entries') }}

    union all

    select
        store_id, marketplace, coalesce(sku, '(no sku)') as sku, order_id, order_item_id,
        {{ first_of_month('booked_date') }} as month, currency, booked_at, debit_account, credit_account, amount,
        amount_base, 0 as sold_quantity,
        case when amount is null then moved_qty else 0 end as uncosted_quantity
    from {{ ref('int_goods_entries') }}
),

profits as (
    select
        entries.*,
        coalesce(credited.profit_line, debited.profit_line) as profit_line,
        case when credited.profit_line is not null then entries.amount else -entries.amount end as profit_amount,
        case when credited.profit_line is not null then entries.amount_base else -entries.amount_base end
            as profit_amount_base
    from entries
    left join {{ ref('accounts') }} as credited on credited.account_id = entries.credit_account
    left join {{ ref('accounts') }} as debited on debited.account_id = entries.debit_account
    -- A loss of what had come back of a sale stays a cost of goods: nothing of the profit moves.
    where credited.profit_line is distinct from debited.profit_line
),

items as (
    select
        store_id,
        marketplace,
        sku,
        order_id,
        order_item_id,
        month,
        currency,
        min(booked_at) as first_posted_at,
        cast(coalesce(sum(sold_quantity), 0) as bigint) as units_sold_qty,
        cast(coalesce(sum(uncosted_quantity), 0) as bigint) as units_uncosted_qty,
        {{- waterfall_steps() }}
    from profits
    group by 1, 2, 3, 4, 5, 6, 7
)

select
    items.store_id,
    items.marketplace,
    items.sku,
    items.order_id,
    items.order_item_id,
    items.month,
    items.currency,
    items.first_posted_at,
    items.units_sold_qty,
    coalesce(refunds.units_refunded_qty, 0) as units_refunded_qty,
    sum(items.units_uncosted_qty) over item = 0 as is_cost_complete,
    {{- waterfall_columns() }}
from items
left join {{ ref('int_refunded_items') }} as refunds
    on
        refunds.store_id = items.store_id
        and refunds.marketplace is not distinct from items.marketplace
        and refunds.order_id is not distinct from items.order_id
        and refunds.order_item_id is not distinct from items.order_item_id
        and refunds.sku = items.sku
        and refunds.month = items.month
        and refunds.currency = items.currency
-- Goods may leave in another month than that in which they are settled.
window item as (
    partition by items.store_id, items.marketplace, items.sku, items.order_id, items.order_item_id
)
