{#- Where Amazon's fees can be judged, and what tax it adds to them. Outside the United States nothing but the settings
    tells whether Amazon's fees carry tax. -#}
{% macro fee_places() -%}
with contracts as (
    {{ contract_settings('store_id', ['fee_tax_percent']) }}
)

select
    stores.store_id,
    marketplaces.marketplace,
    marketplaces.country_code,
    marketplaces.currency,
    marketplaces.fees_on_tax,
    cast(1 + coalesce(cast(contracts.fee_tax_percent as decimal(9, 4)), 0) * 0.01 as decimal(9, 6)) as with_tax
from {{ ref('stg_backoffice__stores') }} as stores
cross join {{ ref('marketplaces') }} as marketplaces
left join contracts on contracts.store_id = stores.store_id
where contracts.fee_tax_percent is not null or marketplaces.country_code = 'US'
{%- endmacro %}

{#- The seller's own fee previews and the days that each is taken for, in the marketplaces that it tells of. -#}
{% macro previewed_fees() -%}
with thresholds as (
    {{ fee_thresholds(['preview_before_days', 'preview_after_days', 'preview_price_pct']) }}
),

places as (
    {{ fee_places() }}
),

previews as (
    select
        estimates.*,
        case
            when upper(marketplace) = 'UK' then 'GB'
            when length(marketplace) = 2 then upper(marketplace)
        end as country_code,
        lead(snapshot_date) over (partition by store_id, sku, marketplace, currency order by snapshot_date) as next_date,
        row_number() over (partition by store_id, sku, marketplace, currency order by snapshot_date) as edition
    from {{ ref('stg_amazon__fee_estimates') }} as estimates
)

select
    places.*,
    previews.sku,
    previews.product_group as category,
    'Fee preview of ' || cast(previews.snapshot_date as {{ dbt.type_string() }}) as rule,
    previews.sales_price_amount,
    previews.referral_fee_amount,
    previews.fulfilment_fee_amount,
    case
        when previews.edition = 1
            then {{ days_after('previews.snapshot_date', '-thresholds.preview_before_days') }}
        else previews.snapshot_date
    end as from_date,
    least(
        coalesce(previews.next_date, {{ days_after('previews.snapshot_date', 'thresholds.preview_after_days') }}),
        {{ days_after('previews.snapshot_date', 'thresholds.preview_after_days') }}
    ) as until_date,
    thresholds.preview_price_pct
from previews
inner join places
    on
        places.store_id = previews.store_id
        and places.currency = previews.currency
        and places.country_code = coalesce(previews.country_code, places.country_code)
cross join thresholds
{%- endmacro %}
