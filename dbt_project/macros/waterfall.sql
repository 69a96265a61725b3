{#- The steps from sales to profit, as the chart of accounts names them, and the sums that are made of them. -#}

{% macro profit_lines() -%}
    {{ return([
        'product_sales', 'shipping', 'promotions', 'refunds', 'cogs', 'referral_fees', 'fulfilment_fees',
        'storage_fees', 'other_fees', 'advertising', 'reimbursements', 'adjustments'
    ]) }}
{%- endmacro %}

{#- One column for each step from rows that hold `profit_line`, `profit_amount` and `profit_amount_base`. -#}
{% macro waterfall_steps() -%}
    {%- for base in ['', '_base'] -%}
    {%- for line in profit_lines() %}
    cast(coalesce(sum(case when profit_line = '{{ line }}' then profit_amount{{ base }} end), 0) as decimal(18, 4))
        as {{ line }}_amount{{ base }}{{ ',' if not (loop.last and base) }}
    {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{#- The steps and their sums, as both profit tables show them. -#}
{% macro waterfall_columns() -%}
    {%- for base in ['', '_base'] -%}
    {%- set net_sales = ['product_sales', 'shipping', 'promotions', 'refunds'] -%}
    {%- set fees = ['referral_fees', 'fulfilment_fees', 'storage_fees', 'other_fees'] -%}
    {%- set other = ['reimbursements', 'adjustments'] %}
    product_sales_amount{{ base }},
    shipping_amount{{ base }},
    promotions_amount{{ base }},
    refunds_amount{{ base }},
    {{ waterfall_sum(net_sales, base) }} as net_sales_amount{{ base }},
    cogs_amount{{ base }},
    {{ waterfall_sum(net_sales + ['cogs'], base) }} as gross_profit_amount{{ base }},
    referral_fees_amount{{ base }},
    fulfilment_fees_amount{{ base }},
    storage_fees_amount{{ base }},
    other_fees_amount{{ base }},
    {{ waterfall_sum(fees, base) }} as fees_amount{{ base }},
    advertising_amount{{ base }},
    reimbursements_amount{{ base }},
    {{ waterfall_sum(other, base) }} as other_amount{{ base }},
    {{ waterfall_sum(profit_lines(), base) }} as profit_amount{{ base }}{{ ',' if not base }}
    {%- endfor -%}
{%- endmacro %}

{% macro waterfall_sum(lines, base) -%}
    cast({% for line in lines %}{{ line }}_amount{{ base }}{{ ' + ' if not loop.last }}{% endfor %} as decimal(18, 4))
{%- endmacro %}
