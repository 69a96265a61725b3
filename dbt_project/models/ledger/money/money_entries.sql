{{ config(materialized='view', schema='ledger') }}
{#- Columns that a kind of entry does not have are empty. The version of goods is a digest that each engine makes its own way. -#}
{%- set text = dbt.type_string() -%}
{%- set no_parts = no_cost_parts() -%}
with entries as (
    select
        document_id, document_type, document_version, raw_line, component, store_id, booked_at, booked_date,
        debit_account, credit_account, amount, currency, fx_rate, amount_base, rule_id, category, description,
        raw_file, content_hash, marketplace, order_id, order_item_id, sku, quantity, wallet_account,
        {{- no_parts }}
    from {{ ref('int_document_entries') }}

    union all

    select
        document_id, document_type, cast(null as {{ text }}) as document_version, raw_line, component, store_id, booked_at,
        booked_date,
        debit_account, credit_account, amount, currency, fx_rate, amount_base, rule_id, category, description,
        raw_file, content_hash, marketplace, order_id, order_item_id, sku, cast(null as integer) as quantity,
        cast(null as {{ text }}) as wallet_account, {{ cost_part_columns() | join(', ') }}
    from {{ ref('int_goods_entries') }}
    where amount is not null

    union all

    select
        document_id, document_type, document_version, raw_line, component, store_id, booked_at, booked_date,
        debit_account, credit_account, amount, currency, fx_rate, amount_base, rule_id, category, description,
        raw_file, content_hash, cast(null as {{ text }}) as marketplace, cast(null as {{ text }}) as order_id,
        cast(null as {{ text }}) as order_item_id, cast(null as {{ text }}) as sku, cast(null as integer) as quantity,
        'amazon_wallet' as wallet_account,
        {{- no_parts }}
    from {{ ref('int_payout_entries') }}

    union all

    select
        document_id, document_type, cast(null as {{ text }}) as document_version, raw_line, component, store_id, booked_at,
        booked_date,
        debit_account, credit_account, amount, currency, fx_rate, amount_base, rule_id, category, description,
        raw_file, content_hash, marketplace, cast(null as {{ text }}) as order_id, cast(null as {{ text }}) as order_item_id, sku,
        cast(null as integer) as quantity, cast(null as {{ text }}) as wallet_account,
        {{- no_parts }}
    from {{ ref('int_storage_accruals') }}
)

select
    document_id || ':' || raw_line || ':' || component as entry_id,
    booked_at,
    booked_date,
    store_id,
    marketplace,
    document_id,
    document_type,
    document_version,
    debit_account,
    credit_account,
    wallet_account,
    amount,
    currency,
    amount_base,
    {%- for column in cost_part_columns() %}
    {{ column }},
    {%- endfor %}
    fx_rate,
    order_id,
    order_item_id,
    sku,
    quantity,
    rule_id,
    category,
    description,
    raw_file,
    raw_line,
    content_hash
from entries
