{#- One row: the waiting times of orders that are in force, and how long after a refund a return can be claimed. -#}
{% macro order_days() -%}
    select
        max(case when name = 'order_settled' then value_days end) as settled_days,
        max(case when name = 'return_expected' then value_days end) as return_days,
        max(case when name = 'claim_closes' then value_days end) as claim_days
    from (
        select thresholds.name, max_by(thresholds.value_days, thresholds.valid_from_date) as value_days
        from (
            select name, value_days, valid_from_date from {{ ref('goods_thresholds') }}
            union all
            select 'claim_closes' as name, closes_after_days, valid_from_date from {{ ref('claim_windows') }}
            where claim_kind = 'customer_return'
        ) as thresholds
        inner join {{ ref('int_reporting_date') }} as dates on thresholds.valid_from_date <= dates.as_of_date
        group by thresholds.name
    ) as in_force
{%- endmacro %}
