{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Reports say what a refund cost but not how many units came back. Estimated from the price that the same order item
-- sold at: a full price is a unit, less than half of one is a courtesy and none. Where the sale is not in any
-- loaded report, a refund counts as one unit.
with refunds as (
    select
        store_id,
        marketplace,
        order_id,
        order_item_id,
        coalesce(sku, '(no sku)') as sku,
        {{ first_of_month('booked_date') }} as month,
        currency,
        min(booked_date) as first_refunded_date,
        sum(case when debit_account = 'refunds' then amount else -amount end) as refunded_amount
    from {{ ref('int_document_entries') }}
    where category = 'refund_product'
    group by 1, 2, 3, 4, 5, 6, 7
),

refunded_orders as (
    select distinct store_id, order_id from refunds
),

prices as (
    select
        sales.store_id,
        sales.order_id,
        coalesce(sales.sku, '(no sku)') as sku,
        sum(sales.amount) as sold_amount,
        sum(sales.quantity) as sold_quantity
    from {{ ref('int_document_entries') }} as sales
    inner join refunded_orders
        on refunded_orders.store_id = sales.store_id and refunded_orders.order_id = sales.order_id
    where sales.category = 'revenue_product'
    group by 1, 2, 3
)

select
    refunds.store_id,
    refunds.marketplace,
    refunds.order_id,
    refunds.order_item_id,
    refunds.sku,
    refunds.month,
    refunds.currency,
    refunds.first_refunded_date,
    cast(case
        when refunds.refunded_amount <= 0 then 0
        when coalesce(prices.sold_amount, 0) <= 0 or coalesce(prices.sold_quantity, 0) <= 0 then 1
        else least(
            -- floor(x + 1/2) in whole numbers of 1e-4: how many unit prices fit, rounded
            {{ whole_quotient(
                '(2 * refunds.refunded_amount * prices.sold_quantity + prices.sold_amount) * 10000',
                '2 * prices.sold_amount * 10000'
            ) }},
            prices.sold_quantity
        )
    end as bigint) as units_refunded_qty
from refunds
left join prices
    on
        prices.store_id = refunds.store_id
        and prices.order_id = refunds.order_id
        and prices.sku = refunds.sku
