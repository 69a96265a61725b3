{{ config(materialized='ephemeral', schema='intermediate') }}
-- By which of the seller's transport modes a suggestion travels between own places: the cheapest that arrives before the
-- stock is out, else the fastest, of those that go from there to there; a purchase goes on from where it is received to
-- where most of it is sold. What the supplier sends to where it is sold has no such way: it is in his lead time.
with modes as (
    select
        substr(name, instr(name, ':') + 1) as transport_mode,
        max(case when name like 'planning_transport_days:%' then cast(value as integer) end) as transport_days,
        max(case when name like 'planning_transport_cost_per_kg:%' then cast(value as decimal(18, 4)) end) as cost_per_kg,
        max(case when name like 'planning_transport_cost_per_unit:%' then cast(value as decimal(18, 4)) end) as cost_per_unit,
        {%- for side in ['from', 'to'] %}
        max(case when name like 'planning_transport_{{ side }}_place:%' and value <> '' then value end) as {{ side }}_place,
        {%- endfor %}
        max(case when name like 'planning_transport_currency:%' then value end) as transport_currency
    from {{ ref('stg_backoffice__settings') }}
    where name like 'planning_transport_%:%'
    group by substr(name, instr(name, ':') + 1)
),

rates as (
    {{ rates_of_the_day() }}
),

sold_at as (
    select
        sku,
        location,
        row_number() over (partition by sku order by daily_demand_qty desc, location) as place_rank
    from {{ ref('int_place_demand') }}
),

routes as (
    select
        offers.*,
        case when offers.action = 'purchase' then offers.to_location else offers.from_location end as leaves_location,
        case when offers.action = 'purchase' then sold_at.location else offers.to_location end as reaches_location
    from {{ ref('int_offers') }} as offers
    left join sold_at on sold_at.sku = offers.sku and sold_at.place_rank = 1
),

ways as (
    select
        offers.*,
        modes.transport_mode,
        modes.transport_days,
        modes.transport_currency,
        rates.fx_rate,
        cast(round(offers.travel_days - offers.transfer_days) as integer) + modes.transport_days as arrival_days,
        {#- Where no sheet says what a unit weighs, modes are compared as if it were a kilogram; no cost is told then. #}
        {%- for name, weight in [('transport_cost_amount', 'levels.weight_kg'), ('told_amount', 'coalesce(levels.weight_kg, 1)')] %}
        cast(
            case
                when modes.cost_per_kg > 0
                    then {{ converted(cost_of_units(weight, 'offers.suggested_qty'), 'modes.cost_per_kg') }}
                else 0
            end + {{ cost_of_units('modes.cost_per_unit', 'offers.suggested_qty') }} as decimal(18, 4)
        ) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from routes as offers
    left join modes
        on
            (offers.action = 'transfer' or offers.transfer_days > 0)
            and {{ is_place_named('offers.leaves_location', 'modes.from_place') }}
            and {{ is_place_named('offers.reaches_location', 'modes.to_place') }}
    left join {{ ref('reorder_levels') }} as levels on levels.sku = offers.sku
    left join rates on rates.currency = modes.transport_currency
),

timed as (
    select
        *,
        arrival_days > coalesce(stock_out_days, 3650) as is_too_late,
        coalesce({{ converted('told_amount', 'fx_rate') }}, told_amount) as compared_amount
    from ways
),

ranked as (
    select
        *,
        row_number() over (
            partition by action, sku, from_location, to_location
            order by
                is_too_late, case when is_too_late then transport_days else 0 end,
                case when fx_rate is null then 1 else 0 end, compared_amount, transport_days, transport_mode
        ) as mode_rank
    from timed
)

select * from ranked where mode_rank = 1
