-- What names no SKU is given out to the last digit, in each document, account, month and currency; what is not given out
-- stands in full profit without a SKU, and nothing else does.
with given as (
    select document_id, account_id, category, month, currency, sum(amount) as amount, sum(amount_base) as amount_base
    from {{ ref('allocations') }}
    group by 1, 2, 3, 4, 5
),

booked as (
    select document_id, account_id, category, month, currency, sum(amount) as amount, sum(amount_base) as amount_base
    from {{ ref('int_amounts_without_sku') }}
    group by 1, 2, 3, 4, 5
),

kept as (
    select booked_store_id as store_id, month, currency, sum(amount) as amount, sum(amount_base) as amount_base
    from {{ ref('allocations') }}
    where sku = '(no sku)'
    group by 1, 2, 3
),

shown as (
    select
        store_id, month, currency, sum(full_profit_amount) as amount, sum(full_profit_amount_base) as amount_base
    from {{ ref('sku_profit_monthly') }}
    where sku = '(no sku)'
    group by 1, 2, 3
)

select booked.document_id as subject, booked.month, booked.currency, booked.amount, given.amount as other_amount
from booked
full outer join given
    on
        given.document_id = booked.document_id
        and given.account_id = booked.account_id
        and given.category = booked.category
        and given.month = booked.month
        and given.currency = booked.currency
where given.amount is distinct from booked.amount or given.amount_base is distinct from booked.amount_base

union all

select shown.store_id as subject, shown.month, shown.currency, shown.amount, kept.amount as other_amount
from shown
left join kept on kept.store_id = shown.store_id and kept.month = shown.month and kept.currency = shown.currency
where shown.amount <> coalesce(kept.amount, 0) or shown.amount_base <> coalesce(kept.amount_base, 0)
