-- What to move or buy, how much of it, by when, what it costs and why. Only what is needed has a row.
with suggestions as (
    select * from {{ ref('int_transports') }}
),

rates as (
    {{ rates_of_the_day() }}
),

titles as (
    select sku, max(title) as title
    from {{ ref('stg_purchasing__products') }}
    group by sku
),

dated as (
    select
        suggestions.*,
        reporting.as_of_date,
        {{ days_after('reporting.as_of_date', 'suggestions.stock_out_days') }} as stock_out_date,
        {{ days_after(
            'reporting.as_of_date',
            'suggestions.stock_out_days - coalesce(suggestions.arrival_days, round(suggestions.travel_days))'
        ) }} as order_by_date
    from suggestions
    cross join {{ ref('int_reporting_date') }} as reporting
),

costed as (
    select
        dated.*,
        titles.title,
        levels.abc_class,
        levels.xyz_class,
        levels.service_level,
        levels.forecast_method,
        levels.look_alike_sku,
        levels.lead_time_source,
        levels.purchase_leg_count,
        levels.minimum_order_qty,
        levels.case_qty,
        levels.supplier,
        rates.fx_rate as cost_fx_rate,
        levels.purchase_order_id,
        levels.raw_file as terms_file,
        levels.raw_line as terms_line,
        levels.content_hash as terms_hash
    from dated
    inner join {{ ref('reorder_levels') }} as levels on levels.sku = dated.sku
    left join titles on titles.sku = dated.sku
    left join rates on rates.currency = dated.currency
)

select
    {{ fingerprint(['sku', 'action', 'from_location', 'to_location']) }} as suggestion_id,
    as_of_date,
    action,
    sku,
    title,
    abc_class,
    xyz_class,
    from_location,
    to_location,
    cast(suggested_qty as bigint) as suggested_qty,
    cast(needed_qty as bigint) as needed_qty,
    order_by_date,
    order_by_date < as_of_date as is_late,
    stock_out_date,
    daily_demand_qty,
    daily_demand_sd,
    forecast_method,
    look_alike_sku,
    cast(on_hand_qty as bigint) as on_hand_qty,
    cast(in_transit_qty as bigint) as in_transit_qty,
    cast(on_order_qty as bigint) as on_order_qty,
    cast(overstock_qty as bigint) as overstock_qty,
    cast(position_qty as bigint) as position_qty,
    on_hand_qty / nullif(daily_demand_qty, 0) as cover_days,
    service_level,
    lead_days,
    lead_days_sd,
    travel_days,
    lead_time_source,
    purchase_leg_count,
    safety_stock_qty,
    reorder_point_qty,
    target_qty,
    minimum_order_qty,
    case_qty,
    supplier,
    unit_price_amount,
    cast(price_break_qty as integer) as price_break_qty,
    price_break_saving_amount,
    cost_amount,
    currency,
    {{ converted('cost_amount', 'cost_fx_rate') }} as cost_amount_base,
    transport_mode, transport_days, transport_cost_amount,
    case when transport_cost_amount is not null then transport_currency end as transport_currency,
    {{ reason_to_replenish('en') }} as reason_en,
    {{ reason_to_replenish('zh') }} as reason_zh,
    purchase_order_id,
    coalesce(raw_file, terms_file) as raw_file,
    coalesce(raw_line, terms_line) as raw_line,
    coalesce(content_hash, terms_hash) as content_hash
from costed
