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
with lines as (
    select * from {{ source('raw', 'amazon_settlement_v1_lines') }}
),

components as (
    {%- for name, amount, description in components %}
    select
        *,
        '{{ name }}' as amount_type,
        coalesce({{ description or 'null' }}, '') as amount_description,
        {{ amount }} as amount,
        {#- Of a line with several amounts, the first one stands for the line where lines are counted. #}
        {% if loop.first %}true{% else %}coalesce({{ components[:loop.index0] | map(attribute=1) | join(', ') }}) is null
        {%- endif %} as is_first_of_line
    from lines
    where {{ amount }} is not null

    union all
    {% endfor %}
    -- An item begins with a line that carries nothing but its quantity.
    select *, 'quantity' as amount_type, '' as amount_description, 0 as amount, true as is_first_of_line
    from lines
    where coalesce({{ components | map(attribute=1) | join(', ') }}) is null
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
    amount_description,
    cast(amount as decimal(18, 4)) as amount,
    is_first_of_line,
    quantity_purchased as quantity,
    posted_at,
    raw_file,
    raw_line,
    content_hash
from components
