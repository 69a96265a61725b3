{#- The type of a moment, kept as UTC. -#}
{% macro moment_type() -%}
    {{ return(adapter.dispatch('moment_type')()) }}
{%- endmacro %}

{% macro duckdb__moment_type() -%}
    timestamp with time zone
{%- endmacro %}

{% macro spark__moment_type() -%}
    timestamp
{%- endmacro %}
