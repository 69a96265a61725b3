{#- An amount at a rate, rounded once, half away from zero. -#}
{% macro converted(amount, rate) -%}
    cast({{ exact_amount(amount) }} * {{ rate }} as decimal(18, 4))
{%- endmacro %}

{#- The cost of some units. -#}
{% macro cost_of_units(unit_cost, units) -%}
    cast({{ exact_amount(unit_cost) }} * {{ units }} as decimal(18, 4))
{%- endmacro %}
