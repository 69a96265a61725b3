{#- Each entry as it counts in profit, with the units that it counts. Opens a `with`; the rows are in `profits`. -#}
{% macro with_profits() -%}
with entries as (
    select
        store_id, marketplace, coalesce(sku, '(no sku)') as sku, order_id, order_item_id, booked_date, booked_at, currency,
        debit_account, credit_account, amount, amount_base, quantity as sold_quantity,
        case when coalesce(sku, '') = '' then quantity else 0 end as uncosted_quantity,
        {{- no_cost_parts() }}
    from {{ ref('int_document_entries') }}

    union all

    select
        store_id, marketplace, coalesce(sku, '(no sku)') as sku, order_id, order_item_id, booked_date, booked_at, currency,
        debit_account, credit_account, amount, amount_base, 0 as sold_quantity,
        case when amount is null then moved_qty else 0 end as uncosted_quantity,
        {{ cost_part_columns() | join(', ') }}
    from {{ ref('int_goods_entries') }}

    union all

    select
        store_id, marketplace, coalesce(sku, '(no sku)') as sku, cast(null as {{ dbt.type_string() }}) as order_id,
        cast(null as {{ dbt.type_string() }}) as order_item_id, booked_date, booked_at, currency, debit_account,
        credit_account, amount, amount_base, 0 as sold_quantity, 0 as uncosted_quantity,
        {{- no_cost_parts() }}
    from {{ ref('int_storage_accruals') }}
),

profits as (
    select
        entries.store_id, entries.marketplace, entries.sku, entries.order_id, entries.order_item_id, entries.booked_date,
        entries.booked_at, entries.currency, entries.sold_quantity, entries.uncosted_quantity,
        coalesce(credited.profit_line, debited.profit_line) as profit_line,
        case when credited.profit_line is not null then entries.amount else -entries.amount end as profit_amount,
        case when credited.profit_line is not null then entries.amount_base else -entries.amount_base end
            as profit_amount_base
        {%- for column in cost_part_columns() %},
        case when credited.profit_line is not null then entries.{{ column }} else -entries.{{ column }} end as {{ column }}
        {%- endfor %}
    from entries
    left join {{ ref('accounts') }} as credited on credited.account_id = entries.credit_account
    left join {{ ref('accounts') }} as debited on debited.account_id = entries.debit_account
    -- A loss of what had come back of a sale stays a cost of goods: nothing of the profit moves.
    where credited.profit_line is distinct from debited.profit_line
)
{%- endmacro %}

{#- What was given out, as it counts in full profit: at the SKU that bears it, and taken from where it was booked. -#}
{% macro allocated_profits() -%}
    {%- set given = {
        'store_id': 'booked_store_id', 'marketplace': 'booked_marketplace', 'sku': "'(no sku)'",
        'order_id': 'booked_order_id', 'order_item_id': 'cast(null as ' ~ dbt.type_string() ~ ')'
    } -%}
    {%- for is_given in [false, true] %}
    select
        {%- for column, source in given.items() %}
        {{ source ~ ' as ' ~ column if is_given else column }},
        {%- endfor %}
        month,
        currency,
        case
            when profit_line = 'advertising' then 'allocated_advertising'
            when profit_line in ('referral_fees', 'fulfilment_fees', 'storage_fees', 'other_fees', 'overheads')
                then 'allocated_fees'
            else 'allocated_other'
        end as profit_line,
        {{ '-' if is_given }}amount as profit_amount,
        {{ '-' if is_given }}amount_base as profit_amount_base
    from {{ ref('allocations') }}
    where sku <> '(no sku)'
    {{- ' union all' if not is_given }}
    {%- endfor %}
{%- endmacro %}
