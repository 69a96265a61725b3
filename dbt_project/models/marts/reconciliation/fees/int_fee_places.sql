{{ config(materialized='ephemeral', schema='intermediate') }}
-- Where Amazon's fees can be judged, and what tax it adds to them. Outside the United States nothing but the
-- settings tells whether Amazon's fees carry tax.
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
