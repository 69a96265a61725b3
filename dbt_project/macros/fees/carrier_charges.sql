{#- The charges of carriers' invoices, with what they are compared by: weights in kilograms, and whether they are freight. -#}
{% macro carrier_charges() -%}
{%- set in_kg = {'kg': '1', 'kgs': '1', 'g': '0.001', 'lb': '0.453592', 'lbs': '0.453592', 'oz': '0.028350'} %}
with freight_types as (
    select distinct transaction_type, {{ matching_key('amount_type') }} as charge_key
    from {{ ref('logistics_money_mapping') }}
    where category in ('carrier_freight', 'carrier_inbound')
)

select
    lines.*,
    lower(lines.carrier) as carrier_key,
    coalesce(lines.tracking_number, 'shipment ' || lines.shipment_id) as charged_key,
    -- A forwarder may bill a shipment in parts; the same amount again is no part.
    case when lines.tracking_number is null then abs(lines.charge_amount) end as instalment_amount,
    {{ matching_key('lines.charge_type') }} as charge_key,
    {{ local_date('lines.invoiced_at', "'UTC'") }} as invoiced_date,
    cast(least(coalesce(lines.actual_weight, lines.billed_weight), lines.billed_weight) * units.in_kg as decimal(18, 4))
        as weighed_kg,
    cast(lines.billed_weight * units.in_kg as decimal(18, 4)) as billed_kg,
    freight_types.charge_key is not null as is_freight
from {{ ref('stg_logistics__invoice_lines') }} as lines
left join (
    {%- for unit, factor in in_kg.items() %}
    select '{{ unit }}' as unit, cast({{ factor }} as decimal(9, 6)) as in_kg{{ ' union all' if not loop.last }}
    {%- endfor %}
) as units on units.unit = lower(lines.weight_unit)
left join freight_types
    on
        freight_types.charge_key = {{ matching_key('lines.charge_type') }}
        and freight_types.transaction_type in (lines.charged_for, 'any')
{%- endmacro %}
