{#- What one of each currency is in the reporting currency, on the day that the plan is made. -#}
{% macro rates_of_the_day() -%}
    select rates.currency, rates.fx_rate
    from {{ ref('int_daily_rates') }} as rates
    inner join {{ ref('int_reporting_date') }} as reporting on reporting.as_of_date = rates.rate_date

    union all

    select value as currency, cast(1 as decimal(18, 8)) as fx_rate
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
{%- endmacro %}
