{#- An amount as the factor of a product that keeps every digit: each engine widens products in a way of its own. -#}
{% macro exact_amount(amount) -%}
    {{ return(adapter.dispatch('exact_amount')(amount)) }}
{%- endmacro %}

{#- DuckDB would keep the product of two DECIMAL(18) in one of 18 digits where they are small enough; this one is wide. -#}
{% macro duckdb__exact_amount(amount) -%}
    cast({{ amount }} as decimal(20, 4))
{%- endmacro %}

{#- Spark cuts digits off a product whose operands have more than 37 together. -#}
{% macro spark__exact_amount(amount) -%}
    cast({{ amount }} as decimal(18, 4))
{%- endmacro %}
