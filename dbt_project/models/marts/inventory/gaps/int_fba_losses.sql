{{ config(materialized='view', schema='staging', contract={'enforced': false}) }}
-- Units that Amazon lost and neither found nor paid for, and units it found that were never lost: a loss is open until as
-- many units of the SKU were found or reimbursed after it.
with moved as (
    select *
    from {{ ref('stock_movements') }}
    where
        (reason = 'lost' and from_location like 'fba:%')
        or (reason = 'found' and to_location like 'fba:%')
),

stores as (
    select * from {{ ref('stg_backoffice__stores') }}
),

steps as (
    select
        store_id, sku, moved_date as step_date, movement_id as step_id,
        case reason when 'lost' then quantity else -quantity end as step_qty
    from moved

    union all

    select
        paid.store_id, paid.sku, {{ local_date('paid.approved_at', "coalesce(stores.timezone, 'UTC')") }} as step_date,
        paid.reimbursement_id as step_id, -paid.reimbursed_total_qty as step_qty
    from {{ ref('stg_amazon__reimbursements') }} as paid
    left join stores on stores.store_id = paid.store_id
    where {{ matching_key('paid.reason') }} like 'lostwarehouse%' or {{ matching_key('paid.reason') }} = 'lost'
),

runs as (
    select
        store_id, sku, step_qty,
        sum(step_qty) over (
            partition by store_id, sku order by step_date, step_qty desc, step_id
            rows between unbounded preceding and current row
        ) as running_qty
    from steps
),

-- What is found before it is lost makes nothing good: below zero the count begins anew.
totals as (
    select
        store_id, sku,
        sum(step_qty) - least(min(running_qty), 0) as lost_qty,
        -least(min(running_qty), 0) as surplus_qty
    from runs
    group by store_id, sku
),

placed as (
    select
        moved.*,
        totals.lost_qty,
        totals.surplus_qty,
        -- The last losses are the open ones, since what was found or paid was of those before.
        coalesce(sum(moved.quantity) over (
            partition by moved.store_id, moved.sku, moved.reason
            order by case moved.reason when 'lost' then moved.moved_at end desc, moved.moved_at, moved.movement_id
            rows between unbounded preceding and 1 preceding
        ), 0) as before_qty
    from moved
    inner join totals on totals.store_id = moved.store_id and totals.sku = moved.sku
)

select
    'fba_ledger' as kind,
    case reason when 'lost' then from_location else to_location end as location,
    store_id,
    sku,
    batch_id,
    case reason when 'lost' then from_condition else to_condition end as condition,
    moved_date as counted_date,
    cast(case reason
        when 'lost' then -greatest(least(quantity, lost_qty - before_qty), 0)
        else greatest(least(quantity, surplus_qty - before_qty), 0)
    end as integer) as gap_qty,
    reason as cause,
    document_id,
    raw_file,
    raw_line,
    content_hash
from placed
where case reason when 'lost' then lost_qty else surplus_qty end > before_qty
