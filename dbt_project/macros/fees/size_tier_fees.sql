{#- What Amazon takes to ship a unit of each product that the sheet has measures and a category of: the rate of the smallest size
    tier that it fits into, by the greater of its weight and that of its volume. A product that fits into none has none. -#}
{% macro size_tier_fees(products) -%}
{%- set longest, shortest = 'greatest(length_cm, width_cm, height_cm)', 'least(length_cm, width_cm, height_cm)' -%}
with places as (
    {{ fee_places() }}
),

measured as (
    select
        *,
        {{ longest }} as longest_cm,
        length_cm + width_cm + height_cm - {{ longest }} - {{ shortest }} as median_cm,
        {{ shortest }} as shortest_cm
    from {{ products }}
    where weight_kg > 0 and {{ shortest }} > 0
),

weighed as (
    select
        places.*,
        measured.sku,
        rates.size_tier, rates.above_kg, rates.up_to_kg, rates.above_price, rates.up_to_price, rates.fixed_amount,
        rates.per_step_amount, rates.step_kg, rates.surcharge_pct,
        rates.longest_cm * rates.median_cm * rates.shortest_cm as tier_cm3,
        rates.valid_from_date as rated_from_date,
        measured.valid_from_date as measured_from_date,
        greatest(rates.valid_from_date, measured.valid_from_date) as from_date,
        least(
            coalesce(rates.valid_until_date, date '9999-12-31'), coalesce(measured.valid_until_date, date '9999-12-31')
        ) as until_date,
        greatest(
            cast(measured.weight_kg as decimal(18, 6)),
            case
                when rates.volume_per_kg is null then 0
                else cast({{ quotient('measured.volume_cm3', 'rates.volume_per_kg') }} as decimal(18, 6))
            end
        ) as billed_kg
    from measured
    inner join places on places.store_id = measured.store_id
    inner join {{ ref('fba_fulfilment_rates') }} as rates
        on
            rates.marketplace = places.marketplace
            and rates.currency = places.currency
            and measured.longest_cm <= rates.longest_cm
            and measured.median_cm <= rates.median_cm
            and measured.shortest_cm <= rates.shortest_cm
            and measured.category_key is distinct from {{ matching_key('rates.except_category') }}
            and rates.valid_from_date < coalesce(measured.valid_until_date, date '9999-12-31')
            and coalesce(rates.valid_until_date, date '9999-12-31') > measured.valid_from_date
),

ranked as (
    select
        *,
        row_number() over (
            partition by store_id, marketplace, sku, measured_from_date, rated_from_date, above_price
            order by tier_cm3, above_kg
        ) as fit
    from weighed
    where billed_kg > above_kg and billed_kg <= up_to_kg
)

select
    *,
    {{ converted(size_tier_fee('ranked', 'billed_kg'), '(1 + surcharge_pct)') }} as fee_amount,
    {{ size_tier_rule('ranked') }} || ' (' || marketplace || ', ' || cast(rated_from_date as {{ dbt.type_string() }}) || ')' as rule
from ranked
where fit = 1
{%- endmacro %}

{#- The fee of a row of fba_fulfilment_rates for a weight: begun steps above `above_kg` cost extra. -#}
{% macro size_tier_fee(rates, weight) -%}
    ({{ rates }}.fixed_amount + coalesce({{ rates }}.per_step_amount * cast({{ whole_quotient(
        "cast((" ~ weight ~ " - " ~ rates ~ ".above_kg + " ~ rates ~ ".step_kg) * 1000000 as decimal(20, 0)) - 1",
        "cast(" ~ rates ~ ".step_kg * 1000000 as decimal(20, 0))"
    ) }} as decimal(9, 0)), 0))
{%- endmacro %}

{#- A row of fba_fulfilment_rates in words: its tier and the weights that it holds for. -#}
{% macro size_tier_rule(rates) -%}
    {{ rates }}.size_tier || ', ' || cast(cast({{ rates }}.above_kg as decimal(9, 3)) as {{ dbt.type_string() }}) || '-'
    || cast(cast({{ rates }}.up_to_kg as decimal(9, 3)) as {{ dbt.type_string() }}) || ' kg'
{%- endmacro %}
