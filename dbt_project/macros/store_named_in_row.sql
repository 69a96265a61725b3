{#- The store that a row names itself, else the one its file was loaded for. -#}
{% macro store_named_in_row() -%}
    coalesce(nullif(lower(trim(store)), ''), store_id)
{%- endmacro %}
