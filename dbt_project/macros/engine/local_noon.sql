{#- Noon of a calendar date in a named timezone, as a moment: whatever the zone does with its clocks, it lies in that date. -#}
{% macro local_noon(date, timezone) -%}
    {{ return(adapter.dispatch('local_noon')(date, timezone)) }}
{%- endmacro %}

{% macro duckdb__local_noon(date, timezone) -%}
    timezone({{ timezone }}, cast({{ date }} as timestamp) + interval '12' hour)
{%- endmacro %}

{% macro spark__local_noon(date, timezone) -%}
    to_utc_timestamp(cast({{ date }} as timestamp) + interval '12' hour, {{ timezone }})
{%- endmacro %}
