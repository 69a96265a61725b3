{#- The SKUs that are replaced together when one of them changes. -#}
{% macro sku_group(sku) -%}
    {{ return(adapter.dispatch('sku_group')(sku)) }}
{%- endmacro %}

{#- Each by itself. -#}
{% macro duckdb__sku_group(sku) -%}
    {{ sku }}
{%- endmacro %}

{#- A 256th of them, since what is replaced together is a partition. -#}
{% macro spark__sku_group(sku) -%}
    substr(md5({{ sku }}), 1, 2)
{%- endmacro %}
