{{ config(
    schema='intermediate',
    materialized='incremental',
    incremental_strategy='replace_listed',
    unique_key='month',
    meta={'refreshed_by': 'int_months_to_refresh'},
    contract={'enforced': false},
) }}
-- What each SKU and month adds to each account that counts in profit, and the units of it. Entries are first added up by
-- their pair of accounts: that reads every entry of the month once and touches few rows after it.
with months as (
    select month from {{ ref('int_months_to_refresh') }}
),

entries as (
    select
        store_id, marketplace, sku, {{ first_of_month('booked_date') }} as month, currency, debit_account,
        credit_account, amount, amount_base, quantity as sold_quantity,
        case when coalesce(sku, '') = '' then quantity else 0 end as uncosted_quantity,
        {{- no_cost_parts() }}
    from {{ ref('int_document_entries') }}

    union all

    select
        store_id, marketplace, sku, {{ first_of_month('booked_date') }} as month, currency, debit_account,
        credit_account, amount, amount_base, 0 as sold_quantity,
        case when amount is null then moved_qty else 0 end as uncosted_quantity,
        {{ cost_part_columns() | join(', ') }}
    from {{ ref('int_goods_entries') }}

    union all

    select
        store_id, marketplace, sku, month, currency, debit_account, credit_account, amount, amount_base, 0 as sold_quantity,
        0 as uncosted_quantity,
        {{- no_cost_parts() }}
    from {{ ref('int_storage_accruals') }}
),

account_sums as (
    select
        entries.store_id,
        entries.marketplace,
        coalesce(entries.sku, '(no sku)') as sku,
        entries.month,
        entries.currency,
        entries.debit_account,
        entries.credit_account,
        sum(entries.amount) as amount,
        sum(entries.amount_base) as amount_base,
        {%- for column in cost_part_columns() %}
        sum(entries.{{ column }}) as {{ column }},
        {%- endfor %}
        coalesce(sum(entries.sold_quantity), 0) as units_sold_qty,
        coalesce(sum(entries.uncosted_quantity), 0) as units_uncosted_qty
    from entries
    inner join months on months.month = entries.month
    group by 1, 2, 3, 4, 5, 6, 7
),

sides as (
    {%- for side, other, sign, is_counted in [
        ('credit', 'debit', '', 'others.profit_line is distinct from accounts.profit_line'),
        ('debit', 'credit', '-', 'others.profit_line is null')
    ] %}
    select
        sums.store_id, sums.marketplace, sums.sku, sums.month, sums.currency, accounts.account_id, accounts.profit_line,
        {{ sign }}sums.amount as profit_amount, {{ sign }}sums.amount_base as profit_amount_base,
        {%- for column in cost_part_columns() %}
        {{ sign }}sums.{{ column }} as {{ column }},
        {%- endfor %}
        case when {{ is_counted }} then sums.units_sold_qty else 0 end as units_sold_qty,
        case when {{ is_counted }} then sums.units_uncosted_qty else 0 end as units_uncosted_qty
    from account_sums as sums
    inner join {{ ref('accounts') }} as accounts
        on accounts.account_id = sums.{{ side }}_account and accounts.profit_line is not null
    left join {{ ref('accounts') }} as others on others.account_id = sums.{{ other }}_account
    {{- ' union all' if not loop.last }}
    {%- endfor %}
)

select
    store_id,
    marketplace,
    sku,
    month,
    currency,
    account_id,
    profit_line,
    cast(sum(units_sold_qty) as bigint) as units_sold_qty,
    cast(sum(units_uncosted_qty) as bigint) as units_uncosted_qty,
    cast(coalesce(sum(profit_amount), 0) as decimal(18, 4)) as profit_amount,
    cast(coalesce(sum(profit_amount_base), 0) as decimal(18, 4)) as profit_amount_base
    {%- for column in cost_part_columns() %},
    cast(coalesce(sum({{ column }}), 0) as decimal(18, 4)) as {{ column }}
    {%- endfor %}
from sides
group by 1, 2, 3, 4, 5, 6, 7
