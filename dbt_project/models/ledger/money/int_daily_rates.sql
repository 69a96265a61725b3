{{ config(schema='ledger', alias='exchange_rates') }}
-- The rate into the reporting currency for every day it is known: a day without a rate takes the last one of the
-- seven days before, since banks quote none on weekends and holidays. Beyond that there is none, and never one of 1.
with settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

currencies as (
    select currency from {{ ref('int_settlements_current') }}
    union
    select currency from {{ ref('stg_purchasing__product_costs') }}
    union
    select currency from {{ ref('stg_purchasing__purchase_order_lines') }}
    union
    select currency from {{ ref('stg_purchasing__receipts') }}
    union
    select currency from {{ ref('stg_purchasing__transfers') }}
    union
    select currency from {{ ref('int_date_range_rows_kept') }}
    union
    select currency from {{ ref('int_statement_documents') }}
    union
    select currency from {{ ref('stg_backoffice__stores') }}
),

wanted as (
    select currencies.currency, settings.reporting_currency
    from currencies
    cross join settings
    where currencies.currency <> settings.reporting_currency
),

rates as (
    select * from {{ ref('stg_fx__rates') }}
),

euro_rates as (
    select rate_date, quote_currency as currency, rate, rate_source
    from rates
    where base_currency = 'EUR'

    union all

    select distinct rate_date, 'EUR' as currency, cast(1 as decimal(18, 8)) as rate, 'ecb' as rate_source
    from rates
    where base_currency = 'EUR'
),

known as (
    select wanted.currency, rates.rate_date, rates.rate as fx_rate, rates.rate_source, 1 as preference
    from wanted
    inner join rates
        on rates.base_currency = wanted.currency and rates.quote_currency = wanted.reporting_currency

    union all

    select
        wanted.currency,
        rates.rate_date,
        {{ quotient('1', 'rates.rate') }} as fx_rate,
        rates.rate_source,
        2 as preference
    from wanted
    inner join rates
        on rates.base_currency = wanted.reporting_currency and rates.quote_currency = wanted.currency

    union all

    select
        wanted.currency,
        bought.rate_date,
        {{ quotient('bought.rate', 'sold.rate') }} as fx_rate,
        case when 'seller' in (bought.rate_source, sold.rate_source) then 'seller' else 'ecb' end as rate_source,
        3 as preference
    from wanted
    inner join euro_rates as sold on sold.currency = wanted.currency
    inner join euro_rates as bought
        on bought.currency = wanted.reporting_currency and bought.rate_date = sold.rate_date
),

preferred as (
    select
        *,
        row_number() over (
            partition by currency, rate_date
            order by case rate_source when 'seller' then 0 else 1 end, preference
        ) as rate_rank
    from known
),

dated as (
    select
        *,
        lead(rate_date) over (partition by currency order by rate_date) as next_rate_date
    from preferred
    where rate_rank = 1
),

days_carried as (
    {%- for days in range(8) %}
    select {{ days }} as days{{ ' union all' if not loop.last }}
    {%- endfor %}
)

select
    dated.currency,
    {{ days_after('dated.rate_date', 'days_carried.days') }} as rate_date,
    dated.rate_date as quoted_date,
    cast(dated.fx_rate as decimal(18, 8)) as fx_rate,
    dated.rate_source
from dated
cross join days_carried
where
    dated.next_rate_date is null
    or {{ days_after('dated.rate_date', 'days_carried.days') }} < dated.next_rate_date
