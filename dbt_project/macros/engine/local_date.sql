{#- The calendar date of a moment in a named timezone. -#}
{% macro local_date(moment, timezone) -%}
    {{ return(adapter.dispatch('local_date')(moment, timezone)) }}
{%- endmacro %}

{% macro duckdb__local_date(moment, timezone) -%}
    cast(timezone({{ timezone }}, {{ moment }}) as date)
{%- endmacro %}

{% macro spark__local_date(moment, timezone) -%}
    cast(from_utc_timestamp({{ moment }}, {{ timezone }}) as date)
{%- endmacro %}
