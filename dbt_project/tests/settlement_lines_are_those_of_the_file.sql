-- The wallet moves by what the staged lines of each current settlement add up to: none lost, none twice.
with staged as (
    select lines.settlement_id, sum(lines.amount) as amount
    from (
        select settlement_id, store_id, content_hash, amount from {{ ref('stg_amazon__settlement_lines') }}
        union all
        select settlement_id, store_id, content_hash, amount from {{ ref('stg_amazon__settlement_v1_components') }}
    ) as lines
    inner join {{ ref('int_settlements_current') }} as settlements
        on
            settlements.settlement_id = lines.settlement_id
            and settlements.content_hash = lines.content_hash
            and settlements.store_id = lines.store_id
    group by lines.settlement_id
)

select settlements.settlement_id, staged.amount, settlements.lines_total_amount
from {{ ref('settlements') }} as settlements
left join staged on staged.settlement_id = settlements.settlement_id
where coalesce(staged.amount, 0) <> settlements.lines_total_amount
