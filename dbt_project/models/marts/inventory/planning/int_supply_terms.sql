{{ config(schema='intermediate', contract={'enforced': false}) }}
-- On which terms a SKU can be had again: those of its last purchase order, else of the cost sheet. Its lead time: as
-- measured on that way at least twice, else as the sheet says, else as measured over all orders, else the setting.
with plan as (
    {{ planning_settings(['lead_time_days']) }}
),

orders as (
    select
        *,
        row_number() over (
            partition by sku order by ordered_date desc, purchase_order_id desc, line_number desc, raw_line desc
        ) as order_rank
    from {{ ref('stg_purchasing__purchase_order_lines') }}
),

costs as (
    select
        costs.*,
        row_number() over (
            partition by costs.sku
            order by case when costs.purchase_cost_amount is null then 1 else 0 end, costs.valid_from_date desc, costs.store_id
        ) as cost_rank
    from {{ ref('stg_purchasing__product_costs') }} as costs
    cross join {{ ref('int_reporting_date') }} as reporting
    where costs.valid_from_date <= reporting.as_of_date
),

terms as (
    select
        coalesce(orders.sku, costs.sku) as sku,
        coalesce(orders.supplier, costs.supplier) as supplier,
        orders.location as receiving_location,
        coalesce(orders.purchase_cost_amount, costs.purchase_cost_amount) as purchase_cost_amount,
        case when orders.purchase_cost_amount is null then costs.currency else orders.currency end as currency,
        orders.minimum_order_qty,
        orders.case_qty,
        costs.lead_time_days as sheet_days,
        orders.purchase_order_id,
        coalesce(orders.raw_file, costs.raw_file) as raw_file,
        coalesce(orders.raw_line, costs.raw_line) as raw_line,
        coalesce(orders.content_hash, costs.content_hash) as content_hash
    from (select * from orders where order_rank = 1) as orders
    full outer join (select * from costs where cost_rank = 1) as costs on costs.sku = orders.sku
),

rates as (
    {{ rates_of_the_day() }}
),

weights as (
    select sku, max(weight_kg) as weight_kg
    from {{ ref('stg_purchasing__products') }}
    group by sku
),

measured as (
    select * from {{ ref('int_lead_times') }} where leg = 'purchase' and leg_count >= 2
)

select
    terms.sku,
    terms.supplier,
    terms.receiving_location,
    cast(terms.purchase_cost_amount as decimal(18, 4)) as purchase_cost_amount,
    terms.currency,
    {{ converted('terms.purchase_cost_amount', 'rates.fx_rate') }} as purchase_cost_amount_base,
    cast(terms.minimum_order_qty as integer) as minimum_order_qty,
    cast(terms.case_qty as integer) as case_qty,
    cast(weights.weight_kg as decimal(18, 4)) as weight_kg,
    coalesce(route.leg_days, terms.sheet_days, overall.leg_days, plan.lead_time_days) as purchase_days,
    coalesce(route.leg_days_sd, overall.leg_days_sd, 0) as purchase_days_sd,
    cast(coalesce(route.leg_count, 0) as integer) as purchase_leg_count,
    case
        when route.leg_days is not null then 'own_orders'
        when terms.sheet_days is not null then 'cost_sheet'
        when overall.leg_days is not null then 'all_orders'
        else 'setting'
    end as lead_time_source,
    terms.purchase_order_id,
    terms.raw_file,
    terms.raw_line,
    terms.content_hash
from terms
cross join plan
left join measured as route
    on route.exactness = 2 and route.from_location = terms.supplier and route.to_location = terms.receiving_location
left join measured as overall on overall.exactness = 0
left join rates on rates.currency = terms.currency
left join weights on weights.sku = terms.sku
