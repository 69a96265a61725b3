-- When a SKU must be bought again and how far, of the whole company. The lead time is the sum of its legs: until orders
-- are next placed, until the supplier's goods are received, until they are where they are sold.
with plan as (
    {{ planning_settings(['review_days', 'target_cover_days', 'lead_time_days']) }}
),

places as (
    select
        *,
        row_number() over (partition by sku order by daily_demand_qty desc, location) as place_rank
    from {{ ref('int_place_demand') }}
),

demand as (
    select
        sku,
        max(case when place_rank = 1 then demand_class end) as demand_class,
        max(case when place_rank = 1 then forecast_method end) as forecast_method,
        max(case when place_rank = 1 then look_alike_sku end) as look_alike_sku,
        max(case when place_rank = 1 then seasonal_factor end) as seasonal_factor,
        {{ figure('sum(daily_demand_qty)') }} as daily_demand_qty,
        {{ figure('sqrt(sum(daily_demand_sd * daily_demand_sd))') }} as daily_demand_sd,
        {%- for figure_name in ['transfer_days', 'transfer_days_sd'] %}
        {{ figure(
            'coalesce(sum(daily_demand_qty * ' ~ figure_name ~ ') / nullif(sum(daily_demand_qty), 0), max(' ~ figure_name ~ '))'
        ) }} as {{ figure_name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from places
    group by sku
),

legs as (
    select
        demand.*,
        classes.abc_class,
        classes.xyz_class,
        classes.service_level,
        classes.service_factor,
        plan.review_days,
        plan.target_cover_days,
        coalesce(terms.purchase_days, plan.lead_time_days) as purchase_days,
        coalesce(terms.purchase_days_sd, 0) as purchase_days_sd,
        coalesce(terms.purchase_leg_count, 0) as purchase_leg_count,
        coalesce(terms.lead_time_source, 'setting') as lead_time_source,
        terms.supplier,
        terms.receiving_location,
        terms.purchase_cost_amount,
        terms.currency,
        terms.purchase_cost_amount_base,
        terms.minimum_order_qty,
        terms.case_qty,
        terms.weight_kg,
        terms.purchase_order_id,
        terms.raw_file,
        terms.raw_line,
        terms.content_hash
    from demand
    cross join plan
    inner join {{ ref('int_sku_classes') }} as classes on classes.sku = demand.sku
    left join {{ ref('int_supply_terms') }} as terms on terms.sku = demand.sku
),

summed as (
    select
        *,
        review_days + purchase_days + transfer_days as lead_days,
        sqrt(purchase_days_sd * purchase_days_sd + transfer_days_sd * transfer_days_sd) as lead_days_sd
    from legs
),

stocked as (
    select
        *,
        {{ safety_stock('service_factor', 'lead_days', 'lead_days_sd', 'daily_demand_qty', 'daily_demand_sd') }} as safety_qty
    from summed
)

select
    sku, abc_class, xyz_class, demand_class, forecast_method, look_alike_sku, seasonal_factor, daily_demand_qty,
    daily_demand_sd, service_level, cast(review_days as integer) as review_days, purchase_days, purchase_days_sd,
    purchase_leg_count, lead_time_source, transfer_days, transfer_days_sd, lead_days, lead_days_sd,
    {{ whole_units('safety_qty') }} as safety_stock_qty,
    {{ whole_units('daily_demand_qty * lead_days + safety_qty') }} as reorder_point_qty,
    {{ whole_units('daily_demand_qty * (lead_days + target_cover_days) + safety_qty') }} as target_qty,
    supplier, receiving_location, purchase_cost_amount, currency, purchase_cost_amount_base, minimum_order_qty, case_qty,
    weight_kg, purchase_order_id, raw_file, raw_line, content_hash
from stocked
