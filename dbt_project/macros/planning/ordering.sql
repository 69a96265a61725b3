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
            then cast(
                ceil(
                    greatest({{ target }} - {{ position }}, coalesce({{ minimum_order_qty }}, 1))
                    * 1.0e0 / greatest(coalesce({{ case_qty }}, 1), 1)
                ) * greatest(coalesce({{ case_qty }}, 1), 1) as bigint
            )
        else cast(0 as bigint)
    end
{%- endmacro %}

{#- A mean or a spread as it is shown and worked with: engines add floats in different orders, which is far behind this. -#}
{% macro figure(value) -%}
    round({{ value }}, 6)
{%- endmacro %}

{#- Whole units, upwards; what a float leaves behind the comma of a whole number is none. -#}
{% macro whole_units(quantity) -%}
    cast(ceil({{ quantity }} - 1.0e-9) as bigint)
{%- endmacro %}
