{#- How something is kept that many models read. A cluster works a view out again at each mention of it, with every view
    beneath; in one process that costs less than storing it. -#}
{% macro read_by_many() -%}
    {{ return(adapter.dispatch('read_by_many')()) }}
{%- endmacro %}

{% macro default__read_by_many() -%}
    {{ return('view') }}
{%- endmacro %}

{% macro spark__read_by_many() -%}
    {{ return('table') }}
{%- endmacro %}
