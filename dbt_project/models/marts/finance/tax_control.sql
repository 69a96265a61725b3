-- Who owes the tax on each order line, judged by the line itself: where the marketplace withheld what it collected, it
-- remits; what is left is the seller's. Beside it the tax accounts as a whole, from opening to closing.
{%- set owed = "'tax_collected', 'tax_withheld_by_marketplace', 'commingling_vat'" %}
with accounts as (
    select account_id from {{ ref('accounts') }} where account_id in ({{ owed }}, 'recoverable_tax', 'tax_expenses')
),

entries as (
    select
        entries.store_id,
        entries.marketplace,
        {{ first_of_month('entries.booked_date') }} as month,
        entries.currency,
        accounts.account_id,
        entries.category,
        entries.order_id,
        coalesce(entries.order_item_id, entries.sku, '') as order_line,
        case when entries.credit_account = accounts.account_id then entries.amount else -entries.amount end as amount,
        coalesce(
            entries.category like 'refund%' or entries.category like 'chargeback%' or entries.category like 'a_to_z%'
            or entries.category = 'promo_tax_discount_reversal', false
        ) as is_refund
    from {{ ref('money_entries') }} as entries
    inner join accounts on accounts.account_id in (entries.debit_account, entries.credit_account)
    where entries.debit_account <> entries.credit_account
),

order_lines as (
    select
        store_id,
        marketplace,
        month,
        currency,
        order_id,
        order_line,
        is_refund,
        sum(case when account_id = 'tax_collected' then amount else 0 end) as collected_amount,
        sum(case when account_id = 'tax_withheld_by_marketplace' then amount else 0 end) as withheld_amount,
        sum(amount) as own_amount
    from entries
    where order_id is not null and account_id in ('tax_collected', 'tax_withheld_by_marketplace')
    group by 1, 2, 3, 4, 5, 6, 7
),

judged as (
    select
        store_id,
        marketplace,
        month,
        currency,
        sum(case when is_refund then 0 else collected_amount end) as tax_collected_amount,
        sum(case when is_refund then 0 else withheld_amount end) as tax_withheld_amount,
        sum(case when is_refund then 0 else own_amount end) as own_tax_amount,
        sum(case when is_refund then collected_amount else 0 end) as refund_tax_amount,
        sum(case when is_refund then withheld_amount else 0 end) as refund_tax_withheld_amount,
        sum(case when is_refund then own_amount else 0 end) as own_refund_tax_amount,
        count(case when own_amount = 0 then 1 end) as marketplace_remits_line_count,
        count(case when own_amount <> 0 then 1 end) as seller_owes_line_count,
        cast(0 as decimal(18, 4)) as other_tax_amount,
        cast(0 as decimal(18, 4)) as input_tax_amount,
        cast(0 as decimal(18, 4)) as paid_amount,
        cast(0 as decimal(18, 4)) as tax_expenses_amount
    from order_lines
    where collected_amount <> 0 or withheld_amount <> 0
    group by 1, 2, 3, 4

    union all

    -- What no order names, input tax on fees, ads and freight, and what was paid.
    select
        store_id, marketplace, month, currency, 0, 0, 0, 0, 0, 0, 0, 0,
        sum(case when category <> 'tax_paid' and account_id in ({{ owed }}) then amount else 0 end),
        -sum(case when category <> 'tax_paid' and account_id = 'recoverable_tax' then amount else 0 end),
        -sum(case when category = 'tax_paid' then amount else 0 end),
        -sum(case when account_id = 'tax_expenses' then amount else 0 end)
    from entries
    where order_id is null or account_id not in ('tax_collected', 'tax_withheld_by_marketplace')
    group by 1, 2, 3, 4
),

{% set amounts = [
    'tax_collected_amount', 'tax_withheld_amount', 'own_tax_amount', 'refund_tax_amount', 'refund_tax_withheld_amount',
    'own_refund_tax_amount', 'other_tax_amount', 'input_tax_amount', 'paid_amount', 'tax_expenses_amount'
] -%}
months as (
    select
        store_id,
        marketplace,
        month,
        currency,
        {%- for name in amounts %}
        cast(sum({{ name }}) as decimal(18, 4)) as {{ name }},
        {%- endfor %}
        cast(sum(marketplace_remits_line_count) as bigint) as marketplace_remits_line_count,
        cast(sum(seller_owes_line_count) as bigint) as seller_owes_line_count
    from judged
    group by 1, 2, 3, 4
)

{% set movement = 'own_tax_amount + own_refund_tax_amount + other_tax_amount - input_tax_amount' -%}
select
    store_id,
    marketplace,
    month,
    currency,
    {%- for name in amounts %}
    {{ name }},
    {%- endfor %}
    marketplace_remits_line_count,
    seller_owes_line_count,
    cast(sum({{ movement }} - paid_amount) over so_far - ({{ movement }} - paid_amount) as decimal(18, 4)) as opening_amount,
    cast({{ movement }} as decimal(18, 4)) as movement_amount,
    cast(sum({{ movement }} - paid_amount) over so_far as decimal(18, 4)) as closing_amount
from months
window so_far as (partition by store_id, marketplace, currency order by month)
