{%- set key = ['store_id', 'account_id', 'currency'] -%}
{%- set of_key = 'partition by ' ~ key | join(', ') -%}
-- Money in another currency is worth what its currency is worth. A balance is carried at the rates of the months in which
-- what stands there came in, first in first out. What was booked otherwise is realised; what it differs from the rate at
-- the end of the month is not, and is taken back in the next. Entries without a rate have no part in this.
with entries as (
    select *, {{ first_of_month('booked_date') }} as month
    from {{ ref('int_account_totals') }}
    where amount_base is not null
),

monthly as (
    select
        sides.store_id, sides.account_id, sides.currency, sides.month, max(accounts.account_type) as account_type,
        {%- for column in ['debit_amount', 'credit_amount', 'debit_amount_base', 'credit_amount_base'] %}
        cast(sum(sides.{{ column }}) as decimal(18, 4)) as {{ column }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select store_id, debit_account as account_id, currency, month, amount as debit_amount, 0 as credit_amount,
            amount_base as debit_amount_base, 0 as credit_amount_base
        from entries
        union all
        select store_id, credit_account as account_id, currency, month, 0 as debit_amount, amount as credit_amount,
            0 as debit_amount_base, amount_base as credit_amount_base
        from entries
    ) as sides
    inner join {{ ref('accounts') }} as accounts on accounts.account_id = sides.account_id
    inner join {{ ref('stg_backoffice__settings') }} as settings
        on settings.name = 'reporting_currency' and settings.value <> sides.currency
    where accounts.account_type in ('wallet', 'clearing') and sides.account_id <> 'currency_conversions'
    group by 1, 2, 3, 4
),

-- When money arrived whose arrival no file shows is not known, so what was only ever seen at one end is not revalued.
balances as (
    select
        keys.store_id, keys.account_id, keys.currency, spine.month,
        {%- for column in ['debit_amount', 'credit_amount', 'debit_amount_base', 'credit_amount_base'] %}
        coalesce(monthly.{{ column }}, 0) as {{ column }},
        cast(sum(coalesce(monthly.{{ column }}, 0)) over (
            partition by keys.store_id, keys.account_id, keys.currency order by spine.month
        ) as decimal(18, 4)) as {{ column }}_so_far{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select {{ key | join(', ') }}, min(month) as first_month
        from monthly
        group by {{ key | join(', ') }}
        having max(account_type) = 'wallet' or (sum(debit_amount) > 0 and sum(credit_amount) > 0)
    ) as keys
    inner join (select distinct month from entries) as spine on spine.month >= keys.first_month
    left join monthly
        on monthly.store_id = keys.store_id and monthly.account_id = keys.account_id
            and monthly.currency = keys.currency and monthly.month = spine.month
),

-- `layer` is the month in which the oldest of what stands there came in.
carried as (
    select
        balances.*,
        rates.fx_rate,
        balances.debit_amount_so_far - balances.credit_amount_so_far as closing_amount,
        cast(case
            {%- for side, other, sign in [('debit', 'credit', ''), ('credit', 'debit', '-')] %}
            when balances.{{ side }}_amount_so_far > balances.{{ other }}_amount_so_far then {{ sign }}(
                balances.{{ side }}_amount_base_so_far - layers.{{ side }}_amount_base_so_far
                + {{ converted(
                    'layers.' ~ side ~ '_amount_so_far - balances.' ~ other ~ '_amount_so_far',
                    quotient('layers.' ~ side ~ '_amount_base', 'layers.' ~ side ~ '_amount')
                ) }}
            )
            {%- endfor %}
            else 0
        end as decimal(18, 4)) as carried_amount_base
    from balances
    left join balances as layers
        on layers.store_id = balances.store_id and layers.account_id = balances.account_id
            and layers.currency = balances.currency
            and case
                {%- for side, other in [('debit', 'credit'), ('credit', 'debit')] %}
                when balances.{{ side }}_amount_so_far > balances.{{ other }}_amount_so_far then
                    layers.{{ side }}_amount_so_far > balances.{{ other }}_amount_so_far
                    and layers.{{ side }}_amount_so_far - layers.{{ side }}_amount
                    <= balances.{{ other }}_amount_so_far
                {%- endfor %}
                else false
            end
    left join ({{ rates_at_month_ends() }}) as rates
        on rates.currency = balances.currency and rates.month = balances.month
),

valued as (
    select
        *,
        debit_amount_base_so_far - credit_amount_base_so_far as booked_amount_base,
        cast(coalesce({{ converted('closing_amount', 'fx_rate') }} - carried_amount_base, 0) as decimal(18, 4))
            as unrealised_amount_base
    from carried
)

select
    {{ key | join(', ') }}, month, fx_rate,
    cast(closing_amount - debit_amount + credit_amount as decimal(18, 4)) as opening_amount,
    cast(debit_amount - credit_amount as decimal(18, 4)) as flow_amount,
    cast(closing_amount as decimal(18, 4)) as closing_amount,
    {%- set so_far = 'carried_amount_base - booked_amount_base' %}
    cast(debit_amount_base - credit_amount_base as decimal(18, 4)) as flow_amount_base,
    cast({{ so_far }} - coalesce(lag({{ so_far }}) over ({{ of_key }} order by month), 0) as decimal(18, 4))
        as realised_amount_base,
    unrealised_amount_base,
    cast(unrealised_amount_base - coalesce(lag(unrealised_amount_base) over ({{ of_key }} order by month), 0)
        as decimal(18, 4)) as unrealised_change_amount_base,
    cast(carried_amount_base + unrealised_amount_base as decimal(18, 4)) as closing_amount_base
from valued

union all

select * from ({{ realised_conversions('entries') }}) as conversions
