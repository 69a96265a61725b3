{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What the days say of each SKU at each place: means of windows of days, and the levels of exponential smoothing as the
-- weighted sums that they are (docs/decisions/0009). Days out of stock and days of promotion are not there at all.
{%- set windows = demand_windows() + [365] %}
with as_of as (
    select as_of_date from {{ ref('int_reporting_date') }}
),

plan as (
    {{ planning_settings(['demand_smoothing', 'probability_smoothing'] + demand_windows('window_weight_')) }}
),

days as (
    select
        days.*,
        {{ days_between('days.demand_date', 'as_of.as_of_date') }} as age_days,
        max(days.stock_day_number + days.quiet_days) over (partition by days.sku, days.location) as stock_days
    from {{ ref('int_demand_days') }} as days
    cross join as_of
),

windows as (
    select
        sku,
        location,
        min(demand_date) as first_date,
        max(last_sold_date) as last_sold_date,
        max(stock_days) as stock_days,
        sum(
            case
                when last_sold_date is null or demand_date > last_sold_date
                    then quiet_days + case when is_in_stock then 1 else 0 end
                when demand_date = last_sold_date then quiet_days
                else 0
            end
        ) as idle_stock_days,
        {%- for days in windows %}
        sum(case when is_counted and age_days < {{ days }} then sold_qty else 0 end) as sold_{{ days }}_qty,
        sum(
            case when is_counted and age_days < {{ days }} then 1 else 0 end
            {#- The days after a row are younger than it; those of them that lie in the window. #}
            + case
                when quiet_days > 0 then greatest(least(age_days, {{ days }}) - (age_days - quiet_days), 0) else 0
            end
        ) as stock_{{ days }}_days,
        {%- endfor %}
        sum(case when is_counted and age_days < 90 then sold_qty * sold_qty else 0 end) as squares_90,
        sum(case when is_counted and age_days < 365 then sold_qty * sold_qty else 0 end) as squares_365,
        -- The same season a year ago: the five weeks before this day, and the thirteen after it.
        {%- for name, youngest, oldest in [('before', 365, 399), ('after', 275, 364)] %}
        sum(case when is_counted and age_days between {{ youngest }} and {{ oldest }} then sold_qty else 0 end)
            as season_{{ name }}_qty,
        sum(
            case when is_counted and age_days between {{ youngest }} and {{ oldest }} then 1 else 0 end
            + greatest(least(age_days - 1, {{ oldest }}) - greatest(age_days - quiet_days, {{ youngest }}) + 1, 0)
        ) as season_{{ name }}_days{{ ',' if not loop.last }}
        {%- endfor %}
    from days
    group by sku, location
),

sold_days as (
    select
        *,
        row_number() over (partition by sku, location order by demand_date desc) - 1 as demands_since,
        stock_day_number - lag(stock_day_number) over (partition by sku, location order by demand_date) as since_last_days,
        -- Before its first sale a SKU was not offered, or nobody told: that counts for no longer than it usually takes.
        case
            when count(*) over (partition by sku, location) > 1
                then least(stock_day_number, greatest(round(
                    (max(stock_day_number) over (partition by sku, location) - min(stock_day_number) over (partition by sku, location))
                    * 1.0e0 / (count(*) over (partition by sku, location) - 1)
                ), 1))
        end as usual_days
    from days
    where is_counted and sold_qty > 0
),

demands as (
    select
        *,
        since_last_days is null as is_first,
        coalesce(since_last_days, usual_days, stock_day_number) as interval_days
    from sold_days
),

{{ forecast_errors('demands', 'plan') }},

levels as (
    select
        sku,
        location,
        count(*) as demand_days,
        avg(cast(sold_qty as double)) as mean_size,
        coalesce(stddev_samp(cast(sold_qty as double)), 0) as size_sd,
        max(case when demands_since = 0 then sold_qty_sum end) as size_level,
        max(case when demands_since = 0 then interval_days_sum end) as interval_level,
        max(case when demands_since = 0 then probability_sum end) as probability_level
    from running_levels
    group by sku, location
)

select
    windows.*,
    levels.demand_days,
    {{ figure('levels.mean_size') }} as mean_size,
    {{ figure('levels.size_sd') }} as size_sd,
    {{ figure('levels.size_level') }} as size_level,
    {{ figure('levels.interval_level') }} as interval_level,
    {{ figure('(1 - plan.demand_smoothing / 2) * levels.size_level / levels.interval_level') }} as sba_daily_qty,
    {{ figure('levels.size_level * levels.probability_level') }} as tsb_daily_qty,
    {{ figure('forecast_errors.sba_error_sd') }} as sba_error_sd,
    {{ figure('forecast_errors.tsb_error_sd') }} as tsb_error_sd,
    {{ figure('forecast_errors.windows_error_sd') }} as windows_error_sd
from windows
cross join plan
left join levels on levels.sku = windows.sku and levels.location = windows.location
left join forecast_errors on forecast_errors.sku = windows.sku and forecast_errors.location = windows.location
