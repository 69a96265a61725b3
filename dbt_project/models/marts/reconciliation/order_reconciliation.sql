{{ config(materialized='view', alias='orders') }}
-- A view: the facts are a table already, and findings are few.
with findings as (
    select
        store_id, order_id, {{ joined_text('kind') }} as findings,
        max(case when status = 'open' then 1 else 0 end) as is_open
    from {{ ref('int_order_gaps') }}
    group by store_id, order_id
)

select
    facts.store_id,
    coalesce(facts.marketplace, facts.sales_channel) as marketplace,
    facts.order_id,
    facts.sku,
    facts.order_status,
    facts.fulfilment_channel,
    facts.purchased_at,
    cast(facts.shipped_at as date) as shipped_date,
    facts.first_settled_at,
    facts.last_refunded_at,
    facts.currency,
    facts.ordered_amount,
    facts.settled_sales_amount,
    facts.settled_amount,
    facts.refunded_amount,
    facts.chargeback_amount,
    facts.reimbursed_amount,
    facts.ordered_qty,
    facts.shipped_qty,
    facts.settled_qty,
    facts.returned_qty,
    findings.findings,
    case
        when findings.is_open = 1 then 'open'
        when findings.is_open = 0 then 'explained'
        when facts.first_settled_at is null and facts.settled_amount is null then 'waiting'
        else 'settled'
    end as status,
    facts.raw_file,
    facts.raw_line,
    facts.content_hash
from {{ ref('int_order_facts') }} as facts
left join findings on findings.store_id = facts.store_id and findings.order_id = facts.order_id
