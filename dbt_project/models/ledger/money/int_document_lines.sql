{{ config(materialized=read_by_many(), schema='staging') }}
-- Every line that may be booked, of whatever source, with the document that it belongs to.
{%- set columns = [
    'document_id', 'document_type', 'store_id', 'format', 'order_id', 'order_item_id', 'sku', 'marketplace',
    'transaction_type', 'amount_type', 'amount_description', 'is_first_of_line', 'amount', 'currency', 'quantity',
    'wallet_account', 'posted_at', 'raw_file', 'raw_line', 'content_hash'
] | join(', ') %}
select {{ columns }}, component
from {{ ref('int_amazon_lines') }}
{%- for source in var('money_sources') %}

union all

-- A document's lines may come from several files, so a line number alone does not name a line.
select {{ columns }}, component || ':' || substr(content_hash, 1, 12) as component
from {{ ref('stg_' ~ source ~ '__money_lines') }}
{%- endfor %}
