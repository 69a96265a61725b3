{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Who said how many units of a SKU were at a place when a day ended. Without a batch it is all batches, without a
-- condition all conditions. What is of the whole place says 0 of all that it does not list.
with takes as (
    select
        *,
        row_number() over (
            partition by location, sku, batch_id, counted_date order by is_recount desc, raw_line desc, store_id
        ) as count_rank,
        first_value(counted_qty) over (
            partition by location, sku, batch_id, counted_date order by is_recount, raw_line, store_id
        ) as first_qty,
        count(*) over (partition by location, sku, batch_id, counted_date) as counts_of_day
    from {{ ref('stg_purchasing__stock_takes') }}
),

third_party as (
    {{ newest_warehouse_stock() }}
),

listed as (
    select
        'stock_take' as kind, location, store_id, sku, batch_id, cast(null as {{ dbt.type_string() }}) as condition,
        counted_date, counted_qty, case when counts_of_day > 1 then first_qty end as first_counted_qty,
        coalesce(count_kind, 'sku') as count_kind, counted_by, approved_by, raw_file, raw_line, content_hash
    from takes
    where count_rank = 1

    union all

    select
        'third_party' as kind, location, max(store_id) as store_id, sku, batch_id,
        cast(null as {{ dbt.type_string() }}) as condition, max(snapshot_date) as counted_date,
        sum(on_hand_qty) as counted_qty, cast(null as integer) as first_counted_qty, 'whole' as count_kind,
        cast(null as {{ dbt.type_string() }}) as counted_by, cast(null as {{ dbt.type_string() }}) as approved_by,
        max(raw_file) as raw_file, min(raw_line) as raw_line, max(content_hash) as content_hash
    from third_party
    group by location, sku, batch_id

    {%- for condition, quantity in [('sellable', 'fulfillable_qty + reserved_qty'), ('unfulfillable', 'unfulfillable_qty')] %}

    union all

    select
        'fba' as kind, location, store_id, sku, cast(null as {{ dbt.type_string() }}) as batch_id, '{{ condition }}' as condition,
        snapshot_date as counted_date, {{ quantity }} as counted_qty, cast(null as integer) as first_counted_qty,
        'whole' as count_kind, cast(null as {{ dbt.type_string() }}) as counted_by,
        cast(null as {{ dbt.type_string() }}) as approved_by, raw_file, raw_line, content_hash
    from {{ ref('int_stock_snapshots') }}
    where location like 'fba:%'
    {%- endfor %}
),

whole as (
    select
        kind, location, counted_date, max(store_id) as store_id, max(counted_by) as counted_by,
        max(approved_by) as approved_by, max(raw_file) as raw_file, min(raw_line) as raw_line,
        max(content_hash) as content_hash
    from listed
    where count_kind = 'whole' and kind <> 'fba'
    group by kind, location, counted_date
),

missing as (
    select whole.kind, whole.location, whole.counted_date, balances.sku
    from whole
    inner join {{ ref('stock_balances') }} as balances
        on
            balances.location = whole.location
            and balances.valid_from_date <= whole.counted_date
            and (balances.valid_until_date is null or balances.valid_until_date > whole.counted_date)
    left join listed
        on
            listed.kind = whole.kind
            and listed.location = whole.location
            and listed.counted_date = whole.counted_date
            and listed.sku = balances.sku
    where listed.sku is null
    group by whole.kind, whole.location, whole.counted_date, balances.sku
    having sum(balances.on_hand_qty) <> 0
)

select * from listed

union all

select
    whole.kind, whole.location, whole.store_id, missing.sku, cast(null as {{ dbt.type_string() }}) as batch_id,
    cast(null as {{ dbt.type_string() }}) as condition, whole.counted_date, 0 as counted_qty,
    cast(null as integer) as first_counted_qty, 'whole' as count_kind, whole.counted_by, whole.approved_by, whole.raw_file,
    whole.raw_line, whole.content_hash
from missing
inner join whole
    on
        whole.kind = missing.kind
        and whole.location = missing.location
        and whole.counted_date = missing.counted_date
