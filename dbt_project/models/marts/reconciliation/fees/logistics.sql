{%- set same_charge = 'charges.store_id, charges.carrier_key, charges.charged_key, charges.charge_key, charges.instalment_amount' %}
-- What carriers and freight forwarders bill, beside the parcels, the goods and the contracts that say what it should be.
with thresholds as (
    {{ fee_thresholds(['weight_pct', 'weight_kg', 'rate_pct', 'parcel_days']) }}
),

contracts as (
    {{ contract_settings('carrier_key', ['carrier_price_per_kg', 'carrier_currency']) }}
),

charges as (
    {{ carrier_charges() }}
),

parcels as (
    select
        store_id, tracking_number, order_id, lower(carrier) as carrier_key,
        {{ local_date('coalesce(shipped_at, first_event_at, status_at)', "'UTC'") }} as seen_date
    from {{ ref('stg_logistics__parcels') }}
),

-- The days whose parcels of a carrier are known: nothing is missing where no file tells of parcels at all.
known_days as (
    select store_id, carrier_key, min(seen_date) as first_date, max(seen_date) as last_date
    from parcels
    group by store_id, carrier_key
),

{{ shipped_weights() }},

compared as (
    select
        charges.*,
        coalesce(charges.order_id, parcels.order_id) as parcel_order_id,
        parcels.tracking_number is not null as has_parcel,
        known_days.first_date is not null as is_covered,
        cast(weights.goods_kg * (1 + thresholds.weight_pct) + thresholds.weight_kg as decimal(18, 4)) as expected_kg,
        shipments.has_freight as is_on_batch,
        cast(
            case when contracts.carrier_currency = charges.currency then charges.billed_kg end
            * cast(contracts.carrier_price_per_kg as decimal(18, 4)) * (1 + thresholds.rate_pct) as decimal(18, 4)
        ) as contract_amount,
        row_number() over tellings as telling,
        first_value(charges.invoice_number) over tellings as first_invoice_number,
        -- Parcels under one number may stand on one invoice, but not with the same weights and amount.
        charges.tracking_number is not null and row_number() over (
            partition by {{ same_charge }}, charges.invoice_number, charges.charge_amount, charges.billed_kg, charges.weighed_kg
            order by charges.content_hash, charges.raw_line
        ) > 1 as is_repeated,
        sum(case when charges.charge_amount < 0 then 1 else 0 end) over (partition by {{ same_charge }}) as credits
    from charges
    cross join thresholds
    left join parcels on parcels.store_id = charges.store_id and parcels.tracking_number = charges.tracking_number
    left join known_days
        on
            known_days.store_id = charges.store_id
            and known_days.carrier_key = charges.carrier_key
            and charges.invoiced_date between known_days.first_date
            and {{ days_after('known_days.last_date', 'thresholds.parcel_days') }}
    left join shipments on shipments.store_id = charges.store_id and shipments.shipment_id = charges.shipment_id
    left join weights
        on
            weights.store_id = charges.store_id
            and weights.weighed_for = charges.charged_for
            and weights.document_id = case
                when charges.charged_for = 'shipment' then charges.shipment_id
                else coalesce(charges.order_id, parcels.order_id)
            end
    left join contracts on contracts.carrier_key = charges.carrier_key
    window tellings as (
        partition by {{ same_charge }}, charges.charge_amount > 0
        order by charges.invoiced_at, charges.invoice_number, charges.content_hash, charges.raw_line, charges.charge_kind
    )
),

found as (
    select
        *,
        case
            when charge_amount < 0 then 'credit'
            when charge_amount = 0 then 'not_judged'
            when charged_key is not null and telling > 1 + credits and (is_repeated or invoice_number <> first_invoice_number)
                then 'billed_twice'
            when tracking_number is not null and is_covered and not has_parcel then 'without_parcel'
            when is_freight and weighed_kg > expected_kg then 'overweight'
            when is_freight and charge_amount > contract_amount then 'above_rate'
            when has_parcel or expected_kg is not null or contract_amount is not null then 'as_expected'
            else 'not_judged'
        end as finding
    from compared
)

select
    {{ fingerprint(['content_hash', 'raw_line', 'store_id', 'charge_kind']) }} as charge_id,
    store_id, carrier, document_id, invoice_number, invoiced_date, tracking_number, shipment_id,
    parcel_order_id as order_id, charged_for, charge_type, charge_amount, currency, billed_kg, weighed_kg, expected_kg,
    contract_amount, finding, case when finding = 'billed_twice' then first_invoice_number end as first_invoice_number,
    cast(case
        when finding in ('billed_twice', 'without_parcel') then charge_amount
        when finding = 'overweight'
            then {{ converted('charge_amount', quotient('weighed_kg - expected_kg', 'weighed_kg')) }}
        when finding = 'above_rate' then charge_amount - contract_amount
        else 0
    end as decimal(18, 4)) as gap_amount,
    case when is_freight then is_on_batch end as is_on_batch, raw_file, raw_line, content_hash
from found
