{%- set receipts = ['payouts_under_way', 'reserve_release', 'deferred_release', 'average_payouts', 'own_shop'] -%}
{%- set payments = ['purchase_orders', 'recurring_expenses', 'budgets'] -%}
-- What is likely to come in and go out in each of the next 13 weeks. What the seller already has a claim to comes first; the
-- average of the last eight weeks fills up what claims do not explain, so that nothing is expected twice.
with weeks as (
    {%- for number in range(1, 14) %}
    select as_of_date, {{ number }} as week_number, {{ days_after('as_of_date', 7 * number - 6) }} as week_start_date,
        {{ days_after('as_of_date', 7 * number) }} as week_end_date
    from {{ ref('int_reporting_date') }}{{ ' union all' if not loop.last }}
    {%- endfor %}
),

cash as (
    select *, max(month) over () as last_month from {{ ref('cash_flow') }} where section <> 'note'
),

recent as (
    select totals.*, totals.booked_date > {{ days_after('weeks.as_of_date', -14) }} as is_of_last_two_weeks
    from {{ ref('int_account_totals') }} as totals
    inner join weeks
        on weeks.week_number = 1 and totals.booked_date <= weeks.as_of_date
            and totals.booked_date > {{ days_after('weeks.as_of_date', -56) }}
),

held as (
    select store_id, currency, account_id, closing_amount
    from (select *, max(month) over () as last_month from {{ ref('deferral_roll_forward') }}) as rolled
    where month = last_month and closing_amount > 0
),

weekly as (
    {{ expected_weekly('recent', 'cash') }}
),

expected as (
    select once.store_id, once.currency, once.source, weeks.week_number, once.amount
    from ({{ expected_once('recent', 'held', 'cash') }}) as once
    inner join weeks
        on (once.due_date >= weeks.week_start_date and once.due_date <= weeks.week_end_date)
            or (weeks.week_number = 1 and coalesce(once.due_date, weeks.as_of_date) <= weeks.as_of_date)

    union all

    select weekly.store_id, weekly.currency, weekly.source, weeks.week_number, weekly.amount
    from weekly
    inner join weeks on coalesce(weekly.month, {{ first_of_month('weeks.week_start_date') }})
        = {{ first_of_month('weeks.week_start_date') }}
    left join weekly as budgeted
        on weekly.source = 'recurring_expenses' and budgeted.source = 'budgets'
            and budgeted.store_id = weekly.store_id and budgeted.currency = weekly.currency
            and budgeted.cash_line = weekly.cash_line
            and budgeted.month = {{ first_of_month('weeks.week_start_date') }}
    where budgeted.store_id is null
),

openings as (
    select store_id, currency, sum(amount) as amount
    from cash where section = 'closing' and month = last_month
    group by 1, 2
),

sums as (
    select
        keys.store_id, keys.currency, weeks.as_of_date, weeks.week_number, weeks.week_start_date, weeks.week_end_date,
        {%- for source in receipts + payments %}
        sum(case when expected.source = '{{ source }}' then expected.amount else 0 end) as {{ source }}_amount
        {{- ',' if not loop.last }}
        {%- endfor %}
    from (select store_id, currency from openings union select store_id, currency from expected) as keys
    cross join weeks
    left join expected
        on expected.store_id = keys.store_id and expected.currency = keys.currency
            and expected.week_number = weeks.week_number
    group by 1, 2, 3, 4, 5, 6
),

filled as (
    select
        *,
        case
            when average_payouts_amount > reserve_release_amount + deferred_release_amount
                then average_payouts_amount - reserve_release_amount - deferred_release_amount
            else least(average_payouts_amount, 0)
        end as fill_amount
    from sums
),

weighed as (
    select
        *,
        {{ (receipts | reject('equalto', 'average_payouts') | join('_amount + ')) ~ '_amount + fill_amount' }}
            as receipts_amount,
        {{ payments | join('_amount + ') }}_amount as payments_amount
    from filled
),

running as (
    select
        weighed.*,
        coalesce(openings.amount, 0) + sum(weighed.receipts_amount - weighed.payments_amount) over (
            partition by weighed.store_id, weighed.currency order by weighed.week_number
        ) as closing_amount
    from weighed
    left join openings on openings.store_id = weighed.store_id and openings.currency = weighed.currency
)

select
    running.store_id, running.currency, running.week_number, running.week_start_date, running.week_end_date,
    running.as_of_date,
    cast(running.closing_amount - running.receipts_amount + running.payments_amount as decimal(18, 4)) as opening_amount,
    {%- for source in receipts + payments %}
    cast(running.{{ 'fill' if source == 'average_payouts' else source }}_amount as decimal(18, 4)) as {{ source }}_amount,
    {%- endfor %}
    cast(running.receipts_amount as decimal(18, 4)) as receipts_amount,
    cast(running.payments_amount as decimal(18, 4)) as payments_amount,
    cast(running.closing_amount as decimal(18, 4)) as closing_amount,
    rates.fx_rate,
    {{ converted('running.closing_amount', 'rates.fx_rate') }} as closing_amount_base
from running
left join ({{ rates_of_the_day() }}) as rates on rates.currency = running.currency
