{#- The last rate into the reporting currency that is known of each month. -#}
{% macro rates_at_month_ends() -%}
    select currency, month, fx_rate
    from (
        select
            currency,
            {{ first_of_month('rate_date') }} as month,
            fx_rate,
            row_number() over (
                partition by currency, {{ first_of_month('rate_date') }} order by rate_date desc
            ) as rate_rank
        from {{ ref('int_daily_rates') }}
    ) as ranked_rates
    where rate_rank = 1
{%- endmacro %}

{#- What conversions brought more, or less, than what was given for it was worth that day. Both sides stand in one account:
    a run of days without a day between them counts when both are there and differ by no more than a tenth, which is more
    than any provider takes. Of a conversion whose other side no file shows nothing is realised. -#}
{% macro realised_conversions(entries) -%}
    {%- set run = 'partition by store_id, wallet_account, run_number' -%}
    select
        store_id, 'currency_conversions' as account_id, currency, {{ first_of_month('booked_date') }} as month,
        cast(null as decimal(18, 8)) as fx_rate,
        cast(null as decimal(18, 4)) as opening_amount,
        cast(sum(amount) as decimal(18, 4)) as flow_amount,
        cast(null as decimal(18, 4)) as closing_amount,
        cast(sum(amount_base) as decimal(18, 4)) as flow_amount_base,
        cast(-sum(amount_base) as decimal(18, 4)) as realised_amount_base,
        cast(0 as decimal(18, 4)) as unrealised_amount_base,
        cast(0 as decimal(18, 4)) as unrealised_change_amount_base,
        cast(null as decimal(18, 4)) as closing_amount_base
    from (
        select
            *,
            min(currency) over ({{ run }}) <> max(currency) over ({{ run }}) as has_two_currencies,
            sum(case when amount_base > 0 then amount_base else 0 end) over ({{ run }}) as given_amount_base,
            sum(case when amount_base < 0 then -amount_base else 0 end) over ({{ run }}) as received_amount_base
        from (
            select
                *,
                sum(begins_run) over (
                    partition by store_id, wallet_account order by booked_date, currency
                    rows between unbounded preceding and current row
                ) as run_number
            from (
                select
                    store_id, coalesce(wallet_account, '') as wallet_account, booked_date, currency,
                    sum(case when debit_account = 'currency_conversions' then amount else -amount end) as amount,
                    sum(case when debit_account = 'currency_conversions' then amount_base else -amount_base end)
                        as amount_base,
                    case when {{ days_between(
                        "lag(booked_date) over (partition by store_id, coalesce(wallet_account, '')"
                        ~ " order by booked_date, currency)", 'booked_date'
                    ) }} <= 1 then 0 else 1 end as begins_run
                from {{ entries }}
                where 'currency_conversions' in (debit_account, credit_account)
                group by store_id, coalesce(wallet_account, ''), booked_date, currency
            ) as days
        ) as runs
    ) as weighed
    where
        has_two_currencies
        and abs(given_amount_base - received_amount_base) * 10
        <= case when given_amount_base > received_amount_base then given_amount_base else received_amount_base end
    group by store_id, currency, {{ first_of_month('booked_date') }}
{%- endmacro %}
