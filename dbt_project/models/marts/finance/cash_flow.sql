{%- set text = dbt.type_string() -%}
{%- set nobody = "'(unallocated)' as product_line, 'unallocated' as attribution" -%}
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

-- What of each movement is a product line's is taken out of what is nobody's, so that all of them add up to the movement.
sides as (
    {%- for side, other, sign in [('debit', 'credit', ''), ('credit', 'debit', '-')] %}
    select
        store_id, month, currency, {{ side }}_account as wallet_account, {{ other }}_account as counter_account, category,
        {{ nobody }}, {{ sign }}amount as amount, {{ sign }}amount_base as amount_base
    from totals
    union all
    {%- endfor %}
    {%- for columns, sign in [('product_line, attribution', ''), (nobody, '-')] %}
    select
        store_id, month, currency, wallet_account, counter_account, category, {{ columns }}, {{ sign }}amount as amount,
        {{ sign }}amount_base as amount_base
    from {{ ref('int_cash_of_product_lines') }}{{ ' union all' if not loop.last }}
    {%- endfor %}
),

named as (
    select
        sides.store_id, sides.month, sides.currency, sides.wallet_account, own.section as kind,
        case
            when own.section = 'claim' then 'note'
            when others.section = 'cash' then 'transfers'
            when coalesce(exact.section, general.section) = 'claim' then 'operating'
            else coalesce(exact.section, general.section, 'operating')
        end as section,
        case
            when own.section = 'claim' then coalesce(accounts.profit_line, sides.counter_account)
            when others.section = 'cash' then 'own_transfers'
            else coalesce(exact.cash_line, general.cash_line, 'other_operating')
        end as cash_line,
        sides.counter_account, sides.category, sides.product_line, sides.attribution, sides.amount, sides.amount_base
    from sides
    inner join holders as own on own.account_id = sides.wallet_account
    left join lines as exact on exact.account_id = sides.counter_account and exact.category = sides.category
    left join lines as general on general.account_id = sides.counter_account and general.category = 'any'
    left join holders as others on others.account_id = sides.counter_account
    left join {{ ref('accounts') }} as accounts on accounts.account_id = sides.counter_account

    union all

    select
        gains.store_id, gains.month, gains.currency, gains.account_id as wallet_account, 'cash' as kind,
        'fx_effect' as section, 'exchange_differences' as cash_line, null as counter_account, null as category,
        {{ nobody }}, 0 as amount, gains.realised_amount_base + gains.unrealised_change_amount_base as amount_base
    from {{ ref('exchange_gains') }} as gains
    inner join holders on holders.account_id = gains.account_id and holders.section = 'cash'
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
    store_id, month, currency, wallet_account, section, cash_line, counter_account, category, product_line, attribution,
    cast(sum(amount) as decimal(18, 4)) as amount,
    cast(sum(coalesce(amount_base, 0)) as decimal(18, 4)) as amount_base
from named
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
having sum(amount) <> 0 or sum(amount_base) <> 0
{%- for section, amount in [('opening', 'closing_amount{0} - amount{0}'), ('closing', 'closing_amount{0}')] %}

union all

select
    store_id, month, currency, wallet_account,
    cast('{{ section }}' as {{ text }}) as section, cast('{{ section }}_balance' as {{ text }}) as cash_line,
    cast(null as {{ text }}) as counter_account, cast(null as {{ text }}) as category, {{ nobody }},
    cast({{ amount.format('') }} as decimal(18, 4)) as amount,
    cast({{ amount.format('_base') }} as decimal(18, 4)) as amount_base
from balances
{%- endfor %}
