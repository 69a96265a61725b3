{{ config(schema='intermediate', contract={'enforced': false}) }}
{%- set columns = [
    'document_type', 'store_id', 'currency', 'stated_total_amount', 'period_start_at', 'period_end_at', 'deposit_at',
    'format', 'raw_file', 'raw_line', 'content_hash'
] | join(', ') %}
-- Every document that states what its lines must add up to, and settlements of Amazon that should but do not.
select settlement_id, {{ columns }}
from (select *, 'amazon_settlement' as document_type from {{ ref('int_settlements_current') }}) as settlements
{%- for source in var('sources_with_totals') %}

union all

select document_id as settlement_id, {{ columns }}
from {{ ref('stg_' ~ source ~ '__stated_totals') }}
{%- endfor %}
