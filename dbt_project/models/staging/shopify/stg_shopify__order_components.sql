with totals as (
    select * from {{ ref('stg_shopify__order_totals') }} where is_owed
),

lines as (
    select * from {{ ref('stg_shopify__orders') }} where is_owed
),

principals as (
    select store_id, content_hash, order_line, cast(sum(item_price_amount) as decimal(18, 4)) as item_price_amount
    from lines
    group by store_id, content_hash, order_line
),

orders as (
    select
        totals.*,
        coalesce(principals.item_price_amount, 0) as item_price_amount,
        totals.total_amount - totals.subtotal_amount - totals.shipping_amount - totals.duties_amount - totals.tip_amount
        - case when totals.is_tax_included then 0 else totals.tax_amount end as remainder_amount
    from totals
    left join principals
        on
            principals.store_id = totals.store_id
            and principals.content_hash = totals.content_hash
            and principals.order_line = totals.raw_line
),

amount_types as (
    {%- for name in ['Discount', 'LinesMissing', 'Shipping', 'ShippingDiscount', 'Tax', 'IncludedTax', 'Duties', 'Tip', 'Remainder'] %}
    select '{{ name }}' as amount_type
    {%- if not loop.last %} union all{% endif %}
    {%- endfor %}
),

of_orders as (
    select
        orders.*,
        amount_types.amount_type,
        case amount_types.amount_type
            -- Whichever way discounts were given, the subtotal is what was left of the prices.
            when case when orders.subtotal_amount < orders.item_price_amount then 'Discount' else 'LinesMissing' end
                then orders.subtotal_amount - orders.item_price_amount
            when 'Shipping' then orders.shipping_amount
            when 'Tax' then orders.tax_amount
            when 'IncludedTax' then case when orders.is_tax_included then -orders.tax_amount end
            when 'Duties' then orders.duties_amount
            when 'Tip' then orders.tip_amount
            -- What a total lacks, up to the price of shipping, is shipping that was given away.
            when
                case
                    when orders.remainder_amount < 0 and -orders.remainder_amount <= orders.shipping_amount
                        then 'ShippingDiscount'
                    else 'Remainder'
                end
                then orders.remainder_amount
        end as amount
    from orders
    cross join amount_types
)

select
    store_id,
    order_id,
    order_item_id,
    sku,
    'Principal' as amount_type,
    'principal:' || order_item_id as component,
    item_price_amount as amount,
    currency,
    quantity,
    purchased_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from lines

union all

select
    store_id,
    order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    amount_type,
    lower(amount_type) as component,
    cast(amount as decimal(18, 4)) as amount,
    currency,
    cast(null as integer) as quantity,
    purchased_at as posted_at,
    raw_file,
    raw_line,
    content_hash
from of_orders
where amount <> 0
