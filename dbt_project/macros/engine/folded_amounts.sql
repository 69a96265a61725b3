{#- What a pool of units is worth after each of its steps, as a list that begins with 0 and has step n at n + 1. A step adds
    its amount, or its units at what a unit of the pool was worth after an earlier step, the source. An amount that nobody
    knows is forgotten once the pool is empty. -#}
{% macro folded_amounts(step, amount, quantity, left, source, source_quantity) -%}
    {{ return(adapter.dispatch('folded_amounts')(step, amount, quantity, left, source, source_quantity)) }}
{%- endmacro %}

{% macro duckdb__folded_amounts(step, amount, quantity, left, source, source_quantity) -%}
    list_reduce(
        list(struct_pack(
            amount := {{ amount }}, quantity := {{ quantity }}, left_qty := {{ left }}, source := {{ source }},
            source_qty := {{ source_quantity }}
        ) order by {{ step }}),
        lambda amounts, now: list_append(amounts, {{ _folded_once('amounts', 'now') }}),
        [cast(0 as decimal(18, 4))]
    )
{%- endmacro %}

{% macro spark__folded_amounts(step, amount, quantity, left, source, source_quantity) -%}
    aggregate(
        sort_array(collect_list(named_struct(
            'step', {{ step }}, 'amount', {{ amount }}, 'quantity', {{ quantity }}, 'left_qty', {{ left }},
            'source', {{ source }}, 'source_qty', {{ source_quantity }}
        ))),
        array(cast(0 as decimal(18, 4))),
        (amounts, now) -> concat(amounts, array({{ _folded_once('amounts', 'now') }}))
    )
{%- endmacro %}

{% macro _folded_once(amounts, now) -%}
    cast(coalesce(
        {{ nth_of(amounts, '-1') }} + case
            when {{ now }}.source is null then {{ now }}.amount
            else {{ share_of_amount(nth_of(amounts, now ~ '.source + 1'), now ~ '.source_qty', '0', now ~ '.quantity') }}
        end,
        case when {{ now }}.left_qty = 0 then 0 end
    ) as decimal(18, 4))
{%- endmacro %}

{#- The nth of a list, the first being 1 and the last -1. -#}
{% macro nth_of(values, n) -%}
    {{ return(adapter.dispatch('nth_of')(values, n)) }}
{%- endmacro %}

{% macro duckdb__nth_of(values, n) -%}
    {{ values }}[{{ n }}]
{%- endmacro %}

{% macro spark__nth_of(values, n) -%}
    element_at({{ values }}, cast({{ n }} as int))
{%- endmacro %}
