{%- set columns = [
    'movement_key', 'moved_at', 'moved_date', 'store_id', 'sku', 'batch_id', 'quantity', 'from_location',
    'to_location', 'from_condition', 'to_condition', 'reason', 'document_id', 'order_id', 'raw_file', 'raw_line', 'content_hash'
] | join(', ') -%}
-- Movements of goods that sources tell of, each once, stored: what is published reads nothing that is staged. What was
-- first counted at a place before anything moved there is its opening.
with told as (
    {%- for model in [
        'int_shipped_units', 'int_recorded_movements', 'int_fba_ledger_movements', 'int_fba_condition_changes',
        'int_fba_returns', 'int_channel_returns', 'int_fba_removals', 'int_fba_inbound'
    ] %}
    select {{ columns }}
    from {{ ref(model) }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
),

first_moves as (
    select
        told.sku, case sides.number when 1 then told.from_location else told.to_location end as location,
        min(told.moved_date) as moved_date
    from told
    cross join ({{ numbers([1, 2]) }}) as sides
    group by 1, 2
),

openings as (
    select
        counts.movement_key, counts.moved_at, counts.moved_date, counts.store_id, counts.sku, counts.batch_id,
        counts.quantity, 'opening' as from_location, counts.location as to_location,
        cast(null as {{ dbt.type_string() }}) as from_condition, counts.condition as to_condition, 'opening' as reason,
        counts.document_id, cast(null as {{ dbt.type_string() }}) as order_id, counts.raw_file, counts.raw_line,
        counts.content_hash
    from {{ ref('int_first_counts') }} as counts
    left join first_moves on first_moves.sku = counts.sku and first_moves.location = counts.location
    where first_moves.moved_date is null or counts.moved_date < first_moves.moved_date
)

select {{ columns }} from told
union all
select {{ columns }} from openings
