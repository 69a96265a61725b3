{#- The thresholds of payouts that hold on the newest day of the files, as one row, a column each. -#}
{% macro payout_thresholds() -%}
    select
        {%- for name in ['payout_days', 'withdrawal_days', 'reference_days', 'early_days'] %}
        cast(max_by(case when name = '{{ name }}' then value end, case when name = '{{ name }}' then valid_from_date end)
            as integer) as {{ name }},
        {%- endfor %}
        {%- for name in ['tolerance_pct', 'conversion_tolerance_pct', 'largest_difference_pct'] %}
        max_by(case when name = '{{ name }}' then value end, case when name = '{{ name }}' then valid_from_date end)
            as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('payout_thresholds') }}
    cross join {{ ref('int_reporting_date') }} as reporting
    where valid_from_date <= reporting.as_of_date
{%- endmacro %}
