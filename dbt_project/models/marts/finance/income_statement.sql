with totals as (
    select * from {{ ref('int_account_totals') }}
),

accounts as (
    select * from {{ ref('accounts') }} where profit_line is not null
),

effects as (
    select *, credit_account as account_id, amount as signed_amount, amount_base as signed_amount_base from totals
    union all
    select *, debit_account as account_id, -amount as signed_amount, -amount_base as signed_amount_base from totals
)

select
    effects.store_id,
    effects.marketplace,
    {{ first_of_month('effects.booked_date') }} as month,
    effects.account_id,
    accounts.account_code,
    accounts.account_name,
    accounts.profit_line,
    effects.currency,
    cast(sum(effects.signed_amount) as decimal(18, 4)) as amount,
    cast(coalesce(sum(effects.signed_amount_base), 0) as decimal(18, 4)) as amount_base
from effects
inner join accounts on accounts.account_id = effects.account_id
group by 1, 2, 3, 4, 5, 6, 7, 8
