{{ config(materialized='ephemeral', schema='intermediate') }}
-- What is bought at which price: of the supplier's price list the break that the needed units reach, or a higher one where
-- its units cost less in total, with keeping the extra ones. Without a list, or below it, the terms of the last order hold.
with suggestions as (
    select * from {{ ref('int_suggestions') }} where suggested_qty > 0
),

plan as (
    {{ planning_settings(['holding_cost_pct_per_year']) }}
),

needs as (
    select levels.*, suggestions.suggested_qty as needed_qty
    from suggestions
    inner join {{ ref('reorder_levels') }} as levels on levels.sku = suggestions.sku
    where suggestions.action = 'purchase'
),

prices as (
    select sku, 0 as minimum_qty, purchase_cost_amount as unit_price_amount, currency, raw_file, raw_line, content_hash
    from needs

    union all

    select sku, minimum_qty, unit_price_amount, currency, raw_file, raw_line, content_hash
    from {{ ref('price_breaks') }}
),

offers as (
    select
        prices.*,
        needs.needed_qty,
        needs.daily_demand_qty,
        prices.minimum_qty <= needs.needed_qty as is_reached,
        case
            when prices.minimum_qty <= needs.needed_qty then needs.needed_qty
            else {{ in_whole_cases('prices.minimum_qty', 'needs.case_qty') }}
        end as offered_qty,
        row_number() over (
            partition by prices.sku, prices.minimum_qty <= needs.needed_qty
            order by prices.minimum_qty desc, prices.raw_line desc
        ) as step_rank
    from prices
    inner join needs on needs.sku = prices.sku
),

costed as (
    select
        offers.*,
        {{ cost_of_units('offers.unit_price_amount', 'offers.offered_qty') }} as cost_amount,
        {{ cost_of_keeping(
            '(offers.offered_qty - offers.needed_qty)', 'offers.needed_qty', 'offers.daily_demand_qty',
            'offers.unit_price_amount', 'plan.holding_cost_pct_per_year'
        ) }} as keeping_amount
    from offers
    cross join plan
    where not offers.is_reached or offers.step_rank = 1
),

compared as (
    select
        *,
        cast(
            max(case when is_reached then cost_amount end) over (partition by sku) - cost_amount - keeping_amount
            as decimal(18, 4)
        ) as saving_amount,
        max(case when is_reached then unit_price_amount end) over (partition by sku) as needed_price_amount,
        max(case when is_reached then currency end) over (partition by sku) as needed_currency
    from costed
),

ranked as (
    select
        *,
        row_number() over (partition by sku order by saving_amount desc, offered_qty, minimum_qty desc) as offer_rank
    from compared
    where is_reached or saving_amount > 0 and currency = needed_currency
)

select
    suggestions.action, suggestions.sku, suggestions.from_location, suggestions.to_location,
    suggestions.suggested_qty as needed_qty, coalesce(ranked.offered_qty, suggestions.suggested_qty) as suggested_qty,
    ranked.unit_price_amount, ranked.cost_amount, ranked.currency, nullif(ranked.minimum_qty, 0) as price_break_qty,
    case when not ranked.is_reached then ranked.saving_amount end as price_break_saving_amount,
    ranked.keeping_amount, ranked.needed_price_amount, ranked.raw_file, ranked.raw_line, ranked.content_hash,
    suggestions.on_hand_qty, suggestions.in_transit_qty, suggestions.on_order_qty, suggestions.overstock_qty,
    suggestions.position_qty, suggestions.daily_demand_qty, suggestions.daily_demand_sd, suggestions.lead_days,
    suggestions.lead_days_sd, suggestions.travel_days, suggestions.transfer_days, suggestions.safety_stock_qty,
    suggestions.reorder_point_qty, suggestions.target_qty, suggestions.stock_out_days
from suggestions
left join ranked on ranked.sku = suggestions.sku and ranked.offer_rank = 1 and suggestions.action = 'purchase'
