{#- What else accounts for what was charged too much in a day for a SKU: the rate of another category, of another size tier or
    weight, or the handling fee of another product. -#}
{% macro other_fees_that_fit(days, same_sku) -%}
select {{ prefixed(days, same_sku) }}, {{ days }}.booked_date, {{ days }}.day_count,
    'wrong_category' as cause, rates.category as charged_as
from {{ days }}
inner join {{ ref('referral_fee_rates') }} as rates
    on
        lower(rates.marketplace) = lower({{ days }}.marketplace)
        and rates.currency = {{ days }}.currency
        and {{ rate_holds('rates', days) }}
where
    {{ days }}.fee_kind = 'referral'
    and abs(
        {{ days }}.charged_amount
        - {{ converted(fee_of(days ~ '.base_amount', days ~ '.units_qty', 'rates'), days ~ '.with_tax') }}
    ) <= {{ days }}.tolerance_amount

union all

select {{ prefixed(days, same_sku) }}, {{ days }}.booked_date, {{ days }}.day_count,
    'wrong_dimensions' as cause, {{ size_tier_rule('rates') }} as charged_as
from {{ days }}
inner join {{ ref('fba_fulfilment_rates') }} as rates
    on
        lower(rates.marketplace) = lower({{ days }}.marketplace)
        and rates.currency = {{ days }}.currency
        and rates.per_step_amount is null
        and {{ rate_holds('rates', days) }}
where
    {{ days }}.fee_kind = 'fulfilment'
    and abs(
        {{ days }}.charged_amount
        - {{ cost_of_units(
            converted('rates.fixed_amount', '(1 + rates.surcharge_pct) * ' ~ days ~ '.with_tax'), days ~ '.units_qty'
        ) }}
    ) <= {{ days }}.tolerance_amount

union all

select {{ prefixed(days, same_sku) }}, {{ days }}.booked_date, {{ days }}.day_count,
    'wrong_dimensions' as cause, cast(null as {{ dbt.type_string() }}) as charged_as
from {{ days }}
inner join (
    select distinct store_id, marketplace, currency, fixed_amount
    from {{ ref('int_fee_expectations') }}
    where fee_kind = 'fulfilment'
) as others
    on
        others.store_id = {{ days }}.store_id
        and lower(others.marketplace) = lower({{ days }}.marketplace)
        and others.currency = {{ days }}.currency
where
    {{ days }}.fee_kind = 'fulfilment'
    and abs({{ days }}.charged_amount - others.fixed_amount * {{ days }}.units_qty) <= {{ days }}.tolerance_amount
{%- endmacro %}

{#- Whether a row of a schedule holds for a charge, by its day and its price of a unit. -#}
{% macro rate_holds(rates, charges) -%}
    {{ charges }}.booked_date >= {{ rates }}.valid_from_date
    and ({{ rates }}.valid_until_date is null or {{ charges }}.booked_date < {{ rates }}.valid_until_date)
    and {{ charges }}.base_amount > {{ rates }}.above_price * {{ charges }}.units_qty
    and ({{ rates }}.up_to_price is null or {{ charges }}.base_amount <= {{ rates }}.up_to_price * {{ charges }}.units_qty)
{%- endmacro %}
