{#- What falls on some units of an amount for a whole, where `before` units stand before them. What was cut off for one
    falls to the next, so that the shares of all units add up to the amount, however they are put together. -#}
{% macro share_of_amount(amount, whole, before, units) -%}
    cast(cast(
        {{ _fitting(amount, before ~ ' + ' ~ units, whole) }} - {{ _fitting(amount, before, whole) }} as decimal(19, 0)
    ) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
{%- endmacro %}

{#- An amount over units, half up. -#}
{% macro per_unit(amount, units) -%}
    cast(cast({{ whole_quotient(
        _in_small_money(amount) ~ ' * 2 + cast(' ~ units ~ ' as decimal(10, 0))', 'cast(2 * ' ~ units ~ ' as decimal(12, 0))'
    ) }} as decimal(19, 0)) * cast(0.0001 as decimal(5, 4)) as decimal(18, 4))
{%- endmacro %}

{% macro _fitting(amount, units, whole) -%}
    {{ whole_quotient(
        _in_small_money(amount) ~ ' * cast(' ~ units ~ ' as decimal(15, 0))', 'cast(' ~ whole ~ ' as decimal(15, 0))'
    ) }}
{%- endmacro %}

{#- In ten-thousandths. -#}
{% macro _in_small_money(amount) -%}
    cast({{ exact_amount(amount) }} * 10000 as decimal(22, 0))
{%- endmacro %}

{#- What some units of a batch cost of an amount for all of it: by their places in it, else at what one costs. -#}
{% macro cost_of_batch_units(amount, unit_amount, before, units) -%}
    case
        when {{ before }} is null then {{ cost_of_units(unit_amount, units) }}
        else {{ share_of_amount(amount, 'batches.received_qty', before, units) }}
    end
{%- endmacro %}
