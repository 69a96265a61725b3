{#- An order's own line counts its units even where no money moved; any other line without money is kept as it is. -#}
{%- set sold = "(transaction_type = 'order' and quantity is not null)" -%}
{%- set components = [('product_sales', "(product_sales <> 0 or " ~ sold ~ ")")] -%}
{%- for column in date_range_columns()[1:] -%}
    {%- do components.append((column, "(" ~ column ~ " <> 0)")) -%}
{%- endfor -%}
with transactions as (
    select * from {{ ref('stg_amazon__date_range_transactions') }}
),

components as (
    {%- for column, holds in components %}
    select
        *,
        '{{ column }}' as amount_type,
        {{ column }} as amount,
        {% if loop.first %}true{% else %}not ({{ components[:loop.index0] | map(attribute=1) | join(' or ') }})
        {%- endif %} as is_first_of_line
    from transactions
    where {{ holds }}

    union all
    {% endfor %}
    select *, 'no_amount' as amount_type, 0 as amount, true as is_first_of_line
    from transactions
    where not ({{ components | map(attribute=1) | join(' or ') }})
)

select
    settlement_id,
    store_id,
    'DATE_RANGE' as format,
    order_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    sku,
    marketplace,
    transaction_type,
    amount_type,
    {#- Of what concerns an order the description is the product's title; of anything else it says what it is for. #}
    case
        when transaction_type in (
            'order', 'refund', 'chargeback_refund', 'a_to_z_guarantee', 'order_retrocharge', 'refund_retrocharge',
            'liquidations'
        ) then ''
        else coalesce(description, '')
    end as amount_description,
    cast(amount as decimal(18, 4)) as amount,
    is_first_of_line,
    quantity,
    currency,
    is_deferred,
    transaction_at,
    transaction_date,
    raw_file,
    raw_line,
    content_hash
from components
