{#- One row per stretch of days of a store and currency that no settlement covers, though later ones are there. -#}
{% macro settlement_holes() -%}
    select store_id, currency, end_date as from_date, next_date as until_date
    from (
        select
            store_id,
            currency,
            max(cast(period_end_at as date)) over (
                partition by store_id, currency order by period_start_at, settlement_id
                rows between unbounded preceding and current row
            ) as end_date,
            lead(cast(period_start_at as date)) over (
                partition by store_id, currency order by period_start_at, settlement_id
            ) as next_date
        from {{ ref('settlements') }}
        where document_type in ('amazon_settlement', 'marketplace_payout') and period_end_at is not null
    ) as chain
    where next_date > end_date
{%- endmacro %}

{#- One row per store and currency: the days from the first settlement to the end of the last. -#}
{% macro settlement_spans() -%}
    select store_id, currency, cast(min(period_start_at) as date) as from_date, cast(max(period_end_at) as date) as until_date
    from {{ ref('settlements') }}
    where document_type in ('amazon_settlement', 'marketplace_payout')
    group by store_id, currency
{%- endmacro %}
