{#- Rows of one column, `number`. -#}
{% macro numbers(values) -%}
    {%- for value in values %}select {{ value }} as number{{ ' union all ' if not loop.last }}{% endfor -%}
{%- endmacro %}
