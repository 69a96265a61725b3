{#- The steps from sales to profit, as the chart of accounts names them, and the sums that are made of them. -#}

{% macro profit_lines() -%}
    {{ return([
        'product_sales', 'shipping', 'promotions', 'refunds', 'cogs', 'referral_fees', 'fulfilment_fees',
        'storage_fees', 'other_fees', 'overheads', 'advertising', 'reimbursements', 'adjustments', 'financial'
    ]) }}
{%- endmacro %}

{#- What has been given out to SKUs, beside what names them itself. -#}
{% macro allocated_lines() -%}
    {{ return(['allocated_fees', 'allocated_advertising', 'allocated_other']) }}
{%- endmacro %}

{#- One column for each step, and one for each part of the cost of goods but the goods themselves, from rows that hold
    `profit_line`, `profit_amount`, `cost_<part>_amount`, and the same in the reporting currency. -#}
{% macro waterfall_steps(lines=none) -%}
    {%- for base in ['', '_base'] -%}
    {%- for line in lines or profit_lines() %}
    cast(coalesce(sum(case when profit_line = '{{ line }}' then profit_amount{{ base }} end), 0) as decimal(18, 4))
        as {{ line }}_amount{{ base }}{{ ',' if not (loop.last and base) }}
    {%- if line == 'cogs' -%}
    {%- for part in parts_of_cost() %}
    cast(coalesce(sum(case when profit_line = 'cogs' then cost_{{ part }}_amount{{ base }} end), 0) as decimal(18, 4))
        as cogs_{{ part }}_amount{{ base }},
    {%- endfor -%}
    {%- endif -%}
    {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}

{#- The steps and their sums, as all profit tables show them: what names its SKU, and where asked what was given out. -#}
{% macro waterfall_columns(allocated=false) -%}
    {%- for base in ['', '_base'] -%}
    {%- set net_sales = ['product_sales', 'shipping', 'promotions', 'refunds'] -%}
    {%- set fees = ['referral_fees', 'fulfilment_fees', 'storage_fees', 'other_fees', 'overheads'] -%}
    {%- set contribution_1 = net_sales + ['cogs', 'referral_fees', 'fulfilment_fees'] -%}
    {%- set marketplace = contribution_1 + ['advertising', 'storage_fees', 'other_fees', 'reimbursements', 'adjustments'] %}
    product_sales_amount{{ base }},
    shipping_amount{{ base }},
    promotions_amount{{ base }},
    refunds_amount{{ base }},
    {{ waterfall_sum(net_sales, base) }} as net_sales_amount{{ base }},
    cogs_amount{{ base }},
    {{ cogs_goods(base) }} as cogs_goods_amount{{ base }},
    {%- for part in parts_of_cost() %}
    cogs_{{ part }}_amount{{ base }},
    {%- endfor %}
    {{ waterfall_sum(net_sales + ['cogs'], base) }} as gross_profit_amount{{ base }},
    referral_fees_amount{{ base }},
    fulfilment_fees_amount{{ base }},
    {{ waterfall_sum(contribution_1, base) }} as contribution_1_amount{{ base }},
    advertising_amount{{ base }},
    {{ waterfall_sum(contribution_1 + ['advertising'], base) }} as contribution_2_amount{{ base }},
    storage_fees_amount{{ base }},
    other_fees_amount{{ base }},
    reimbursements_amount{{ base }},
    {{ waterfall_sum(marketplace, base) }} as marketplace_profit_amount{{ base }},
    overheads_amount{{ base }},
    {{ waterfall_sum(fees, base) }} as fees_amount{{ base }},
    financial_amount{{ base }},
    {{ waterfall_sum(['reimbursements', 'adjustments', 'financial'], base) }} as other_amount{{ base }},
    {{ waterfall_sum(profit_lines(), base) }} as profit_amount{{ base }}
    {%- if allocated -%}
    {%- for line in allocated_lines() %},
    {{ line }}_amount{{ base }}
    {%- endfor %},
    {{ waterfall_sum(allocated_lines(), base) }} as allocated_amount{{ base }},
    {{ waterfall_sum(profit_lines() + allocated_lines(), base) }} as full_profit_amount{{ base }}
    {%- endif -%}
    {{ ',' if not base }}
    {%- endfor -%}
{%- endmacro %}

{% macro waterfall_sum(lines, base) -%}
    cast({% for line in lines %}{{ line }}_amount{{ base }}{{ ' + ' if not loop.last }}{% endfor %} as decimal(18, 4))
{%- endmacro %}

{#- What of the cost of goods is no other part of it. -#}
{% macro cogs_goods(base) -%}
    cast(cogs_amount{{ base }}{% for part in parts_of_cost() %} - cogs_{{ part }}_amount{{ base }}{% endfor %} as decimal(18, 4))
{%- endmacro %}
