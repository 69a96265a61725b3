{#- The columns that say what goods cost at the supplier, and with each part that they bear until they have landed. They are
    kept up to each part, so that the parts add up to the whole however they are rounded. -#}
{% macro landed_parts() -%}
    {{ return(['goods', 'up_to_freight', 'up_to_duty', 'landed']) }}
{%- endmacro %}

{#- The parts beyond goods: each is what its column says less what the column before it does. -#}
{% macro parts_of_cost() -%}
    {{ return({'freight': ['up_to_freight', 'goods'], 'duty': ['up_to_duty', 'up_to_freight'], 'other': ['landed', 'up_to_duty']}) }}
{%- endmacro %}

{#- The columns of an entry that say what of its amount is a part beyond goods, and those columns where nothing is. -#}
{% macro cost_part_columns() -%}
    {%- set columns = [] -%}
    {%- for base in ['', '_base'] -%}
        {%- for part in parts_of_cost() %}{% do columns.append('cost_' ~ part ~ '_amount' ~ base) %}{% endfor -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}

{% macro no_cost_parts() -%}
    {%- for column in cost_part_columns() %}
        cast(0 as decimal(18, 4)) as {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- What some units of a batch cost up to a part: by their places in it, else at what one costs. -#}
{% macro batch_units_up_to(part, before, units) -%}
    {{ cost_of_batch_units(_batch_cost_up_to(part, 'landed'), _batch_cost_up_to(part, 'unit'), before, units) }}
{%- endmacro %}

{% macro _batch_cost_up_to(part, of) -%}
    {%- set names = {'goods': ['goods'], 'up_to_freight': ['goods', 'freight'], 'up_to_duty': ['goods', 'freight', 'duty']} -%}
    {%- if part == 'landed' -%}
    batches.{{ 'landed_amount' if of == 'landed' else 'unit_cost_amount' }}
    {%- else -%}
    ({%- for name in names[part] %}batches.{{ of }}_{{ name }}_amount{{ ' + ' if not loop.last }}{% endfor %})
    {%- endif -%}
{%- endmacro %}

{#- What a unit costs up to a part by the cost sheet. A cost that is known only as a whole counts as the goods'. -#}
{% macro sheet_cost_up_to(part) -%}
    {%- set beyond = {
        'landed': [], 'up_to_duty': ['other'], 'up_to_freight': ['other', 'duty'], 'goods': ['other', 'duty', 'freight']
    } -%}
    costs.unit_cost_amount
    {%- for name in beyond[part] %} - coalesce(costs.unit_{{ name }}_amount, 0){% endfor %}
{%- endmacro %}
