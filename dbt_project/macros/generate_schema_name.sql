{#- A folder's schema is used as it is named: other programs rely on `finance.sku_profit_monthly`. On a cluster, which
    others use as well, every name begins with the prefix that the settings give. -#}
{% macro generate_schema_name(custom_schema_name, node=none) -%}
    {{ return(adapter.dispatch('generate_schema_name')(custom_schema_name)) }}
{%- endmacro %}

{% macro duckdb__generate_schema_name(custom_schema_name) -%}
    {{ return(custom_schema_name | trim if custom_schema_name else target.schema) }}
{%- endmacro %}

{% macro spark__generate_schema_name(custom_schema_name) -%}
    {{ return(schema_prefix() ~ custom_schema_name | trim if custom_schema_name else target.schema) }}
{%- endmacro %}

{% macro schema_prefix() -%}
    {{ return(env_var('SELLERHOUSE_SPARK_SCHEMA_PREFIX')) }}
{%- endmacro %}
