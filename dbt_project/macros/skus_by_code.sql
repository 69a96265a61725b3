{#- The SKU of a store that a label (FNSKU) or a product number (ASIN) stands for; the first by name where several do. -#}
{% macro skus_by_code() -%}
    select store_id, code, min(sku) as sku
    from (
        select store_id, fnsku as code, sku from {{ ref('stg_amazon__fba_inventory') }}
        union all
        select store_id, asin as code, sku from {{ ref('stg_amazon__fba_inventory') }}
        union all
        select store_id, asin as code, sku from {{ ref('stg_amazon__listings') }}
        union all
        select store_id, asin as code, sku from {{ ref('stg_purchasing__products') }}
    ) as named
    where code is not null and sku is not null
    group by store_id, code
{%- endmacro %}
