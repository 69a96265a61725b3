{%- set text = dbt.type_string() -%}
{%- set account = ['store_id', 'wallet_account', 'currency'] | join(', ') -%}
-- What came into the seller's own accounts and left them, by what it was for: the other side of each movement says that. A
-- marketplace's wallet is a claim and no cash; how the claims came about stands in the notes.
with totals as (
    select *, {{ first_of_month('booked_date') }} as month from {{ ref('int_account_totals') }}
),

lines as (
    select * from {{ ref('cash_lines') }}
),

-- Where no statement ever told that a payout arrived, payouts are taken for money in the bank as they are paid out.
holders as (
    select account_id, section from lines where section in ('cash', 'claim') and category = 'any'

    union all

    select account_id, 'cash' as section
    from lines
    where
        account_id in ('payouts_in_transit', 'card_charges_in_transit')
        and not exists (
            select 1
            from totals
            inner join lines as wallets on wallets.account_id = totals.debit_account and wallets.section = 'cash'
            where totals.credit_account = 'payouts_in_transit'
        )
),

movements as (
    select
        sides.store_id, sides.month, sides.currency, sides.wallet_account, holders.section as kind,
        sides.counter_account, sides.category, sides.amount, sides.amount_base
    from (
        select store_id, month, currency, debit_account as wallet_account, credit_account as counter_account, category,
            amount, amount_base
        from totals
        union all
        select store_id, month, currency, credit_account as wallet_account, debit_account as counter_account, category,
            -amount as amount, -amount_base as amount_base
        from totals
    ) as sides
    inner join holders on holders.account_id = sides.wallet_account
),

named as (
    select
        movements.store_id, movements.month, movements.currency, movements.wallet_account, movements.kind,
        case
            when movements.kind = 'claim' then 'note'
            when others.section = 'cash' then 'transfers'
            when coalesce(exact.section, general.section) = 'claim' then 'operating'
            else coalesce(exact.section, general.section, 'operating')
        end as section,
        case
            when movements.kind = 'claim' then coalesce(accounts.profit_line, movements.counter_account)
            when others.section = 'cash' then 'own_transfers'
            else coalesce(exact.cash_line, general.cash_line, 'other_operating')
        end as cash_line,
        movements.counter_account, movements.category, movements.amount, movements.amount_base
    from movements
    left join lines as exact
        on exact.account_id = movements.counter_account and exact.category = movements.category
    left join lines as general on general.account_id = movements.counter_account and general.category = 'any'
    left join holders as others on others.account_id = movements.counter_account
    left join {{ ref('accounts') }} as accounts on accounts.account_id = movements.counter_account

    union all

    select
        gains.store_id, gains.month, gains.currency, gains.account_id as wallet_account, 'cash' as kind,
        'fx_effect' as section, 'exchange_differences' as cash_line, null as counter_account, null as category, 0 as amount,
        gains.realised_amount_base + gains.unrealised_change_amount_base as amount_base
    from {{ ref('exchange_gains') }} as gains
    inner join holders on holders.account_id = gains.account_id and holders.section = 'cash'
    where gains.realised_amount_base + gains.unrealised_change_amount_base <> 0
),

balances as (
    select
        keys.store_id, keys.wallet_account, keys.currency, spine.month,
        {%- for column in ['amount', 'amount_base'] %}
        coalesce(nets.{{ column }}, 0) as {{ column }},
        sum(coalesce(nets.{{ column }}, 0)) over (
            partition by keys.store_id, keys.wallet_account, keys.currency order by spine.month
        ) as closing_{{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (select {{ account }}, min(month) as first_month from named where kind = 'cash' group by {{ account }}) as keys
    inner join (select distinct month from totals) as spine on spine.month >= keys.first_month
    left join (
        select {{ account }}, month, sum(amount) as amount, sum(coalesce(amount_base, 0)) as amount_base
        from named
        where kind = 'cash'
        group by {{ account }}, month
    ) as nets
        on nets.store_id = keys.store_id and nets.wallet_account = keys.wallet_account
            and nets.currency = keys.currency and nets.month = spine.month
)

select
    store_id, month, currency, wallet_account, section, cash_line, counter_account, category,
    cast(sum(amount) as decimal(18, 4)) as amount,
    cast(sum(coalesce(amount_base, 0)) as decimal(18, 4)) as amount_base
from named
group by 1, 2, 3, 4, 5, 6, 7, 8
{%- for section, amount in [('opening', 'closing_amount{0} - amount{0}'), ('closing', 'closing_amount{0}')] %}

union all

select
    store_id, month, currency, wallet_account,
    cast('{{ section }}' as {{ text }}) as section, cast('{{ section }}_balance' as {{ text }}) as cash_line,
    cast(null as {{ text }}) as counter_account, cast(null as {{ text }}) as category,
    cast({{ amount.format('') }} as decimal(18, 4)) as amount,
    cast({{ amount.format('_base') }} as decimal(18, 4)) as amount_base
from balances
{%- endfor %}
