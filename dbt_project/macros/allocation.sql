{#- What costs can be given out by. Each is a column of whole numbers in int_allocation_pools. -#}
{% macro allocation_drivers() -%}
    {{ return(['units', 'revenue', 'weight', 'volume', 'storage_volume_days', 'attributed_ad_sales']) }}
{%- endmacro %}

{#- Whose SKUs bear a cost, and what tells these pools apart; the finest first. An order is its own store's, or else of the
    only store that knows it: a payment provider's account does not. -#}
{% macro allocation_order_levels() -%}
    {{ return({'order': ['store_id', 'order_id'], 'order_elsewhere': ['order_id']}) }}
{%- endmacro %}

{% macro allocation_goods_levels() -%}
    {{ return({
        'marketplace_month': ['store_id', 'marketplace', 'month'],
        'store_month': ['store_id', 'month'],
        'store_quarter': ['store_id', 'quarter'],
        'company_month': ['month'],
        'company_quarter': ['quarter'],
    }) }}
{%- endmacro %}

{#- The levels as rows, to be joined to each row that can belong to a pool of any of them. -#}
{% macro allocation_level_rows(levels) -%}
    {%- for rule in levels %}
    select '{{ rule }}' as rule, {{ loop.index }} as coarseness
    {{- ' union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- The pool of its level that a row belongs to; none where the row lacks what tells them apart. -#}
{% macro allocation_pool(levels) -%}
    case levels.rule
        {%- for rule, columns in levels.items() %}
        when '{{ rule }}' then
            {%- for column in columns %}
            {%- set of_row = "date_trunc('quarter', month)" if column == 'quarter' else column %}
            {{ 'lower(cast(cast(' ~ of_row ~ ' as date) as ' ~ dbt.type_string() ~ '))' if column in ('month', 'quarter')
                else 'lower(' ~ of_row ~ ')' }}{{ " || '|' ||" if not loop.last }}
            {%- endfor %}
        {%- endfor %}
    end
{%- endmacro %}

{#- What the row's `driver` counts, of columns named after the drivers. -#}
{% macro driver_figure(prefix='') -%}
    case driver
    {%- for driver in allocation_drivers() %}
        when '{{ driver }}' then {{ prefix }}{{ driver }}
    {%- endfor %}
    end
{%- endmacro %}

{#- The figures of each driver added up. One that is known of a part only is not known. -#}
{% macro summed_drivers() -%}
    {%- for driver in allocation_drivers() %}
    cast(case when count({{ driver }}) = count(*) then sum({{ driver }}) end as bigint) as {{ driver }}
    {{- ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
