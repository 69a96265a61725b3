{#- The seller's plan (settings section `planning`) as one row, a column a figure. -#}
{% macro planning_settings(names) -%}
    select
        {%- for name in names %}
        max(case when name = 'planning_{{ name }}' then cast(value as double) end) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('stg_backoffice__settings') }}
{%- endmacro %}

{#- The windows of days whose means are weighed; with a prefix the names of what goes with each. -#}
{% macro demand_windows(prefix=none) -%}
    {%- set names = [] -%}
    {%- for days in [3, 7, 14, 30, 60, 90] -%}
        {%- do names.append(prefix ~ days if prefix else days) -%}
    {%- endfor -%}
    {{ return(names) }}
{%- endmacro %}

{#- What is sold a day, as the mean of the windows' means by their weights. A window without a day in stock has none. -#}
{% macro weighted_mean_of_windows(profiles, plan) -%}
    (
        {%- for days in demand_windows() %}
        case
            when {{ profiles }}.stock_{{ days }}_days > 0
                then {{ plan }}.window_weight_{{ days }} * {{ profiles }}.sold_{{ days }}_qty / {{ profiles }}.stock_{{ days }}_days
            else 0
        end{{ ' +' if not loop.last }}
        {%- endfor %}
    ) / nullif(
        {%- for days in demand_windows() %}
        case when {{ profiles }}.stock_{{ days }}_days > 0 then {{ plan }}.window_weight_{{ days }} else 0 end
        {{- ' +' if not loop.last }}
        {%- endfor %},
        0
    )
{%- endmacro %}
