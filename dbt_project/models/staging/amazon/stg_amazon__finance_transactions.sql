with pages as (
    select
        *,
        -- One without an id is nobody's later state, so each stands for itself.
        row_number() over (
            partition by
                store_id,
                transaction_id,
                case when transaction_id is null then content_hash end,
                case when transaction_id is null then raw_line end
            order by reported_at desc, load_id desc, content_hash desc, raw_line desc
        ) as page_rank
    from {{ source('raw', 'amazon_finance_transactions') }}
),

identifiers as (
    select
        store_id,
        content_hash,
        raw_line,
        max(case when identifier_name = 'ORDER_ID' then identifier_value end) as order_id,
        max(case when identifier_name = 'SETTLEMENT_ID' then identifier_value end) as settlement_id,
        max(case when identifier_name = 'FINANCIAL_EVENT_GROUP_ID' then identifier_value end) as event_group_id,
        max(case when identifier_name = 'SHIPMENT_ID' then identifier_value end) as shipment_id,
        max(case when identifier_name = 'DEFERRED_TRANSACTION_ID' then identifier_value end) as deferred_transaction_id,
        max(case when identifier_name = 'RELEASE_TRANSACTION_ID' then identifier_value end) as release_transaction_id
    from {{ source('raw', 'amazon_finance_identifiers') }}
    group by store_id, content_hash, raw_line
),

contexts as (
    select
        store_id,
        content_hash,
        raw_line,
        max(deferral_reason) as deferral_reason,
        max(matures_at) as matures_at
    from {{ source('raw', 'amazon_finance_contexts') }}
    group by store_id, content_hash, raw_line
),

leaves as (
    select
        store_id,
        content_hash,
        raw_line,
        sum(breakdown_amount) as breakdowns_amount
    from {{ source('raw', 'amazon_finance_breakdowns') }}
    where row_set like 'transaction%' and first_part_type is null
    group by store_id, content_hash, raw_line
)

select
    pages.store_id,
    pages.transaction_id,
    pages.transaction_type,
    pages.transaction_status,
    coalesce(pages.transaction_status = 'DEFERRED', false) as is_deferred,
    pages.description,
    pages.account_type,
    pages.marketplace_id,
    pages.marketplace_name as marketplace,
    identifiers.order_id,
    identifiers.settlement_id,
    identifiers.event_group_id,
    identifiers.shipment_id,
    identifiers.deferred_transaction_id,
    identifiers.release_transaction_id,
    contexts.deferral_reason,
    contexts.matures_at,
    pages.currency,
    pages.total_amount,
    pages.total_amount - leaves.breakdowns_amount as unexplained_amount,
    pages.posted_at,
    pages.reported_at,
    pages.raw_file,
    pages.raw_line,
    pages.content_hash
from pages
left join identifiers
    on pages.store_id = identifiers.store_id
    and pages.content_hash = identifiers.content_hash
    and pages.raw_line = identifiers.raw_line
left join contexts
    on pages.store_id = contexts.store_id
    and pages.content_hash = contexts.content_hash
    and pages.raw_line = contexts.raw_line
left join leaves
    on pages.store_id = leaves.store_id
    and pages.content_hash = leaves.content_hash
    and pages.raw_line = leaves.raw_line
where pages.page_rank = 1
