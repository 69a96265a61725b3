{#- What stood before this run. Where a stored table is missing, every SKU is traced anew. -#}
{%- set stored = {} -%}
{%- for name in ['int_traced_units', 'int_balances', 'int_skus_traced'] -%}
    {%- do stored.update({name: earlier_relation(name)}) -%}
{%- endfor -%}
-- The SKUs whose units must be traced again or taken out, with those that are replaced together with them. A run that
-- was cut off has not written int_skus_traced, so its SKUs are listed again.
with versions as (
    select
        sku,
        {{ sku_group('sku') }} as sku_group,
        concat_ws(':', count(*), {{ rows_digest([
            'movement_key', 'moved_at', 'moved_date', 'store_id', 'batch_id', 'quantity', 'from_location', 'to_location',
            'from_condition', 'to_condition', 'reason', 'document_id', 'order_id', 'raw_file', 'raw_line', 'content_hash'
        ]) }}) as sku_version
    from {{ ref('int_source_movements') }}
    where sku is not null
    group by sku
)
{%- if none in stored.values() %}

select sku, sku_group, sku_version, true as is_current
from versions
{%- else %},

compared as (
    select
        coalesce(versions.sku, traced.sku) as sku,
        coalesce(versions.sku_group, traced.sku_group) as sku_group,
        versions.sku_version,
        versions.sku is not null as is_current,
        versions.sku_version is distinct from traced.sku_version as is_changed
    from versions
    full outer join {{ stored['int_skus_traced'] }} as traced on traced.sku = versions.sku
)

select sku, sku_group, sku_version, is_current
from compared
where sku_group in (select changed.sku_group from compared as changed where changed.is_changed)
{%- endif %}
