{#- The last value up to here that is not null. Rows that the order takes for equal see each other's. -#}
{% macro last_known(expression, window) -%}
    {{ return(adapter.dispatch('last_known')(expression, window)) }}
{%- endmacro %}

{% macro duckdb__last_known(expression, window) -%}
    last_value({{ expression }} ignore nulls) over {{ window }}
{%- endmacro %}

{% macro spark__last_known(expression, window) -%}
    last_value({{ expression }}, true) over {{ window }}
{%- endmacro %}
