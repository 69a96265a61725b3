{%- set parts = landed_parts() %}
{%- set pool = 'sku, legal_entity' %}
-- Units that come into a pool or leave it where the pool's cost is averaged: a legal entity's units of a SKU, of batches
-- with a cost. A period, a day or a month, first takes in what is received at its own cost and what is returned at what it
-- left for (kinds 0 and 1); that sets the average of a span, up to the next period that takes in. All else (kind 2) is at it.
with batches as (
    select
        batches.*,
        coalesce(stores.legal_entity, '') as legal_entity,
        stores.costing_method,
        case when batches.currency = settings.value then cast(1 as decimal(18, 8)) else rates.fx_rate end as fx_rate
    from {{ ref('batches') }} as batches
    inner join {{ ref('stg_backoffice__stores') }} as stores
        on stores.store_id = batches.store_id and stores.costing_method <> 'fifo'
    left join {{ ref('stg_backoffice__settings') }} as settings on settings.name = 'reporting_currency'
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = batches.currency and rates.rate_date = batches.received_date
    where batches.landed_amount is not null
),

runs as (
    select
        moved.movement_id,
        moved.units_before,
        moved.moved_qty,
        moved.moved_date,
        batches.sku,
        batches.legal_entity,
        batches.currency,
        batches.fx_rate,
        moved.moved_qty
        * case 'inventory' when moved.debit_account then 1 when moved.credit_account then -1 else 0 end as pool_qty,
        moved.is_origin or moved.credit_account in ('supplier_payables', 'opening_balances') as is_received,
        moved.credit_account = 'supplier_payables' as is_billed,
        moved.credit_account = 'cost_of_goods_sold' as is_return,
        moved.batch_unit_from is not null as is_of_known_sale,
        {%- for date in ['moved', 'left'] %}
        case batches.costing_method when 'moving_average' then moved.{{ date }}_date
            else {{ first_of_month('moved.' ~ date ~ '_date') }} end as {{ date }}_period,
        {%- endfor %}
        {%- for part in parts %}
        {{ batch_units_up_to(part, 'moved.batch_unit_from + moved.units_before', 'moved.moved_qty') }} as {{ part }}_amount
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('int_goods_moved') }} as moved
    inner join batches on batches.sku = moved.sku and batches.batch_id = moved.batch_id
    {{- '' if is_any_cost_averaged() else ' where false' }}
),

-- What comes back of a sale that the pool knows nothing of costs what its batch does.
priced as (
    select
        runs.*,
        case
            when runs.is_received or (runs.is_return and (sold.sku is null or not runs.is_of_known_sale)) then 0
            when runs.is_return and runs.left_period < runs.moved_period then 1
            else 2
        end as kind
    from runs
    left join (select distinct {{ pool }}, moved_period from runs where pool_qty < 0) as sold
        on
            runs.is_return
            and sold.sku = runs.sku
            and sold.legal_entity = runs.legal_entity
            and sold.moved_period = runs.left_period
),

spanned as (
    select
        *,
        cast(sum(case when kind < 2 and pool_qty <> 0 then 1 else 0 end) over (
            partition by {{ pool }} order by moved_period range between unbounded preceding and current row
        ) as bigint) as span
    from priced
)

-- A pool of several currencies is as many amounts, each of them averaged over all units.
select
    spanned.movement_id,
    spanned.units_before,
    spanned.moved_qty,
    spanned.moved_date,
    spanned.sku,
    spanned.legal_entity,
    currencies.currency,
    cast(spanned.pool_qty as bigint) as pool_qty,
    spanned.kind,
    spanned.span,
    case when spanned.kind = 1 then left_in.span else spanned.span end as priced_span,
    {%- for part in parts %}
    {%- set of_currency = 'case when spanned.currency = currencies.currency then ' %}
    {%- set amount = 'spanned.' ~ part ~ '_amount' %}
    cast({{ of_currency }}{{ amount }} else 0 end as decimal(18, 4)) as {{ part }}_amount,
    cast({{ of_currency }}
        {{ converted('case when spanned.is_billed then spanned.goods_amount else 0 end', 'spanned.fx_rate') }}
        + {{ converted(amount ~ ' - case when spanned.is_billed then spanned.goods_amount else 0 end', 'spanned.fx_rate') }}
        else 0 end as decimal(18, 4)) as {{ part }}_amount_base{{ ',' if not loop.last }}
    {%- endfor %}
from spanned
inner join (select distinct {{ pool }}, currency from runs) as currencies
    on currencies.sku = spanned.sku and currencies.legal_entity = spanned.legal_entity
left join (select distinct {{ pool }}, moved_period, span from spanned) as left_in
    on
        spanned.kind = 1
        and left_in.sku = spanned.sku
        and left_in.legal_entity = spanned.legal_entity
        and left_in.moved_period = spanned.left_period
