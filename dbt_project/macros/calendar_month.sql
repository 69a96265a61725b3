{#- The month of a moment in UTC, as 2026-07: what a document is named after that has no name of its own. -#}
{% macro calendar_month(moment) -%}
    substr(cast({{ local_date(moment, "'UTC'") }} as {{ dbt.type_string() }}), 1, 7)
{%- endmacro %}
