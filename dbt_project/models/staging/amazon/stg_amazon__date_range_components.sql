{#- An order's own line counts its units even where no money moved; any other line without money is kept as it is. -#}
{%- set no_money = 'no_amount' -%}
with transactions as (
    select
        *,
        case
            when product_sales <> 0 or (transaction_type = 'order' and quantity is not null) then 'product_sales'
            {%- for column in date_range_columns()[1:] %}
            when {{ column }} <> 0 then '{{ column }}'
            {%- endfor %}
            else '{{ no_money }}'
        end as first_amount_type
    from {{ ref('stg_amazon__date_range_transactions') }}
),

amount_types as (
    {%- for column in date_range_columns() %}
    select '{{ column }}' as amount_type
    union all
    {%- endfor %}
    select '{{ no_money }}' as amount_type
),

components as (
    select
        transactions.*,
        amount_types.amount_type,
        case amount_types.amount_type
            {%- for column in date_range_columns() %}
            when '{{ column }}' then transactions.{{ column }}
            {%- endfor %}
            else 0
        end as amount
    from transactions
    cross join amount_types
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
    amount_type = first_amount_type as is_first_of_line,
    quantity,
    currency,
    is_deferred,
    transaction_at,
    transaction_date,
    raw_file,
    raw_line,
    content_hash
from components
where amount <> 0 or amount_type = first_amount_type
