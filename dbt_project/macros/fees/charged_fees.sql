{#- What was charged for each order item and each payment, and on what. One pass over the entries of those SKUs and stores
    that a fee is expected of; where nothing is expected, nothing is read. -#}
{% macro charged_fees() -%}
{%- set sums = {
    'sold_amount': 'revenue_product', 'rebate_amount': 'promo_discount', 'tax_amount': 'tax_collected',
    'shipping_amount': 'revenue_shipping', 'gift_wrap_amount': 'revenue_giftwrap', 'referral_amount': 'commission',
    'fulfilment_amount': 'fba_fulfillment_fee'
} %}
{%- set no_text = 'cast(null as ' ~ dbt.type_string() ~ ')' %}
{%- set nothing = 'cast(0 as decimal(18, 4))' %}
{%- set same = 'document_id, store_id, marketplace, order_id, order_item_id, sku, currency, raw_file, content_hash' %}
with expected as (
    select * from {{ ref('int_fee_expectations') }}
),

skus as (
    select distinct store_id, sku from expected where sku is not null
),

paying_stores as (
    select distinct store_id from expected where fee_kind = 'payment'
),

items as (
    select
        {%- for name in same.split(', ') %}
        entries.{{ name }},
        {%- endfor %}
        min(entries.booked_date) as booked_date,
        cast(coalesce(sum(entries.quantity), 0) as integer) as units_qty,
        {%- for name, category in sums.items() %}
        cast(coalesce(sum(
            case
                when entries.category <> '{{ category }}' then 0
                when entries.debit_account = entries.wallet_account then entries.amount
                else -entries.amount
            end
        ), 0) as decimal(18, 4)) as {{ name }},
        {%- endfor %}
        min(case when entries.category = 'commission' then entries.raw_line end) as referral_line,
        min(case when entries.category = 'fba_fulfillment_fee' then entries.raw_line end) as fulfilment_line
    from {{ ref('int_document_entries') }} as entries
    inner join skus on skus.store_id = entries.store_id and skus.sku = entries.sku
    where entries.category in ('{{ sums.values() | join("', '") }}')
    group by {% for name in same.split(', ') %}entries.{{ name }}{{ ', ' if not loop.last }}{% endfor %}
),

-- Delivery and wrapping of what Amazon ships are Amazon's; of what the seller ships they are part of what the fee is on.
charges as (
    select
        {{ same }}, booked_date, units_qty, 'referral' as fee_kind, rebate_amount, net_amount,
        net_amount + tax_amount as gross_amount, -referral_amount as charged_amount, referral_line as raw_line
    from (
        select
            *, sold_amount + case when fulfilment_amount = 0 then shipping_amount + gift_wrap_amount else 0 end as net_amount
        from items
    ) as items
    where referral_amount < 0 and sold_amount > 0 and units_qty > 0

    union all

    select
        {{ same }}, booked_date, units_qty, 'fulfilment' as fee_kind, {{ nothing }} as rebate_amount,
        sold_amount as net_amount, sold_amount as gross_amount, -fulfilment_amount as charged_amount,
        fulfilment_line as raw_line
    from items
    where fulfilment_amount < 0 and sold_amount > 0 and units_qty > 0

    union all

    select
        entries.document_id, entries.store_id, {{ no_text }} as marketplace, max(entries.order_id) as order_id,
        {{ no_text }} as order_item_id, {{ no_text }} as sku,
        entries.currency, entries.raw_file, entries.content_hash, min(entries.booked_date) as booked_date, 1 as units_qty,
        'payment' as fee_kind, {{ nothing }} as rebate_amount,
        {%- for name in ['net_amount', 'gross_amount'] %}
        cast(sum(case when entries.category = 'payment_fee' then 0 else entries.amount end) as decimal(18, 4)) as {{ name }},
        {%- endfor %}
        cast(sum(
            case
                when entries.category <> 'payment_fee' then 0
                when entries.credit_account = entries.wallet_account then entries.amount
                else -entries.amount
            end
        ) as decimal(18, 4)) as charged_amount,
        entries.raw_line
    from {{ ref('int_document_entries') }} as entries
    inner join paying_stores on paying_stores.store_id = entries.store_id
    where
        entries.category = 'payment_fee'
        or entries.credit_account in ('order_receivables', 'payouts_in_transit')
        or entries.debit_account = 'transfers_in_transit'
    group by entries.document_id, entries.store_id, entries.currency, entries.raw_file, entries.content_hash, entries.raw_line
    having sum(case when entries.category = 'payment_fee' then 1 else 0 end) between 1 and count(*) - 1
)

select * from charges
{%- endmacro %}
