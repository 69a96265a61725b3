with totals as (
    select * from {{ ref('int_account_totals') }}
),

accounts as (
    select * from {{ ref('accounts') }} where profit_line is not null
),

effects as (
    select
        store_id, marketplace, booked_date, currency, credit_account as account_id, amount as signed_amount,
        amount_base as signed_amount_base
    from totals

    union all

    select
        store_id, marketplace, booked_date, currency, debit_account as account_id, -amount as signed_amount,
        -amount_base as signed_amount_base
    from totals
    {%- for account, gain in [
        ('exchange_differences', 'realised_amount_base'),
        ('unrealised_exchange_differences', 'unrealised_change_amount_base')
    ] %}

    union all

    select
        store_id, cast(null as {{ dbt.type_string() }}) as marketplace, month as booked_date, currency,
        '{{ account }}' as account_id, 0 as signed_amount, {{ gain }} as signed_amount_base
    from {{ ref('exchange_gains') }}
    where {{ gain }} <> 0
    {%- endfor %}
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
