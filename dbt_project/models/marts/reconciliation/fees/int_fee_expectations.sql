{{ config(schema='intermediate', contract={'enforced': false}) }}
{%- set text = dbt.type_string() %}
{%- set every_price = 'cast(0 as decimal(18, 4)) as above_price, cast(null as decimal(18, 4)) as up_to_price' %}
-- What fees should be, as far as anything says so: the seller's own fee preview, the schedules of the product's category and of
-- its size, and contracts with payment providers. A fee of none of these is not judged. Taxes that the marketplace adds are in it.
with contracts as (
    {{ contract_settings('store_id', ['payment_percent', 'payment_fixed']) }}
),

places as (
    {{ fee_places() }}
),

previewed as (
    {{ previewed_fees() }}
),

products as (
    select
        store_id,
        sku,
        {{ matching_key('referral_category') }} as category_key,
        weight_kg, length_cm, width_cm, height_cm, volume_cm3,
        valid_from_date,
        lead(valid_from_date) over (partition by store_id, sku order by valid_from_date) as valid_until_date
    from {{ ref('stg_purchasing__product_costs') }}
    where referral_category is not null
),

measured as (
    {{ size_tier_fees('products') }}
)

select
    store_id, marketplace, fees_on_tax, sku, 'fulfilment' as fee_kind, 'fee_preview' as expected_from, category, from_date,
    until_date, {{ every_price }}, {{ converted('fulfilment_fee_amount', 'with_tax') }} as fixed_amount,
    cast(0 as decimal(18, 8)) as rate_pct, cast(0 as decimal(18, 4)) as counted_above_price,
    cast(null as decimal(18, 4)) as minimum_amount, currency, with_tax, rule
from previewed
where fulfilment_fee_amount > 0

union all

select
    store_id, marketplace, fees_on_tax, sku, 'referral' as fee_kind, 'fee_preview' as expected_from, category, from_date,
    until_date, cast(sales_price_amount * (1 - preview_price_pct) as decimal(18, 4)) as above_price,
    cast(sales_price_amount * (1 + preview_price_pct) as decimal(18, 4)) as up_to_price,
    cast(0 as decimal(18, 4)) as fixed_amount,
    cast({{ quotient('referral_fee_amount', 'sales_price_amount') }} * with_tax as decimal(18, 8)) as rate_pct,
    cast(0 as decimal(18, 4)) as counted_above_price, cast(null as decimal(18, 4)) as minimum_amount, currency, with_tax, rule
from previewed
where referral_fee_amount > 0 and sales_price_amount > 0

union all

select
    places.store_id, places.marketplace, places.fees_on_tax, products.sku, 'referral' as fee_kind,
    'schedule' as expected_from, rates.category,
    greatest(rates.valid_from_date, products.valid_from_date) as from_date,
    least(
        coalesce(rates.valid_until_date, date '9999-12-31'), coalesce(products.valid_until_date, date '9999-12-31')
    ) as until_date,
    rates.above_price, rates.up_to_price, {{ converted('rates.fixed_amount', 'places.with_tax') }} as fixed_amount,
    cast(rates.rate_pct * places.with_tax as decimal(18, 8)) as rate_pct, rates.counted_above_price,
    {{ converted('rates.minimum_amount', 'places.with_tax') }} as minimum_amount, places.currency, places.with_tax,
    rates.category || ', ' || cast(cast(rates.rate_pct * 100 as decimal(9, 2)) as {{ text }}) || ' %'
    || case when rates.counted_above_price > 0
        then ' above ' || cast(cast(rates.counted_above_price as decimal(18, 2)) as {{ text }}) else '' end
    || ' (' || rates.marketplace || ', ' || cast(rates.valid_from_date as {{ text }}) || ')' as rule
from products
inner join places on places.store_id = products.store_id
inner join {{ ref('referral_fee_rates') }} as rates
    on
        rates.marketplace = places.marketplace
        and {{ matching_key('rates.category') }} = products.category_key
        and rates.valid_from_date < coalesce(products.valid_until_date, date '9999-12-31')
        and coalesce(rates.valid_until_date, date '9999-12-31') > products.valid_from_date

union all

select
    store_id, marketplace, fees_on_tax, sku, 'fulfilment' as fee_kind, 'size_tier' as expected_from, size_tier as category,
    from_date, until_date, above_price, up_to_price, {{ converted('fee_amount', 'with_tax') }} as fixed_amount,
    cast(0 as decimal(18, 8)) as rate_pct, cast(0 as decimal(18, 4)) as counted_above_price,
    cast(null as decimal(18, 4)) as minimum_amount, currency, with_tax, rule
from measured
where from_date < until_date

union all

select
    contracts.store_id, cast(null as {{ text }}) as marketplace, false as fees_on_tax,
    cast(null as {{ text }}) as sku, 'payment' as fee_kind, 'contract' as expected_from,
    cast(null as {{ text }}) as category, date '0001-01-01' as from_date, date '9999-12-31' as until_date,
    {{ every_price }}, cast(contracts.payment_fixed as decimal(18, 4)) as fixed_amount,
    cast(cast(contracts.payment_percent as decimal(9, 4)) * 0.01 as decimal(18, 8)) as rate_pct,
    cast(0 as decimal(18, 4)) as counted_above_price, cast(null as decimal(18, 4)) as minimum_amount, stores.currency,
    cast(1 as decimal(9, 6)) as with_tax,
    'Contract: ' || contracts.payment_percent || ' % and ' || contracts.payment_fixed as rule
from contracts
inner join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = contracts.store_id
where contracts.payment_percent is not null
