{#- The newest report of each warehouse that reports itself; it lists all that lies there. -#}
{% macro newest_warehouse_stock() -%}
    select *
    from (
        select *, rank() over (partition by location order by snapshot_date desc, store_id) as snapshot_rank
        from {{ ref('stg_purchasing__warehouse_stock') }}
    ) as reports
    where snapshot_rank = 1
{%- endmacro %}
