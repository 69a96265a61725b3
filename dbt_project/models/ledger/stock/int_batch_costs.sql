-- What was paid for each batch, as it was written down. Goods cost what the purchase order says and freight, duty and
-- the rest what the receipt and the transfers say; without an order's price the cost sheet of that day says both.
with origins as (
    select * from {{ ref('int_traced_units') }} where is_origin
),

-- An order that has a SKU in several lines gives the average of their prices.
orders as (
    select
        store_id,
        purchase_order_id,
        sku,
        case when min(currency) = max(currency) then min(currency) end as currency,
        cast(sum({{ cost_of_units('purchase_cost_amount', 'ordered_qty') }}) as decimal(18, 4)) as ordered_amount,
        sum(ordered_qty) as ordered_qty
    from {{ ref('stg_purchasing__purchase_order_lines') }}
    where purchase_cost_amount is not null and ordered_qty > 0
    group by store_id, purchase_order_id, sku
),

costs as (
    select * from {{ ref('stg_purchasing__product_costs') }} where unit_cost_amount is not null
),

known as (
    select
        origins.sku,
        origins.batch_id,
        origins.quantity,
        origins.moved_date as cost_date,
        orders.ordered_qty is null as is_by_sheet,
        coalesce(orders.currency, costs.currency) as currency,
        coalesce(receipts.currency, orders.currency, costs.currency) as receipt_currency,
        costs.currency as sheet_currency,
        case
            when orders.ordered_qty is null then {{ cost_of_units('costs.unit_goods_amount', 'origins.quantity') }}
            else {{ share_of_amount('orders.ordered_amount', 'orders.ordered_qty', '0', 'origins.quantity') }}
        end as goods_amount,
        {%- for part in ['freight', 'duty', 'other'] %}
        receipts.{{ part }}_amount,
        case when orders.ordered_qty is null
            then {{ cost_of_units('costs.unit_' ~ part ~ '_amount', 'origins.quantity') }} end as sheet_{{ part }}_amount
        {{- ',' if not loop.last }}
        {%- endfor %}
    from origins
    left join {{ ref('stg_purchasing__receipts') }} as receipts
        on
            receipts.content_hash = origins.content_hash
            and receipts.raw_file = origins.raw_file
            and receipts.raw_line = origins.raw_line
            and receipts.sku = origins.sku
    left join orders
        on
            orders.store_id = origins.store_id
            and orders.purchase_order_id = origins.order_id
            and orders.sku = origins.sku
    left join costs
        on
            costs.store_id = origins.store_id
            and costs.sku = origins.sku
            and costs.valid_from_date <= origins.moved_date
            and (costs.valid_until_date is null or costs.valid_until_date > origins.moved_date)
),

-- A sheet's freight is that of the whole way.
carried as (
    select
        units.sku,
        units.batch_id,
        units.moved_date as cost_date,
        transfers.currency,
        {{ share_of_amount(
            'transfers.freight_amount',
            'sum(units.quantity) over (partition by units.movement_key)',
            'sum(units.quantity) over (partition by units.movement_key order by units.movement_id'
            ~ ' rows between unbounded preceding and current row) - units.quantity',
            'units.quantity'
        ) }} as amount
    from {{ ref('int_traced_units') }} as units
    inner join {{ ref('stg_purchasing__transfers') }} as transfers
        on
            transfers.content_hash = units.content_hash
            and transfers.raw_file = units.raw_file
            and transfers.raw_line = units.raw_line
            and transfers.sku = units.sku
    where units.reason = 'transfer_out' and units.batch_id is not null and transfers.freight_amount is not null
)

select sku, batch_id, 'goods' as part, cost_date, currency, goods_amount as amount
from known
{%- for part in ['freight', 'duty', 'other'] %}

union all

select
    sku, batch_id, '{{ part }}' as part, cost_date,
    case when {{ part }}_amount is null then sheet_currency else receipt_currency end as currency,
    coalesce({{ part }}_amount, sheet_{{ part }}_amount) as amount
from known
where coalesce({{ part }}_amount, sheet_{{ part }}_amount) is not null
{%- endfor %}

union all

select carried.sku, carried.batch_id, 'freight' as part, carried.cost_date, carried.currency, carried.amount
from carried
left join (
    select distinct sku, batch_id from known where freight_amount is null and sheet_freight_amount is not null
) as by_sheet on by_sheet.sku = carried.sku and by_sheet.batch_id = carried.batch_id
where by_sheet.sku is null
