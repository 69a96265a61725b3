-- Movements of goods that sources tell of themselves, stored: what is published reads nothing that is staged.
{%- set columns = [
    'movement_key', 'moved_at', 'moved_date', 'store_id', 'sku', 'batch_id', 'quantity', 'from_location',
    'to_location', 'reason', 'document_id', 'order_id', 'raw_file', 'raw_line', 'content_hash'
] | join(', ') %}
{%- for source in var('stock_sources') %}
select {{ columns }}
from {{ ref('stg_' ~ source ~ '__stock_movements') }}
{{- ' union all' if not loop.last }}
{%- endfor %}
