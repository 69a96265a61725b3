{%- set columns = 'store_id, sku, claim_kind, loss_id, lost_date, quantity, document_id, order_id, raw_file, raw_line, content_hash' %}
-- lost - found - reimbursed + reversed = open: what was found or paid was of the losses before, so the last ones are open.
-- What is found before it is lost makes nothing good.
with moved as (select * from {{ ref('stock_movements') }}),

paid as (
    select
        reports.*, {{ local_date('reports.approved_at', "coalesce(stores.timezone, 'UTC')") }} as approved_date,
        {{ claim_kind('coalesce(original.reason, reports.reason)') }} as claim_kind,
        {{ matching_key('reports.reason') }} like 'reversal%' as is_reversal
    from {{ ref('stg_amazon__reimbursements') }} as reports
    left join {{ ref('stg_amazon__reimbursements') }} as original
        on original.store_id = reports.store_id and original.reimbursement_id = reports.original_reimbursement_id
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = reports.store_id
),

losses as (
    select store_id, sku, reason as claim_kind, movement_id as loss_id, moved_date as lost_date, quantity, document_id, order_id,
        raw_file, raw_line, content_hash
    from moved
    where from_location like 'fba:%' and (reason = 'lost' or (reason = 'damaged' and from_condition = 'sellable'))

    union all

    select store_id, sku, 'inbound' as claim_kind,
        'inbound:' || {{ fingerprint(['location', 'sku', 'batch_id', 'raw_file', 'raw_line']) }} as loss_id,
        counted_date as lost_date, -gap_qty as quantity, document_id, order_id, raw_file, raw_line, content_hash
    from {{ ref('int_transit_gaps') }}
    where kind = 'transfer' and destination like 'fba:%' and store_id is not null

    union all

    select
        gaps.store_id, coalesce(gaps.sku, '') as sku, 'customer_return' as claim_kind, gaps.gap_id as loss_id,
        gaps.opened_date as lost_date, facts.unreturned_qty as quantity, gaps.document_id, gaps.order_id, gaps.raw_file,
        gaps.raw_line, gaps.content_hash
    from {{ ref('int_order_gaps') }} as gaps
    inner join {{ ref('int_order_facts') }} as facts on facts.store_id = gaps.store_id and facts.order_id = gaps.order_id
    where gaps.kind = 'refund_without_return'

    union all

    select store_id, sku, claim_kind, 'reversal:' || store_id || ':' || reimbursement_id as loss_id, approved_date as lost_date,
        abs(reimbursed_total_qty) as quantity, 'reimbursement:' || reimbursement_id as document_id, order_id, raw_file, raw_line,
        content_hash
    from paid
    where is_reversal and claim_kind <> 'customer_return'
),

steps as (
    select {{ columns }}, quantity as step_qty from losses

    union all

    select
        store_id, sku, 'lost' as claim_kind, movement_id, moved_date, 0, document_id, order_id, raw_file, raw_line, content_hash,
        -quantity as step_qty
    from moved
    where reason = 'found' and to_location like 'fba:%'

    union all

    select
        store_id, sku, claim_kind, reimbursement_id, approved_date, 0, '', order_id, raw_file, raw_line, content_hash,
        -reimbursed_total_qty as step_qty
    from paid
    where not is_reversal and claim_kind <> 'customer_return' and reimbursed_total_qty > 0
),

runs as (
    select *, sum(step_qty) over (
            partition by store_id, sku, claim_kind order by lost_date, step_qty desc, loss_id
            rows between unbounded preceding and current row
        ) as running_qty
    from steps
),

placed as (
    select *,
        sum(step_qty) over (partition by store_id, sku, claim_kind)
        - least(min(running_qty) over (partition by store_id, sku, claim_kind), 0) as open_total_qty,
        coalesce(sum(quantity) over (partition by store_id, sku, claim_kind order by lost_date desc, loss_id
            rows between unbounded preceding and 1 preceding), 0) as after_qty
    from runs
),

costs as (
    select sku, max_by(unit_goods_amount, received_date) as unit_goods_amount, max_by(currency, received_date) as currency
    from {{ ref('batches') }}
    where unit_goods_amount is not null and currency is not null
    group by sku
),

clocked as (
    select
        placed.loss_id, dates.as_of_date,
        cast(greatest(least(placed.quantity, placed.open_total_qty - placed.after_qty), 0) as integer) as open_qty,
        max_by({{ days_after('placed.lost_date', 'windows.opens_after_days') }}, windows.valid_from_date) as opens_date,
        max_by({{ days_after('placed.lost_date', 'windows.closes_after_days') }}, windows.valid_from_date) as deadline_date
    from placed
    cross join {{ ref('int_reporting_date') }} as dates
    inner join {{ ref('claim_windows') }} as windows
        on windows.claim_kind = placed.claim_kind and windows.valid_from_date <= placed.lost_date
    where placed.quantity > 0
    group by 1, 2, 3
)

select
    losses.loss_id, losses.store_id, losses.sku, losses.claim_kind, losses.document_id, losses.order_id, losses.lost_date,
    cast(losses.quantity as integer) as lost_qty, cast(losses.quantity - clocked.open_qty as integer) as made_good_qty,
    clocked.open_qty, {{ cost_of_units('costs.unit_goods_amount', 'clocked.open_qty') }} as open_value_amount, costs.currency,
    clocked.opens_date, clocked.deadline_date,
    case
        when clocked.open_qty = 0 then 'made_good' when clocked.deadline_date < clocked.as_of_date then 'expired'
        when clocked.opens_date > clocked.as_of_date then 'waiting' else 'due'
    end as status,
    losses.raw_file, losses.raw_line, losses.content_hash
from losses
inner join clocked on clocked.loss_id = losses.loss_id
left join costs on costs.sku = losses.sku
