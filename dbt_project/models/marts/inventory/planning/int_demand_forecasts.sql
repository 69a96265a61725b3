{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Which forecast is used where: what sells steadily by weighted windows, what comes now and then by Croston (SBA), or by
-- TSB, which fades, where five usual intervals passed without a sale; what is new by its look-alike.
{%- set new_until_days = 30 %}
with plan as (
    {{ planning_settings(demand_windows('window_weight_')) }}
),

products as (
    select sku, max(brand) as brand, max(product_line) as product_line
    from {{ ref('stg_purchasing__products') }}
    group by sku
),

classified as (
    select
        profiles.*,
        coalesce(products.brand, '') as brand, coalesce(products.product_line, '') as product_line,
        -- Syntetos and Boylan: how long between days with demand, and how much its size varies.
        case
            when profiles.demand_days is null then 'none'
            when profiles.stock_days < 1.32 * profiles.demand_days
                then case when power(profiles.size_sd / profiles.mean_size, 2) < 0.49 then 'smooth' else 'erratic' end
            else case when power(profiles.size_sd / profiles.mean_size, 2) < 0.49 then 'intermittent' else 'lumpy' end
        end as demand_class,
        {{ weighted_mean_of_windows('profiles', 'plan') }} as windows_daily_qty,
        profiles.idle_stock_days > 5 * profiles.interval_level as is_fading,
        profiles.sold_365_qty * 1.0e0 / nullif(profiles.stock_365_days, 0) as year_daily_qty,
        {{ deviation_of_sums('profiles.stock_90_days', 'profiles.sold_90_qty', 'profiles.squares_90') }} as sd_90,
        {{ deviation_of_sums('profiles.stock_365_days', 'profiles.sold_365_qty', 'profiles.squares_365') }} as sd_365
    from {{ ref('int_demand_profiles') }} as profiles
    cross join plan
    left join products on products.sku = profiles.sku
),

-- One SKU's year is too noisy for a season; those of a product line that were there all the year are taken together.
seasons as (
    select
        product_line,
        {{ figure('sum(season_after_qty * 1.0e0 / season_after_days)'
            ~ ' / nullif(sum(season_before_qty * 1.0e0 / season_before_days), 0)') }} as index_ratio
    from classified
    where season_before_days >= 14 and season_after_days >= 30
    group by product_line
    having sum(season_before_qty) >= 30 and sum(season_after_qty) >= 30
),

chosen as (
    select
        classified.*,
        coalesce(
            case demand_class
                when 'none' then 0
                when 'smooth' then windows_daily_qty
                when 'erratic' then windows_daily_qty
                else case when is_fading then tsb_daily_qty else sba_daily_qty end
            end, year_daily_qty, 0
        ) as own_daily_qty,
        coalesce(case when demand_class in ('intermittent', 'lumpy') then sd_365 else coalesce(sd_90, sd_365) end, 0) as own_sd,
        case
            when demand_class in ('intermittent', 'lumpy') then case when is_fading then tsb_error_sd else sba_error_sd end
            else windows_error_sd
        end as own_error_sd,
        stock_days < {{ new_until_days }} as is_new
    from classified
),

-- The look-alike of what is new: of the SKUs of its line and brand that sell at its place, the one in the middle.
ranked as (
    select
        sku, location, product_line, brand, own_daily_qty, own_sd, own_error_sd,
        row_number() over (partition by location, product_line, brand order by own_daily_qty, sku) as place_in_line,
        count(*) over (partition by location, product_line, brand) as line_skus
    from chosen
    where not is_new and own_daily_qty > 0 and product_line <> ''
)

select
    chosen.sku,
    chosen.location,
    chosen.location like 'fba:%' or chosen.last_sold_date is not null as is_selling_place,
    chosen.demand_class,
    case
        when ranked.sku is not null then 'look_alike'
        when chosen.demand_class = 'none' then 'none'
        when chosen.demand_class in ('intermittent', 'lumpy') then case when chosen.is_fading then 'tsb' else 'croston_sba' end
        else 'weighted_windows'
    end as forecast_method,
    ranked.sku as look_alike_sku,
    least(greatest(coalesce(seasons.index_ratio, 1.0e0), 0.5e0), 2.0e0) as seasonal_factor,
    case
        when ranked.sku is not null
            then
                (coalesce(chosen.sold_365_qty, 0) + ranked.own_daily_qty * ({{ new_until_days }} - chosen.stock_days))
                / {{ new_until_days }}
        else chosen.own_daily_qty
    end * least(greatest(coalesce(seasons.index_ratio, 1.0e0), 0.5e0), 2.0e0) as daily_demand_qty,
    {#- Safety stock covers what the forecast missed as well as how much days differ, whichever is more. Of too few days
        there is no spread to measure: then that of chance alone. #}
    {%- set least_sd = 'case when chosen.stock_365_days < 14 then sqrt(chosen.own_daily_qty) else 0 end' %}
    {%- set spreads = ['chosen.own_sd', 'coalesce(ranked.own_sd, 0)', least_sd] %}
    {%- set errors = ['coalesce(chosen.own_error_sd, 0)', 'coalesce(ranked.own_error_sd, 0)'] %}
    {%- for name, deviations in [('demand_spread_sd', spreads), ('daily_demand_sd', spreads + errors)] %}
    greatest({{ deviations | join(', ') }}) * least(greatest(coalesce(seasons.index_ratio, 1.0e0), 0.5e0), 2.0e0) as {{ name }},
    {%- endfor %}
    cast(chosen.sold_30_qty as bigint) as sold_30_days_qty, cast(chosen.stock_30_days as integer) as in_stock_30_days,
    cast(chosen.sold_90_qty as bigint) as sold_90_days_qty, cast(chosen.stock_90_days as integer) as in_stock_90_days,
    chosen.first_date, chosen.last_sold_date,
    cast(chosen.idle_stock_days as integer) as idle_stock_days
from chosen
left join seasons on seasons.product_line = chosen.product_line
left join ranked
    on
        chosen.is_new
        and ranked.location = chosen.location
        and ranked.product_line = chosen.product_line
        and ranked.brand = chosen.brand
        and ranked.place_in_line = {{ whole_quotient('ranked.line_skus + 1', '2') }}
