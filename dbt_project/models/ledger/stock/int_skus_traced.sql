{{ config(
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='sku_group',
    meta={'refreshed_by': 'int_skus_to_trace'},
) }}
-- The last thing a run writes about SKUs: what it has traced. What a run that was cut off left half done is therefore
-- never taken for done.
-- depends_on: {{ ref('int_traced_units') }}
-- depends_on: {{ ref('int_balances') }}
select sku, sku_group, sku_version
from {{ ref('int_skus_to_trace') }}
where is_current
