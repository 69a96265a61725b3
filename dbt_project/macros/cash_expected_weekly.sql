{#- What comes in or goes out week by week: store_id, currency, source, cash_line, month (null for every month), amount of a
    week. Expenses recur that were paid in each of the last three full months; a budget of a month stands instead of them. -#}
{% macro expected_weekly(recent, cash) -%}
    select
        store_id, currency, 'average_payouts' as source, cast(null as {{ dbt.type_string() }}) as cash_line,
        cast(null as date) as month,
        {{ per_unit("sum(case when credit_account like '%_wallet' then amount else -amount end)", 8) }} as amount
    from {{ recent }}
    where
        (credit_account in ('amazon_wallet', 'marketplace_wallet')
            and debit_account in ('payouts_in_transit', 'transfers_in_transit'))
        or (debit_account = 'amazon_wallet' and credit_account = 'card_charges_in_transit')
    group by store_id, currency

    union all

    select
        recent.store_id, recent.currency, 'own_shop' as source, null as cash_line, null as month,
        {{ per_unit('sum(case when recent.debit_account = recent.wallet_account then recent.amount else -recent.amount end)', 8) }}
            as amount
    from {{ recent }} as recent
    inner join {{ ref('cash_lines') }} as wallets
        on wallets.account_id = recent.wallet_account and wallets.section = 'cash'
    inner join {{ ref('cash_lines') }} as lines
        on
            lines.category = 'any'
            and lines.cash_line in ('receipts_from_own_shop', 'provider_fees', 'held_by_providers')
            and lines.account_id = case
                when recent.debit_account = recent.wallet_account then recent.credit_account else recent.debit_account
            end
    group by recent.store_id, recent.currency

    union all

    select
        months.store_id, months.currency, 'recurring_expenses' as source, months.cash_line, null as month,
        {{ per_unit('-sum(months.amount)', 13) }} as amount
    from (
        select
            cash.store_id, cash.currency, cash.cash_line, cash.month, sum(cash.amount) as amount
        from {{ cash }} as cash
        inner join {{ ref('int_reporting_date') }} as reporting
            on
                cash.month < {{ first_of_month('reporting.as_of_date') }}
                and cash.month >= {{ first_of_month(days_after(first_of_month('reporting.as_of_date'), -85)) }}
        where
            cash.section in ('operating', 'investing')
            and cash.cash_line in (
                'staff', 'other_operating', 'equipment_and_software', 'advertising', 'freight_and_duty', 'interest'
            )
        group by 1, 2, 3, 4
        having sum(cash.amount) < 0
    ) as months
    group by months.store_id, months.currency, months.cash_line
    having count(*) = 3

    union all

    select
        budgets.store_id, budgets.currency, 'budgets' as source,
        coalesce(lines.cash_line, 'other_operating') as cash_line, budgets.month,
        {{ per_unit('sum(budgets.amount) * 3', 13) }} as amount
    from {{ ref('stg_purchasing__budgets') }} as budgets
    left join {{ ref('cash_lines') }} as lines on lines.account_id = budgets.account_id and lines.category = 'any'
    where budgets.account_id in (
        'rent_expenses', 'staff_expenses', 'software_expenses', 'freight_expenses', 'tax_expenses', 'operating_expenses'
    )
    group by budgets.store_id, budgets.currency, coalesce(lines.cash_line, 'other_operating'), budgets.month
{%- endmacro %}
