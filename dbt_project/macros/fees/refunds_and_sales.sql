{#- Two parts of a query: `refunds` of order items with what was given back and kept of fees, one row each time, and `sales`, what
    was charged for the same items before. Both read only the entries that they need: there are millions. -#}
{% macro refunds_and_sales(stores, item) -%}
{%- set refund = item + ['document_id', 'marketplace', 'raw_file', 'content_hash', 'booked_at'] -%}
{%- set amount = 'case when entries.debit_account = entries.wallet_account then entries.amount else -entries.amount end' -%}
refunds as (
    select
        {{ prefixed('entries', refund | join(', ')) }}, min(entries.booked_date) as booked_date,
        coalesce(min(case when entries.category = 'refund_admin_fee' then entries.raw_line end), min(entries.raw_line)) as raw_line,
        -sum(case when entries.category = 'refund_product' then {{ amount }} else 0 end) as product_amount,
        -sum(case when entries.category in ('refund_shipping', 'refund_giftwrap') then {{ amount }} else 0 end) as delivery_amount,
        sum(case when entries.category = 'refund_fee_reversal' then {{ amount }} else 0 end) as given_back_amount,
        -sum(case when entries.category = 'refund_admin_fee' then {{ amount }} else 0 end) as administration_amount
    from {{ ref('int_document_entries') }} as entries
    inner join (select distinct store_id from {{ stores }}) as stores on stores.store_id = entries.store_id
    where
        entries.category in ('refund_product', 'refund_shipping', 'refund_giftwrap', 'refund_admin_fee')
        or (entries.category = 'refund_fee_reversal' and 'referral_fees' in (entries.debit_account, entries.credit_account))
    group by {{ prefixed('entries', refund | join(', ')) }}
),

sales as (
    select
        {{ prefixed('entries', item | join(', ')) }},
        sum(case when entries.category = 'revenue_product' then {{ amount }} else 0 end) as product_amount,
        sum(case when entries.category in ('revenue_shipping', 'revenue_giftwrap') then {{ amount }} else 0 end) as delivery_amount,
        -- Delivery of what Amazon ships is Amazon's.
        min(case when entries.category = 'fba_fulfillment_fee' then 0 else 1 end) as counts_delivery,
        -sum(case when entries.category = 'commission' then {{ amount }} else 0 end) as referral_amount,
        sum(entries.quantity) as units_qty
    from {{ ref('int_document_entries') }} as entries
    inner join (select distinct store_id, order_id from refunds) as refunded
        on refunded.store_id = entries.store_id and refunded.order_id = entries.order_id
    where entries.category in ('revenue_product', 'revenue_shipping', 'revenue_giftwrap', 'commission', 'fba_fulfillment_fee')
    group by {{ prefixed('entries', item | join(', ')) }}
)
{%- endmacro %}
