{%- set text = dbt.type_string() -%}
{%- set of_wallet = "case when entries.debit_account = entries.wallet_account then " -%}
{%- set cells = ['store_id', 'month', 'currency', 'wallet_account', 'counter_account', 'category'] -%}
{%- set movement %}
        entries.store_id, {{ first_of_month('entries.booked_date') }} as month, entries.currency, entries.wallet_account,
        {{ of_wallet }}entries.credit_account else entries.debit_account end as counter_account, entries.category,
        {{ of_wallet }}entries.amount else -entries.amount end as amount,
        {{ of_wallet }}entries.amount_base else -entries.amount_base end as amount_base
{%- endset -%}
{{ config(schema='intermediate', contract={'enforced': false}) }}
-- What of the money that moved is a product line's, as far as documents say so: lines that name a SKU or product line
-- themselves; payouts, by what the settlement that they pay consists of; payments for an order of one line alone; and
-- payments that name the purchase order that they are for. Of all other money no line has a part.
with products as (
    select store_id, sku, coalesce(product_line, '(no product line)') as product_line
    from {{ ref('stg_purchasing__products') }}
),

named as (
    select
        {{ cells | join(', ') }}, document_id, product_line, sum(amount) as amount, sum(amount_base) as amount_base
    from (
        select {{ movement }}, entries.document_id, coalesce(products.product_line, '(no product line)') as product_line
        from {{ ref('int_document_entries') }} as entries
        left join products on products.store_id = entries.store_id and products.sku = entries.sku
        where entries.sku <> ''
    ) as lines
    group by 1, 2, 3, 4, 5, 6, 7, 8
),

payouts as (
    {{ payouts_by_line('named') }}
),

unnamed as (
    select {{ movement }}, entries.document_type, entries.order_id, entries.content_hash, entries.raw_line
    from {{ ref('int_document_entries') }} as entries
    inner join {{ ref('cash_lines') }} as lines
        on lines.account_id = entries.wallet_account and lines.section = 'cash' and lines.category = 'any'
    where coalesce(entries.sku, '') = '' and (entries.order_id is not null or entries.document_type = 'expenses')
),

orders as (
    select entries.order_id, max(coalesce(products.product_line, '(no product line)')) as product_line
    from {{ ref('int_document_entries') }} as entries
    inner join (select distinct order_id from unnamed) as asked on asked.order_id = entries.order_id
    left join products on products.store_id = entries.store_id and products.sku = entries.sku
    where entries.sku <> ''
    group by entries.order_id
    having
        min(coalesce(products.product_line, '(no product line)')) = max(coalesce(products.product_line, '(no product line)'))
        and min(entries.store_id) = max(entries.store_id)
),

expenses as (
    {{ expense_shares('products') }}
),

given as (
    select {{ cells | join(', ') }}, product_line, 'direct' as attribution, amount, amount_base from named

    union all

    select {{ cells | join(', ') }}, product_line, 'settlement' as attribution, amount, amount_base from payouts

    union all

    select unnamed.{{ cells | join(', unnamed.') }}, orders.product_line, 'order' as attribution, unnamed.amount, unnamed.amount_base
    from unnamed
    inner join orders on orders.order_id = unnamed.order_id

    union all

    select
        unnamed.{{ cells | join(', unnamed.') }}, expenses.product_line, expenses.attribution,
        {%- for amount in ['amount', 'amount_base'] %}
        {{ share_of_amount('unnamed.' ~ amount, 'expenses.whole', 'expenses.before', 'expenses.figure') }}{{ ',' if not loop.last }}
        {%- endfor %}
    from unnamed
    inner join expenses on expenses.content_hash = unnamed.content_hash and expenses.raw_line = unnamed.raw_line
    where unnamed.document_type = 'expenses'
)

select
    {{ cells | join(', ') }}, product_line, attribution, cast(sum(amount) as decimal(18, 4)) as amount,
    cast(sum(coalesce(amount_base, 0)) as decimal(18, 4)) as amount_base
from given
group by 1, 2, 3, 4, 5, 6, 7, 8
