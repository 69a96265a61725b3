{#- The quotient of two exchange rates as DECIMAL(18, 8), half away from zero, without a float on the way. -#}
{% macro quotient(numerator, denominator) -%}
    {{ return(adapter.dispatch('quotient')(numerator, denominator)) }}
{%- endmacro %}

{#- DuckDB divides decimals as floats, so this divides whole numbers of 1e-8 and rounds by adding half the divisor. -#}
{% macro duckdb__quotient(numerator, denominator) -%}
    {%- set over = "cast(cast(" ~ numerator ~ " as decimal(20, 8)) * 100000000 as hugeint)" -%}
    {%- set under = "cast(cast(" ~ denominator ~ " as decimal(20, 8)) * 100000000 as hugeint)" -%}
    cast(
        cast(({{ over }} * 200000000 + {{ under }}) // (2 * {{ under }}) as decimal(19, 0))
        * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
    )
{%- endmacro %}

{% macro spark__quotient(numerator, denominator) -%}
    cast(round(cast({{ numerator }} as decimal(18, 8)) / cast({{ denominator }} as decimal(18, 8)), 8) as decimal(18, 8))
{%- endmacro %}
