{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Every gap by its causes: one that a count shows is split among the documents that explain it, whole ones only, and what
-- they leave. A document explains one gap.
{%- set text = dbt.type_string() %}
with counted as (
    select *, counted_date = last_counted_date as is_last_count from {{ ref('int_count_gaps') }}
),

candidates as (
    select
        counted.count_key, counted.gap_qty as counted_gap_qty, causes.*,
        row_number() over (
            partition by causes.cause, causes.document_id, causes.order_id, causes.sku, causes.batch_id
            order by case when counted.is_last_count then 0 else 1 end, case when counted.gap_qty = causes.gap_qty then 0 else 1 end,
                counted.counted_date desc, counted.count_key
        ) as use_rank
    from counted
    inner join {{ ref('int_stock_places') }} as places on places.location = counted.location
    inner join {{ ref('int_count_causes') }} as causes
        on
            causes.sku = counted.sku
            and sign(causes.gap_qty) = sign(counted.gap_qty)
            and abs(causes.gap_qty) <= abs(counted.gap_qty)
            and causes.event_date <= counted.counted_date
            and (
                counted.counted_before_date is null or causes.event_date > counted.counted_before_date
                or causes.cause = 'transfer_not_received'
            )
            and (causes.batch_id is null or counted.batch_id is null or causes.batch_id = counted.batch_id)
            and case
                when causes.location is not null then causes.location = counted.location
                when counted.location like 'fba:%'
                    then causes.cause = 'return_not_scanned' and split_part(counted.location, ':', 2) = causes.store_id
                when causes.cause = 'return_not_scanned' then places.location_type in ('overseas', 'third_party')
                else counted.location like 'warehouse:%'
            end
),

placed as (
    select
        *,
        sum(abs(gap_qty)) over (
            partition by count_key
            order by case when gap_qty = counted_gap_qty then 0 else 1 end, cause_rank, event_date, document_id, order_id, raw_line
            rows between unbounded preceding and current row
        ) as up_to_qty,
        row_number() over (
            partition by count_key
            order by case when gap_qty = counted_gap_qty then 0 else 1 end, cause_rank, event_date, document_id, order_id, raw_line
        ) as place
    from candidates
    where use_rank = 1
),

explained as (
    select
        count_key, cause,
        cast(sum(case when up_to_qty <= abs(counted_gap_qty) then gap_qty else 0 end) as integer) as gap_qty,
        max(case when up_to_qty <= abs(counted_gap_qty) then batch_id end) as batch_id,
        min_by(document_id, place) as document_id,
        min_by(order_id, place) as order_id,
        {{ joined_text('case when place <= 10 then evidence end') }} as candidate_documents,
        min_by(raw_file, place) as raw_file,
        min_by(raw_line, place) as raw_line,
        min_by(content_hash, place) as content_hash
    from placed
    group by count_key, cause
),

of_count as (
    select count_key, cause, gap_qty, batch_id, document_id, order_id, candidate_documents, raw_file, raw_line, content_hash
    from explained
    where gap_qty <> 0

    union all

    select
        counted.count_key,
        case when counted.kind = 'fba' then 'unexplained' when counted.gap_qty < 0 then 'lost' else 'found' end as cause,
        cast(counted.gap_qty - coalesce(parts.gap_qty, 0) as integer) as gap_qty,
        counted.oldest_batch_id as batch_id, cast(null as {{ text }}) as document_id, cast(null as {{ text }}) as order_id,
        cast(null as {{ text }}) as candidate_documents, counted.raw_file, counted.raw_line, counted.content_hash
    from counted
    left join (select count_key, sum(gap_qty) as gap_qty from explained group by count_key) as parts
        on parts.count_key = counted.count_key
    where counted.gap_qty <> coalesce(parts.gap_qty, 0)
)

select
    counted.kind, counted.location, counted.store_id, counted.sku, coalesce(counted.batch_id, parts.batch_id, counted.oldest_batch_id)
        as batch_id, coalesce(counted.condition, 'sellable') as condition, counted.counted_date, counted.batch_id as told_by,
    counted.ledger_qty, counted.counted_qty, counted.first_counted_qty, counted.count_kind, counted.counted_by,
    counted.approved_by, counted.gap_qty as counted_gap_qty, parts.gap_qty, parts.cause, parts.document_id, parts.order_id,
    parts.candidate_documents, not counted.is_last_count as is_superseded, parts.raw_file, parts.raw_line, parts.content_hash
from of_count as parts
inner join counted on counted.count_key = parts.count_key

{%- for model in ['int_transit_gaps', 'int_short_orders', 'int_fba_losses', 'int_fba_event_gaps'] %}
{%- set is_fba = 'fba' in model %}
{%- set told_by = {'int_short_orders': 'order_id', 'int_fba_event_gaps': 'document_id'}.get(model, "concat_ws('|', document_id, batch_id)") %}

union all

select
    kind, location, store_id, sku, batch_id, condition, counted_date, {{ told_by }} as told_by, {{ 'cast(null as integer)' if is_fba else 'ledger_qty' }} as ledger_qty,
    {{ 'cast(null as integer)' if is_fba else 'counted_qty' }} as counted_qty, cast(null as integer) as first_counted_qty, cast(null as {{ text }}) as count_kind,
    cast(null as {{ text }}) as counted_by, cast(null as {{ text }}) as approved_by, gap_qty as counted_gap_qty, gap_qty, cause,
    document_id, {{ 'cast(null as ' ~ text ~ ')' if is_fba else 'order_id' }} as order_id, document_id as candidate_documents,
    false as is_superseded, raw_file, raw_line, content_hash
from {{ ref(model) }}
{%- endfor %}
