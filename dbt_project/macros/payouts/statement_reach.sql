{#- From when until when an account's statements tell everything that came in, in stretches that do not touch: one file from
    its first line to its last, months that have lines and a single empty one between two of them, and all between balances
    that the lines explain. Where balances do not follow from the lines, an empty month is a statement that was not loaded.
    Needs `told` and `accounts`. -#}
{% macro statement_reach() -%}
    with stated as (
        select
            balances.account_key,
            balances.stated_at,
            cast(balances.stated_at as date) as stated_date,
            greatest(cast(balances.stated_at as date), coalesce(closings.balance_date, cast(balances.stated_at as date)))
                as until_date,
            lag(cast(balances.stated_at as date)) over (partition by balances.account_key order by balances.stated_at)
                as before_date,
            balances.difference_amount
            - lag(balances.difference_amount) over (partition by balances.account_key order by balances.stated_at)
                as unexplained_amount
        from {{ ref('balances') }} as balances
        left join {{ ref('stg_banking__closing_balances') }} as closings
            on
                closings.account_key = balances.account_key
                and closings.content_hash = balances.content_hash
                and closings.raw_line = balances.raw_line
    ),

    runs as (
        select
            *,
            sum(case when unexplained_amount = 0 then 0 else 1 end) over (
                partition by account_key order by stated_at rows between unbounded preceding and current row
            ) as run
        from stated
    ),

    months as (
        select
            account_key, month, max(last_date) as last_date,
            lead(month) over (partition by account_key order by month) as next_month,
            lead(min(first_date)) over (partition by account_key order by month) as next_date
        from told
        group by account_key, month
    ),

    bridged as (
        select
            months.account_key, months.month,
            max(case when stated.account_key is null then months.next_date end) as next_date
        from months
        left join stated
            on
                stated.account_key = months.account_key
                and stated.unexplained_amount <> 0
                and stated.before_date < months.next_date
                and stated.stated_date > months.last_date
        where months.next_month <= {{ first_of_month(days_after('months.month', 65)) }}
        group by months.account_key, months.month
    ),

    stretches as (
        select account_key, min(first_told_date) as first_date, max(last_told_date) as last_date
        from told
        group by account_key, content_hash
        having min(first_told_date) is not null

        union all

        select account_key, min(stated_date) as first_date, max(until_date) as last_date
        from runs
        group by account_key, run
        having count(*) > 1

        union all

        select
            months.account_key,
            greatest(months.month, accounts.first_date) as first_date,
            coalesce(
                bridged.next_date,
                least({{ days_after(first_of_month(days_after('months.month', 31)), -1) }}, accounts.last_date)
            ) as last_date
        from months
        inner join accounts on accounts.account_key = months.account_key
        left join bridged on bridged.account_key = months.account_key and bridged.month = months.month
    ),

    placed as (
        select
            *,
            max(last_date) over (
                partition by account_key order by first_date, last_date rows between unbounded preceding and 1 preceding
            ) as reached_date
        from stretches
    ),

    numbered as (
        select
            *,
            sum(case when first_date <= {{ days_after('reached_date', 1) }} then 0 else 1 end) over (
                partition by account_key order by first_date, last_date rows between unbounded preceding and current row
            ) as stretch
        from placed
    )

    select account_key, min(first_date) as first_date, max(last_date) as last_date
    from numbered
    group by account_key, stretch
{%- endmacro %}
