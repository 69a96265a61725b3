{#- The quotient of two exchange rates as DECIMAL(18, 8), half away from zero: whole numbers of 1e-8 are divided, and
    adding half the divisor rounds. Nothing passes through a float, nor through a quotient that was rounded before. -#}
{% macro quotient(numerator, denominator) -%}
    {%- set over = "cast(cast(" ~ numerator ~ " as decimal(20, 8)) * 100000000 as decimal(20, 0))" -%}
    {%- set under = "cast(cast(" ~ denominator ~ " as decimal(20, 8)) * 100000000 as decimal(20, 0))" -%}
    cast(
        cast({{ whole_quotient(over ~ " * 200000000 + " ~ under, "2 * " ~ under) }} as decimal(19, 0))
        * cast(0.00000001 as decimal(9, 8)) as decimal(18, 8)
    )
{%- endmacro %}
