{#- All values of a group as one text, in an order that does not depend on how rows are stored. -#}
{% macro joined_text(expression) -%}
    {{ return(adapter.dispatch('joined_text')(expression)) }}
{%- endmacro %}

{% macro duckdb__joined_text(expression) -%}
    string_agg({{ expression }}, ',' order by {{ expression }})
{%- endmacro %}

{% macro spark__joined_text(expression) -%}
    concat_ws(',', sort_array(collect_list({{ expression }})))
{%- endmacro %}
