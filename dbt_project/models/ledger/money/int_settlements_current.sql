-- Which file stands for each settlement. Lines are added up only where several files claim the same settlement.
with settlements as (
    select * from {{ ref('stg_amazon__settlements') }}
),

contested as (
    select settlement_id
    from settlements
    group by settlement_id
    having count(*) > 1
),

line_totals as (
    select lines.settlement_id, lines.content_hash, sum(lines.amount) as lines_total_amount
    from {{ ref('stg_amazon__settlement_lines') }} as lines
    inner join contested on contested.settlement_id = lines.settlement_id
    group by lines.settlement_id, lines.content_hash

    union all

    select components.settlement_id, components.content_hash, sum(components.amount) as lines_total_amount
    from {{ ref('stg_amazon__settlement_v1_components') }} as components
    inner join contested on contested.settlement_id = components.settlement_id
    group by components.settlement_id, components.content_hash
),

ranked as (
    select
        settlements.*,
        row_number() over (
            partition by settlements.settlement_id
            order by
                case when line_totals.lines_total_amount = settlements.stated_total_amount then 0 else 1 end,
                settlements.load_id desc,
                settlements.content_hash desc,
                settlements.store_id,
                settlements.raw_line
        ) as file_rank
    from settlements
    left join line_totals
        on
            line_totals.settlement_id = settlements.settlement_id
            and line_totals.content_hash = settlements.content_hash
)

select
    settlement_id,
    store_id,
    format,
    -- XXX is ISO 4217's own code for no currency: such money shows as a gap without a rate.
    coalesce(currency, 'XXX') as currency,
    stated_total_amount,
    period_start_at,
    period_end_at,
    deposit_at,
    raw_file,
    raw_line,
    content_hash
from ranked
where file_rank = 1
