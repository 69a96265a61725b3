{#- Subqueries that end in `forecast_errors`: how far each forecast was off, as the deviation of a day's demand, one row a
    SKU and place. History is cut into steps of 28 days in stock, counted back from the newest. A step's forecast is what
    was forecast after the last sale before it; its error is what sold in it, less 28 days of that. The root of the mean
    square over the steps, null where these are too few, is spread over the days of a step as chance would be. What rests
    on one sale is no forecast to be measured: it knows no interval, but how long after goods came they chanced to sell.
    `demands` are the days with a sale. A level as it ran is the same weighted sum as today's (smoothing_weight), of the
    sales until then, less the weight that it has lost since. -#}
{% macro forecast_errors(demands, plan) -%}
    {%- set step_days, fewest_steps = 28, 3 -%}
    {%- set methods = ['sba', 'tsb', 'windows'] -%}
running_levels as (
    select
        demands.*,
        plan.demand_smoothing,
        {{ whole_quotient('demands.stock_days - demands.stock_day_number', step_days) }} as step_number,
        {%- for value in ['sold_qty', 'interval_days'] %}
        sum(
            demands.{{ value }} * {{ smoothing_weight('plan.demand_smoothing', 'demands.demands_since', 'demands.is_first') }}
        ) over until_then as {{ value }}_sum,
        {%- endfor %}
        power(1 - plan.demand_smoothing, -demands.demands_since) as kept_size,
        sum(
            {{ smoothing_weight(
                'plan.probability_smoothing', 'demands.stock_days - demands.stock_day_number',
                'demands.is_first and demands.interval_days = 1'
            ) }}
        ) over until_then as probability_sum,
        power(1 - plan.probability_smoothing, demands.stock_day_number - demands.stock_days) as kept_probability,
        (
            {%- for days in demand_windows() %}
            plan.window_weight_{{ days }} * sum(demands.sold_qty) over (
                partition by demands.sku, demands.location
                order by demands.stock_day_number range between {{ days - 1 }} preceding and current row
            ) / least({{ days }}, demands.stock_day_number){{ ' +' if not loop.last }}
            {%- endfor %}
        ) / ({% for days in demand_windows() %}plan.window_weight_{{ days }}{{ ' + ' if not loop.last }}{% endfor %}) as windows_qty
    from {{ demands }} as demands
    cross join {{ plan }} as plan
    window until_then as (
        partition by demands.sku, demands.location order by demands.stock_day_number rows unbounded preceding
    )
),

forecasts as (
    select
        *,
        (1 - demand_smoothing / 2) * sold_qty_sum / interval_days_sum as sba_qty,
        sold_qty_sum * kept_size * probability_sum * kept_probability as tsb_qty,
        lead(step_number) over (partition by sku, location order by stock_day_number) as step_after
    from running_levels
),

steps as (
    select
        sku,
        location,
        step_number,
        sum(sold_qty) * 1.0e0 as step_qty,
        lag(step_number) over (partition by sku, location order by step_number desc) - step_number as steps,
        {%- for method in methods %}
        {{ step_days }} * lag(max(
            case when step_after = step_number or is_first then null else {{ method }}_qty end
        )) over (partition by sku, location order by step_number desc) as {{ method }}_qty{{ ',' if not loop.last }}
        {%- endfor %}
    from forecasts
    group by sku, location, step_number
),

-- Where steps without a sale lie between, each of them was off by the whole forecast.
forecast_errors as (
    select
        sku,
        location,
        {%- for method in methods %}
        case
            when sum(steps) >= {{ fewest_steps }}
                then sqrt(greatest(
                    sum(step_qty * step_qty - 2 * step_qty * {{ method }}_qty + steps * {{ method }}_qty * {{ method }}_qty), 0
                ) / sum(steps) / {{ step_days }})
        end as {{ method }}_error_sd{{ ',' if not loop.last }}
        {%- endfor %}
    from steps
    where steps is not null and sba_qty is not null
    group by sku, location
)
{%- endmacro %}
