{#- The id of a gap, the same from run to run: `told_by` is the batch that was counted, or the document of a gap without a
    count. The cause is part of it, since causes are approved one by one. -#}
{% macro stock_gap_id(told_by) -%}
    {{ fingerprint(['kind', 'location', 'sku', told_by, 'condition', 'counted_date', 'cause']) }}
{%- endmacro %}

{#- The documents of adjustments that were approved. -#}
{% macro approved_stock_gaps() -%}
    select distinct document_id
    from {{ ref('stock_movements') }}
    where reason = 'stocktake_adjustment'
{%- endmacro %}

