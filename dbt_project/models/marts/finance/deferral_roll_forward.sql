{%- set held = "('deferred_proceeds', 'reserve_held', 'payment_holds')" -%}
-- What a marketplace or provider keeps back: what was added, what was let go, what stands there. Beside it what Amazon's
-- own balances say, on the day that they were true.
with sides as (
    select
        store_id, currency, booked_date, debit_account as account_id, amount as added_amount, 0 as released_amount,
        amount_base as net_amount_base
    from {{ ref('int_account_totals') }}
    where debit_account in {{ held }}

    union all

    select
        store_id, currency, booked_date, credit_account as account_id, 0 as added_amount, amount as released_amount,
        -amount_base as net_amount_base
    from {{ ref('int_account_totals') }}
    where credit_account in {{ held }}
),

monthly as (
    select
        store_id, currency, account_id, {{ first_of_month('booked_date') }} as month,
        sum(added_amount) as added_amount,
        sum(released_amount) as released_amount,
        sum(coalesce(net_amount_base, 0)) as net_amount_base
    from sides
    group by 1, 2, 3, 4
),

rolled as (
    select
        keys.store_id, keys.currency, keys.account_id, spine.month,
        coalesce(monthly.added_amount, 0) as added_amount,
        coalesce(monthly.released_amount, 0) as released_amount,
        {%- for amount, name in [
            ('added_amount, 0) - coalesce(monthly.released_amount', 'closing_amount'),
            ('net_amount_base', 'closing_amount_base')
        ] %}
        sum(coalesce(monthly.{{ amount }}, 0)) over (
            partition by keys.store_id, keys.currency, keys.account_id order by spine.month
        ) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select store_id, currency, account_id, min(month) as first_month from monthly group by 1, 2, 3
    ) as keys
    inner join (
        select distinct {{ first_of_month('booked_date') }} as month from {{ ref('int_account_totals') }}
    ) as spine on spine.month >= keys.first_month
    left join monthly
        on monthly.store_id = keys.store_id and monthly.currency = keys.currency
            and monthly.account_id = keys.account_id and monthly.month = spine.month
),

-- What Amazon keeps in reserve contains what it has deferred.
stated as (
    select
        balances.store_id, balances.currency, parts.account_id,
        max({{ local_date('balances.balance_at', 'stores.timezone') }}) as stated_date,
        sum(parts.sign * balances.balance_amount) as stated_amount
    from {{ ref('stg_amazon__finance_balances') }} as balances
    inner join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = balances.store_id
    inner join (
        select 'deferred_proceeds' as account_id, 'DEFERRED' as balance_type, 1 as sign
        union all
        select 'reserve_held' as account_id, 'RESERVED' as balance_type, 1 as sign
        union all
        select 'reserve_held' as account_id, 'DEFERRED' as balance_type, -1 as sign
    ) as parts on parts.balance_type = balances.balance_type
    where balances.is_current
    group by 1, 2, 3
    having parts.account_id = 'deferred_proceeds' or max(parts.sign) = 1
),

compared as (
    select
        stated.store_id, stated.currency, stated.account_id, stated.stated_date, stated.stated_amount,
        sum(coalesce(sides.added_amount, 0) - coalesce(sides.released_amount, 0)) as ledger_amount
    from stated
    left join sides
        on sides.store_id = stated.store_id and sides.currency = stated.currency
            and sides.account_id = stated.account_id and sides.booked_date <= stated.stated_date
    group by 1, 2, 3, 4, 5
)

select
    coalesce(rolled.store_id, compared.store_id) as store_id,
    coalesce(rolled.account_id, compared.account_id) as account_id,
    coalesce(rolled.currency, compared.currency) as currency,
    coalesce(rolled.month, {{ first_of_month('compared.stated_date') }}) as month,
    cast(coalesce(rolled.closing_amount - rolled.added_amount + rolled.released_amount, 0) as decimal(18, 4))
        as opening_amount,
    cast(coalesce(rolled.added_amount, 0) as decimal(18, 4)) as added_amount,
    cast(coalesce(rolled.released_amount, 0) as decimal(18, 4)) as released_amount,
    cast(coalesce(rolled.closing_amount, 0) as decimal(18, 4)) as closing_amount,
    cast(coalesce(rolled.closing_amount_base, 0) as decimal(18, 4)) as closing_amount_base,
    compared.stated_date,
    cast(compared.stated_amount as decimal(18, 4)) as stated_amount,
    cast(compared.ledger_amount as decimal(18, 4)) as ledger_amount,
    cast(compared.stated_amount - compared.ledger_amount as decimal(18, 4)) as difference_amount
from rolled
full outer join compared
    on compared.store_id = rolled.store_id and compared.currency = rolled.currency
        and compared.account_id = rolled.account_id
        and {{ first_of_month('compared.stated_date') }} = rolled.month
