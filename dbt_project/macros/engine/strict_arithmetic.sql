{#- What a session must be told so that a sum that outgrows its type fails. dbt's Spark adapter turns that off, and an
    amount too large for its column would silently be null. -#}
{% macro strict_arithmetic() -%}
    {{ return(adapter.dispatch('strict_arithmetic')()) }}
{%- endmacro %}

{% macro duckdb__strict_arithmetic() -%}
{%- endmacro %}

{% macro spark__strict_arithmetic() -%}
    set spark.sql.ansi.enabled = true
{%- endmacro %}
