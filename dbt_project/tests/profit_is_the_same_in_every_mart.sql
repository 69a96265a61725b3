-- A store's profit in a month and currency is one figure, whether added up by SKU or by account, and the same with all
-- costs borne by SKUs, but for what those of other stores bear. What money gained by its currency alone no SKU earned.
-- So is each part of the cost of goods.
{%- set parts = [] %}
{%- for part in parts_of_cost() %}{% do parts.extend(['cogs_' ~ part ~ '_amount', 'cogs_' ~ part ~ '_amount_base']) %}{% endfor %}
with by_sku as (
    select
        store_id,
        month,
        currency,
        sum(profit_amount) as profit_amount,
        sum(profit_amount_base) as profit_amount_base,
        sum(full_profit_amount) as full_profit_amount,
        sum(full_profit_amount_base) as full_profit_amount_base
        {%- for part in parts %},
        sum({{ part }}) as {{ part }}
        {%- endfor %}
    from {{ ref('sku_profit_monthly') }}
    group by 1, 2, 3
),

by_account as (
    select store_id, month, currency, sum(amount) as profit_amount, sum(amount_base) as profit_amount_base
        {%- for part in parts %},
        sum({{ part }}) as {{ part }}
        {%- endfor %}
    from {{ ref('income_statement') }}
    where account_id not in ('exchange_differences', 'unrealised_exchange_differences')
    group by 1, 2, 3
),

borne as (
    select store_id, month, currency, sum(amount) as amount, sum(amount_base) as amount_base
    from (
        select store_id, booked_store_id, month, currency, amount, amount_base from {{ ref('allocations') }}
        union all
        select booked_store_id, store_id, month, currency, -amount, -amount_base from {{ ref('allocations') }}
    ) as moved
    where store_id <> booked_store_id
    group by 1, 2, 3
)

select by_sku.*, by_account.profit_amount as stated_amount, borne.amount as borne_amount
from by_sku
full outer join by_account
    on
        by_account.store_id = by_sku.store_id
        and by_account.month = by_sku.month
        and by_account.currency = by_sku.currency
left join borne
    on borne.store_id = by_sku.store_id and borne.month = by_sku.month and borne.currency = by_sku.currency
where
    coalesce(by_sku.profit_amount, 0) <> coalesce(by_account.profit_amount, 0)
    or coalesce(by_sku.profit_amount_base, 0) <> coalesce(by_account.profit_amount_base, 0)
    or by_sku.full_profit_amount <> by_sku.profit_amount + coalesce(borne.amount, 0)
    or by_sku.full_profit_amount_base <> by_sku.profit_amount_base + coalesce(borne.amount_base, 0)
    {%- for part in parts %}
    or coalesce(by_sku.{{ part }}, 0) <> coalesce(by_account.{{ part }}, 0)
    {%- endfor %}
