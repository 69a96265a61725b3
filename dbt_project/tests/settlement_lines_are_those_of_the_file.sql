-- The wallet moves by what the staged lines of each current settlement add up to: none lost, none twice.
with lines as (
    select settlement_id, store_id, content_hash, amount from {{ ref('stg_amazon__settlement_lines') }}
    union all
    select settlement_id, store_id, content_hash, amount from {{ ref('stg_amazon__settlement_v1_components') }}
),

-- Added up before the few settlements are joined, so that every line is touched once.
files as (
    select settlement_id, store_id, content_hash, sum(amount) as amount
    from lines
    group by settlement_id, store_id, content_hash
),

staged as (
    select files.settlement_id, files.amount
    from files
    inner join {{ ref('int_settlements_current') }} as settlements
        on
            settlements.settlement_id = files.settlement_id
            and settlements.content_hash = files.content_hash
            and settlements.store_id = files.store_id
)

select settlements.settlement_id, staged.amount, settlements.lines_total_amount
from {{ ref('settlements') }} as settlements
left join staged on staged.settlement_id = settlements.settlement_id
where settlements.document_type = 'amazon_settlement' and coalesce(staged.amount, 0) <> settlements.lines_total_amount
