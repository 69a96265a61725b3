-- Which rows of date-range reports count: those of the latest file for their day, of settlements without a report.
with transactions as (
    select * from {{ ref('stg_amazon__date_range_transactions') }}
),

files_of_days as (
    select distinct
        store_id,
        case when is_deferred then null else settlement_id end as settlement_id,
        is_deferred,
        transaction_date,
        load_id,
        content_hash
    from transactions
),

latest_files as (
    select
        *,
        row_number() over (
            partition by store_id, settlement_id, is_deferred, transaction_date
            order by load_id desc, content_hash desc
        ) as file_rank
    from files_of_days
),

settled as (
    select settlement_id from {{ ref('int_settlements_current') }}
),

current_rows as (
    select transactions.*
    from transactions
    inner join latest_files
        on
            latest_files.store_id = transactions.store_id
            and latest_files.is_deferred = transactions.is_deferred
            and (transactions.is_deferred or latest_files.settlement_id is not distinct from transactions.settlement_id)
            and latest_files.transaction_date = transactions.transaction_date
            and latest_files.content_hash = transactions.content_hash
            and latest_files.file_rank = 1
    left join settled on settled.settlement_id = transactions.settlement_id
    where settled.settlement_id is null
),

deferred_orders as (
    select distinct order_id
    from current_rows
    where is_deferred and order_id is not null
),

released_orders as (
    select lines.store_id, lines.order_id, {{ matching_key('lines.transaction_type') }} as transaction_type
    from {{ ref('stg_amazon__settlement_lines') }} as lines
    inner join deferred_orders on deferred_orders.order_id = lines.order_id
    group by 1, 2, 3

    union

    select store_id, order_id, transaction_type
    from current_rows
    where not is_deferred and order_id is not null
)

select
    current_rows.content_hash,
    current_rows.raw_line,
    current_rows.store_id,
    case
        when current_rows.is_deferred then 'deferred:' || current_rows.store_id
        else coalesce(current_rows.settlement_id, 'unsettled:' || current_rows.store_id)
    end as document_id,
    current_rows.settlement_id,
    current_rows.currency,
    current_rows.transaction_at,
    current_rows.raw_file
from current_rows
left join released_orders
    on
        current_rows.is_deferred
        and released_orders.store_id = current_rows.store_id
        and released_orders.order_id = current_rows.order_id
        and released_orders.transaction_type = current_rows.transaction_type
-- Money that was deferred and has been released since stands in the settlement that released it.
where released_orders.order_id is null
