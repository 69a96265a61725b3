with budgets as (
    select
        *,
        {{ store_named_in_row() }} as budget_store_id
    from {{ source('raw', 'purchasing_budgets') }}
),

rules as (
    select * from {{ ref('purchasing_money_mapping') }}
    where format = 'BUDGET'
),

ranked as (
    select
        *,
        {{ file_rank(['budget_store_id', 'budget_month', 'product_line', 'budget_kind', 'currency']) }} as file_rank
    from budgets
)

select
    ranked.budget_store_id as store_id,
    ranked.budget_month as month,
    ranked.product_line,
    ranked.budget_kind,
    rules.account_id,
    ranked.amount,
    ranked.currency,
    ranked.raw_file,
    ranked.raw_line,
    ranked.content_hash
from ranked
left join rules on rules.amount_type = ranked.budget_kind
where ranked.file_rank = 1
