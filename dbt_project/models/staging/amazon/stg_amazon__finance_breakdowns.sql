with transactions as (
    select * from {{ ref('stg_amazon__finance_transactions') }}
),

breakdowns as (
    select
        *,
        coalesce(level_6_type, level_5_type, level_4_type, level_3_type, level_2_type, level_1_type) as breakdown_type
    from {{ source('raw', 'amazon_finance_breakdowns') }}
)

select
    transactions.store_id,
    transactions.transaction_id,
    breakdowns.row_set not like 'transaction%' as is_of_item,
    breakdowns.breakdown_type,
    concat_ws(
        ' > ',
        breakdowns.level_1_type,
        breakdowns.level_2_type,
        breakdowns.level_3_type,
        breakdowns.level_4_type,
        breakdowns.level_5_type,
        breakdowns.level_6_type
    ) as breakdown_path,
    breakdowns.first_part_type is null as is_leaf,
    coalesce(breakdowns.context_1_sku, breakdowns.context_2_sku, breakdowns.context_3_sku) as sku,
    coalesce(breakdowns.context_1_asin, breakdowns.context_2_asin, breakdowns.context_3_asin) as asin,
    coalesce(breakdowns.context_1_quantity, breakdowns.context_2_quantity, breakdowns.context_3_quantity) as quantity,
    breakdowns.item_description as title,
    breakdowns.currency,
    breakdowns.breakdown_amount as amount,
    transactions.posted_at,
    transactions.reported_at,
    transactions.raw_file,
    transactions.raw_line,
    transactions.content_hash
from breakdowns
inner join transactions
    on breakdowns.store_id = transactions.store_id
    and breakdowns.content_hash = transactions.content_hash
    and breakdowns.raw_line = transactions.raw_line
where breakdowns.breakdown_type is not null
