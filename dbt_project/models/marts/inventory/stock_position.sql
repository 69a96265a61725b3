with inventory as (
    select
        store_id,
        sku,
        max(asin) as asin,
        max(title) as title,
        cast(sum(fulfillable_qty) as bigint) as fulfillable_qty,
        cast(sum(reserved_qty) as bigint) as reserved_qty,
        cast(sum(unsellable_qty) as bigint) as unsellable_qty,
        cast(sum(inbound_qty) as bigint) as inbound_qty,
        cast(sum(total_qty) as bigint) as total_qty,
        max(snapshot_at) as snapshot_at,
        max(raw_file) as raw_file,
        min(raw_line) as raw_line,
        max(content_hash) as content_hash
    from {{ ref('stg_amazon__fba_inventory') }}
    where sku is not null
    group by store_id, sku
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

valued as (
    select
        inventory.*,
        costs.unit_cost_amount,
        costs.currency,
        {{ cost_of_units('costs.unit_cost_amount', 'inventory.total_qty') }} as value_amount,
        case
            when costs.currency = settings.reporting_currency then cast(1 as decimal(18, 8))
            else rates.fx_rate
        end as fx_rate
    from inventory
    cross join settings
    left join {{ ref('stg_purchasing__product_costs') }} as costs
        on
            costs.store_id = inventory.store_id
            and costs.sku = inventory.sku
            and costs.unit_cost_amount is not null
            and costs.valid_from_date <= cast(inventory.snapshot_at as date)
            and (costs.valid_until_date is null or costs.valid_until_date > cast(inventory.snapshot_at as date))
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = costs.currency and rates.rate_date = cast(inventory.snapshot_at as date)
)

select
    store_id,
    sku,
    asin,
    title,
    fulfillable_qty,
    reserved_qty,
    unsellable_qty,
    inbound_qty,
    total_qty,
    unit_cost_amount,
    currency,
    value_amount,
    {{ converted('value_amount', 'fx_rate') }} as value_amount_base,
    snapshot_at,
    raw_file,
    raw_line,
    content_hash
from valued
