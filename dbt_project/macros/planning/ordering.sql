{#- Safety stock: what covers the spread of demand and of the lead time, so often as `service_factor` (z) says. -#}
{% macro safety_stock(service_factor, lead_days, lead_days_sd, daily_demand, daily_demand_sd) -%}
    {{ service_factor }} * sqrt(
        {{ lead_days }} * {{ daily_demand_sd }} * {{ daily_demand_sd }}
        + {{ daily_demand }} * {{ daily_demand }} * {{ lead_days_sd }} * {{ lead_days_sd }}
    )
{%- endmacro %}

{#- Units to order: at the reorder point up to the target, at least the supplier's minimum, in whole cases. -#}
{% macro order_quantity(position, reorder_point, target, minimum_order_qty, case_qty) -%}
    case
        when {{ position }} <= {{ reorder_point }} and {{ target }} > {{ position }}
            then {{ in_whole_cases(
                'greatest(' ~ target ~ ' - ' ~ position ~ ', coalesce(' ~ minimum_order_qty ~ ', 1))', case_qty
            ) }}
        else cast(0 as bigint)
    end
{%- endmacro %}

{#- The fewest whole cases that hold `quantity` units, as units. -#}
{% macro in_whole_cases(quantity, case_qty) -%}
    cast(
        ceil({{ quantity }} * 1.0e0 / greatest(coalesce({{ case_qty }}, 1), 1))
        * greatest(coalesce({{ case_qty }}, 1), 1) as bigint
    )
{%- endmacro %}

{#- What keeping the `extra` units costs that are bought beyond those needed: they wait until these are sold, and then
    go at the same speed. `yearly_share` of their price a year. -#}
{% macro cost_of_keeping(extra, needed, daily_demand, unit_price, yearly_share) -%}
    cast(
        least({{ figure(
            extra ~ ' * cast(' ~ unit_price ~ ' as double) * ' ~ yearly_share ~ ' / 365 * (' ~ needed ~ ' + ' ~ extra
            ~ ' / 2.0e0) / ' ~ daily_demand
        ) }}, 1.0e12) as decimal(18, 4)
    )
{%- endmacro %}

{#- A mean or a spread as it is shown and worked with: engines add floats in different orders, which is far behind this. -#}
{% macro figure(value) -%}
    round({{ value }}, 6)
{%- endmacro %}

{#- Whole units, upwards; what a float leaves behind the comma of a whole number is none. -#}
{% macro whole_units(quantity) -%}
    cast(ceil({{ quantity }} - 1.0e-9) as bigint)
{%- endmacro %}

{#- Whether a place is the one that a setting names: as tables have it, by the first of its parts, or an own warehouse by
    its name. No name fits every place. -#}
{% macro is_place_named(location, name) -%}
    ({{ name }} is null or {{ location }} in ({{ name }}, concat('warehouse:', {{ name }}))
        or substr({{ location }}, 1, length({{ name }}) + 1) = concat({{ name }}, ':'))
{%- endmacro %}
