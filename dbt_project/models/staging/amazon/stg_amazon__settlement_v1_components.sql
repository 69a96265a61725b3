{#- Each amount column of the wide file with the column that names it. A line may fill several of them. -#}
{%- set components = [
    ('price', 'price_amount', 'price_type'),
    ('item-related-fee', 'item_related_fee_amount', 'item_related_fee_type'),
    ('promotion', 'promotion_amount', 'promotion_type'),
    ('shipment-fee', 'shipment_fee_amount', 'shipment_fee_type'),
    ('order-fee', 'order_fee_amount', 'order_fee_type'),
    ('misc-fee', 'misc_fee_amount', none),
    ('other-fee', 'other_fee_amount', 'other_fee_reason_description'),
    ('direct-payment', 'direct_payment_amount', 'direct_payment_type'),
    ('other', 'other_amount', none),
] -%}
{#- An item begins with a line that carries nothing but its quantity. -#}
{%- set no_money = 'quantity' -%}
with lines as (
    select
        *,
        {#- Of a line with several amounts, the first one stands for the line where lines are counted. #}
        case
            {%- for name, amount, description in components %}
            when {{ amount }} is not null then '{{ name }}'
            {%- endfor %}
            else '{{ no_money }}'
        end as first_amount_type
    from {{ source('raw', 'amazon_settlement_v1_lines') }}
),

amount_types as (
    {%- for name, amount, description in components %}
    select '{{ name }}' as amount_type
    union all
    {%- endfor %}
    select '{{ no_money }}' as amount_type
),

components as (
    select
        lines.*,
        amount_types.amount_type,
        case amount_types.amount_type
            {%- for name, amount, description in components if description %}
            when '{{ name }}' then lines.{{ description }}
            {%- endfor %}
        end as amount_description,
        case amount_types.amount_type
            {%- for name, amount, description in components %}
            when '{{ name }}' then lines.{{ amount }}
            {%- endfor %}
            when lines.first_amount_type then 0
        end as amount
    from lines
    cross join amount_types
)

select
    settlement_id,
    store_id,
    'V1' as format,
    order_id,
    order_item_code as order_item_id,
    sku,
    marketplace_name as marketplace,
    coalesce(transaction_type, '') as transaction_type,
    amount_type,
    coalesce(amount_description, '') as amount_description,
    cast(amount as decimal(18, 4)) as amount,
    amount_type = first_amount_type as is_first_of_line,
    quantity_purchased as quantity,
    posted_at,
    raw_file,
    raw_line,
    content_hash
from components
where amount is not null
