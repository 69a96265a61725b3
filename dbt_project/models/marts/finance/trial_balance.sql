with totals as (
    select * from {{ ref('int_account_totals') }}
),

-- What balances in other currencies gained has no amount but in the reporting currency.
gains as (
    select store_id, account_id, currency, 'exchange_differences' as gain_account, realised_amount_base as gain_amount
    from {{ ref('exchange_gains') }}

    union all

    select
        store_id, account_id, currency, 'unrealised_exchange_differences' as gain_account,
        unrealised_change_amount_base as gain_amount
    from {{ ref('exchange_gains') }}
),

sides as (
    select
        store_id, debit_account as account_id, currency,
        amount as debit_amount, 0 as credit_amount, amount_base as debit_amount_base, 0 as credit_amount_base
    from totals

    union all

    select
        store_id, credit_account as account_id, currency,
        0 as debit_amount, amount as credit_amount, 0 as debit_amount_base, amount_base as credit_amount_base
    from totals

    union all

    select
        store_id, account_id, currency, 0 as debit_amount, 0 as credit_amount,
        case when gain_amount > 0 then gain_amount else 0 end as debit_amount_base,
        case when gain_amount < 0 then -gain_amount else 0 end as credit_amount_base
    from gains
    where gain_amount <> 0

    union all

    select
        store_id, gain_account as account_id, currency, 0 as debit_amount, 0 as credit_amount,
        case when gain_amount < 0 then -gain_amount else 0 end as debit_amount_base,
        case when gain_amount > 0 then gain_amount else 0 end as credit_amount_base
    from gains
    where gain_amount <> 0
)

select
    sides.store_id,
    sides.account_id,
    accounts.account_code,
    accounts.account_name,
    accounts.account_type,
    sides.currency,
    cast(sum(sides.debit_amount) as decimal(18, 4)) as debit_amount,
    cast(sum(sides.credit_amount) as decimal(18, 4)) as credit_amount,
    cast(sum(sides.debit_amount) - sum(sides.credit_amount) as decimal(18, 4)) as balance_amount,
    cast(coalesce(sum(sides.debit_amount_base), 0) as decimal(18, 4)) as debit_amount_base,
    cast(coalesce(sum(sides.credit_amount_base), 0) as decimal(18, 4)) as credit_amount_base,
    cast(coalesce(sum(sides.debit_amount_base), 0) - coalesce(sum(sides.credit_amount_base), 0) as decimal(18, 4))
        as balance_amount_base
from sides
inner join {{ ref('accounts') }} as accounts on accounts.account_id = sides.account_id
group by 1, 2, 3, 4, 5, 6
