{{ config(materialized='view', schema='staging') }}
{#- What is paired: units that left a condition with units that came into one, the same day at the same place. -#}
{%- set group = 'store_id, sku, location, event_date' -%}
-- Amazon tells a change of condition in two rows. Both sides' units are laid one behind the other; each stretch between
-- two ends lies in one row of either side. Changes within one condition vanish; what has no counterpart is an
-- adjustment.
with halves as (
    select
        *,
        moved_qty > 0 as is_in,
        cast(sum(abs(moved_qty)) over (
            partition by {{ group }}, moved_qty > 0
            order by fulfilment_centre_id, content_hash, raw_line
            rows between unbounded preceding and current row
        ) as integer) as end_qty
    from {{ ref('int_fba_events') }}
    where other_place = 'condition'
),

ends as (
    select
        {{ group }},
        end_qty,
        max(case when is_in then end_qty end) as in_end,
        max(case when not is_in then end_qty end) as out_end
    from halves
    group by {{ group }}, end_qty
),

stretches as (
    select
        {{ group }},
        end_qty - coalesce(lag(end_qty) over (partition by {{ group }} order by end_qty), 0) as quantity,
        min(in_end) over (
            partition by {{ group }} order by end_qty rows between current row and unbounded following
        ) as in_end,
        min(out_end) over (
            partition by {{ group }} order by end_qty rows between current row and unbounded following
        ) as out_end
    from ends
)

select
    {{ fingerprint([
        'stretches.store_id', 'left_rows.content_hash', 'left_rows.raw_line', 'come_rows.content_hash',
        'come_rows.raw_line'
    ]) }} as movement_key,
    {{ local_noon('stretches.event_date', 'coalesce(left_rows.timezone, come_rows.timezone)') }} as moved_at,
    stretches.event_date as moved_date,
    stretches.store_id,
    stretches.sku,
    cast(null as {{ dbt.type_string() }}) as batch_id,
    stretches.quantity,
    case when left_rows.store_id is null then 'adjustment' else stretches.location end as from_location,
    case when come_rows.store_id is null then 'adjustment' else stretches.location end as to_location,
    left_rows.condition as from_condition,
    come_rows.condition as to_condition,
    case
        when left_rows.store_id is null or come_rows.store_id is null then 'ledger_adjustment' else left_rows.reason
    end as reason,
    'fba_ledger:' || coalesce(
        left_rows.reference_id, come_rows.reference_id, cast(stretches.event_date as {{ dbt.type_string() }})
    ) as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    coalesce(left_rows.raw_file, come_rows.raw_file) as raw_file,
    coalesce(left_rows.raw_line, come_rows.raw_line) as raw_line,
    coalesce(left_rows.content_hash, come_rows.content_hash) as content_hash
from stretches
{%- for side, condition in [('left_rows', 'not left_rows.is_in'), ('come_rows', 'come_rows.is_in')] %}
left join halves as {{ side }}
    on
        {{ condition }}
        and {{ side }}.store_id = stretches.store_id
        and {{ side }}.sku = stretches.sku
        and {{ side }}.location = stretches.location
        and {{ side }}.event_date = stretches.event_date
        and {{ side }}.end_qty = stretches.{{ 'in_end' if side == 'come_rows' else 'out_end' }}
{%- endfor %}
where left_rows.condition is distinct from come_rows.condition
