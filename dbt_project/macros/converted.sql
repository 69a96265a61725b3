{#- An amount at a rate, rounded once, half away from zero. The wider type keeps large amounts at large rates exact. -#}
{% macro converted(amount, rate) -%}
    cast(cast({{ amount }} as decimal(20, 4)) * {{ rate }} as decimal(18, 4))
{%- endmacro %}

{#- The cost of some units. -#}
{% macro cost_of_units(unit_cost, units) -%}
    cast(cast({{ unit_cost }} as decimal(20, 4)) * {{ units }} as decimal(18, 4))
{%- endmacro %}
