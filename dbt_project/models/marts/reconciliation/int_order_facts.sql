{{ config(schema='intermediate', contract={'enforced': false}) }}
{%- set text, moment, money = dbt.type_string(), moment_type(), 'decimal(18, 4)' %}
{%- set measures = {
    'currency': text, 'order_status': text, 'fulfilment_channel': text, 'sales_channel': text, 'marketplace': text,
    'purchased_at': moment, 'shipped_at': moment, 'ordered_qty': 'bigint', 'ordered_amount': money, 'shipped_qty': 'bigint',
    'first_settled_at': moment, 'first_refunded_at': moment, 'last_refunded_at': moment, 'settled_qty': 'bigint',
    'settled_sales_amount': money, 'settled_tax_amount': money, 'settled_amount': money, 'refunded_amount': money,
    'chargeback_amount': money, 'returned_qty': 'bigint', 'reimbursed_amount': money, 'raw_file': text, 'raw_line': 'integer',
    'content_hash': text,
} %}
{%- set ordered = {
    'currency': 'currency', 'order_status': 'order_status', 'fulfilment_channel': 'fulfilment_channel',
    'sales_channel': 'sales_channel', 'purchased_at': 'purchased_at', 'ordered_qty': 'quantity',
    'ordered_amount': 'item_price_amount', 'raw_file': 'raw_file', 'raw_line': 'raw_line', 'content_hash': 'content_hash',
} %}
{%- set sides = [
    ('stg_amazon__orders', dict(ordered, shipped_at="case when lower(order_status) like 'shipped%' or "
        ~ "lower(order_status) like 'enviado%' then coalesce(last_updated_at, purchased_at) end"), 'true'),
    ('stg_shopify__orders', ordered, 'true'),
    ('stg_marketplace__orders', dict(ordered, shipped_at='shipped_at'), 'true'),
    ('stg_amazon__fulfilled_shipments',
        {'fulfilment_channel': "'Amazon'", 'shipped_at': 'shipped_at', 'shipped_qty': 'shipped_qty'}, 'true'),
    ('stg_amazon__customer_returns', {'returned_qty': 'returned_qty'}, 'true'),
    ('stg_amazon__reimbursements', {'reimbursed_amount': 'reimbursement_amount'}, "order_id <> ''"),
] %}
{%- set sold = "category = 'revenue_product'" %}
{%- set refunded = "category = 'refund_product'" %}
{%- set of_sale = "('product_sales', 'shipping_credits', 'gift_wrap_credits', 'promotions', 'order_receivables')" %}
-- One pass over the ledger, and what the reports tell of the same orders, item by item. What a shop's own order books is
-- what it is owed: only what then came in settles it.
with settled as (
    select
        store_id, order_id, coalesce(sku, '') as sku, max(currency) as currency, max(marketplace) as marketplace,
        min(case when {{ sold }} then booked_at end) as first_settled_at, sum(quantity) as settled_qty,
        min(case when {{ refunded }} then booked_at end) as first_refunded_at,
        max(case when {{ refunded }} then booked_at end) as last_refunded_at,
        {%- for name, condition, account in [
            ('settled_sales', sold, "('product_sales')"), ('settled_tax', "category = 'tax_collected'", "('tax_collected')"),
            ('settled', 'true', of_sale)
        ] %}
        sum(case when {{ condition }} then
            case when credit_account in {{ account }} then amount when debit_account in {{ account }} then -amount end
        end) as {{ name }}_amount,
        {%- endfor %}
        sum(case when {{ refunded }} then case debit_account when 'refunds' then amount else -amount end end) as refunded_amount,
        sum(case when debit_account = 'chargebacks' then amount when credit_account = 'chargebacks' then -amount end)
            as chargeback_amount
    from {{ ref('int_document_entries') }}
    where order_id <> '' and wallet_account <> 'order_receivables'
    group by store_id, order_id, coalesce(sku, '')
),

told as (
    {%- for model, given, condition in sides %}
    select
        store_id, order_id, coalesce(sku, '') as sku
        {%- for name, type in measures.items() %}, cast({{ given.get(name, 'null') }} as {{ type }}) as {{ name }}{% endfor %}
    from {{ ref(model) }}
    where {{ condition }}

    union all
    {% endfor %}
    select
        store_id, order_id, sku
        {%- for name, type in measures.items() %},
        cast({{ 'null' if name in ordered and name != 'currency' or name in [
            'shipped_at', 'shipped_qty', 'returned_qty', 'reimbursed_amount'
        ] else name }} as {{ type }}) as {{ name }}
        {%- endfor %}
    from settled
),

items as (
    select
        store_id, order_id, sku, min(raw_line) as raw_line, min(purchased_at) as purchased_at, min(shipped_at) as shipped_at,
        min(first_settled_at) as first_settled_at, min(first_refunded_at) as first_refunded_at,
        {%- for name in measures if name.endswith('_qty') or name.endswith('_amount') %}
        sum({{ name }}) as {{ name }},
        {%- endfor %}
        max(last_refunded_at) as last_refunded_at
        {%- for name, type in measures.items() if type == text %},
        max({{ name }}) as {{ name }}
        {%- endfor %}
    from told
    group by store_id, order_id, sku
),

judged as (
    select
        *,
        settled_sales_amount > 0 and refunded_amount > settled_sales_amount as is_above,
        settled_sales_amount > 0 and refunded_amount >= 2 * settled_sales_amount and first_refunded_at < last_refunded_at
            as is_twice,
        settled_sales_amount > 0 and refunded_amount >= settled_sales_amount and returned_qty is null
            and lower(fulfilment_channel) in ('amazon', 'afn') as is_unreturned
    from items
)

select
    store_id, order_id, max(marketplace) as marketplace, max(order_status) as order_status,
    max(fulfilment_channel) as fulfilment_channel, max(sales_channel) as sales_channel,
    case when min(nullif(sku, '')) = max(sku) then max(sku) end as sku, max(currency) as currency,
    min(purchased_at) as purchased_at, min(shipped_at) as shipped_at, min(first_settled_at) as first_settled_at,
    max(last_refunded_at) as last_refunded_at, max(case when is_unreturned then last_refunded_at end) as unreturned_at,
    {%- for name in measures if name.endswith('_qty') %}
    cast(coalesce(sum({{ name }}), 0) as bigint) as {{ name }},
    {%- endfor %}
    {%- for name in measures if name.endswith('_amount') %}
    cast(sum({{ name }}) as decimal(18, 4)) as {{ name }},
    {%- endfor %}
    cast(sum(case when is_above and not is_twice then refunded_amount - settled_sales_amount end) as decimal(18, 4))
        as above_sale_amount,
    cast(sum(case when is_twice then refunded_amount - settled_sales_amount end) as decimal(18, 4)) as twice_amount,
    cast(sum(case when is_unreturned then settled_sales_amount end) as decimal(18, 4)) as unreturned_amount,
    cast(coalesce(sum(case when is_unreturned then settled_qty end), 0) as bigint) as unreturned_qty,
    max(case when is_unreturned then sku end) as unreturned_sku,
    max(raw_file) as raw_file, min(raw_line) as raw_line, max(content_hash) as content_hash
from judged
group by store_id, order_id
