{%- set parts = ['store_id', 'marketplace', 'month', 'account_id', 'currency', 'product_line', 'attribution'] | join(', ') -%}
-- What each account earned and cost. What names a SKU counts in the product line of that SKU, what was given out in the
-- lines of those that bear it, at the store where it was booked; what is left of the account nobody's line has.
with totals as (
    select * from {{ ref('int_account_totals') }}
),

accounts as (
    select * from {{ ref('accounts') }} where profit_line is not null
),

borne as (
    select
        store_id, marketplace, month, account_id, currency, store_id as sku_store_id, sku, 'direct' as attribution,
        profit_amount as amount, profit_amount_base as amount_base, {{ cost_part_columns() | join(', ') }}
    from {{ ref('int_sku_months') }}
    where sku not in ('', '(no sku)')

    union all

    select
        booked_store_id as store_id, booked_marketplace as marketplace, month, account_id, currency,
        store_id as sku_store_id, sku, 'allocated' as attribution, amount, amount_base,
        {{- no_cost_parts() }}
    from {{ ref('allocations') }}
    where sku <> '(no sku)'
),

of_lines as (
    select
        borne.store_id, borne.marketplace, borne.month, borne.account_id, borne.currency,
        coalesce(products.product_line, '(no product line)') as product_line, borne.attribution,
        sum(borne.amount) as amount, sum(borne.amount_base) as amount_base
        {%- for column in cost_part_columns() %}, sum(borne.{{ column }}) as {{ column }}{% endfor %}
    from borne
    left join {{ ref('stg_purchasing__products') }} as products
        on products.store_id = borne.sku_store_id and products.sku = borne.sku
    group by 1, 2, 3, 4, 5, 6, 7
),

effects as (
    select {{ parts }}, amount, amount_base, {{ cost_part_columns() | join(', ') }} from of_lines

    {%- set rest = "'(unallocated)' as product_line, 'unallocated' as attribution" %}

    union all

    select
        store_id, marketplace, month, account_id, currency, {{ rest }}, -amount as amount, -amount_base as amount_base
        {%- for column in cost_part_columns() %}, -{{ column }} as {{ column }}{% endfor %}
    from of_lines
    {%- for side, sign in [('credit', ''), ('debit', '-')] %}

    union all

    select
        store_id, marketplace, {{ first_of_month('booked_date') }} as month, {{ side }}_account as account_id, currency,
        {{ rest }}, {{ sign }}amount as amount, {{ sign }}amount_base as amount_base
        {%- for column in cost_part_columns() %}, {{ sign }}{{ column }} as {{ column }}{% endfor %}
    from totals
    {%- endfor %}
    {%- for account, gain in [
        ('exchange_differences', 'realised_amount_base'),
        ('unrealised_exchange_differences', 'unrealised_change_amount_base')
    ] %}

    union all

    select
        store_id, cast(null as {{ dbt.type_string() }}) as marketplace, month, '{{ account }}' as account_id, currency,
        {{ rest }}, 0 as amount, {{ gain }} as amount_base,
        {{- no_cost_parts() }}
    from {{ ref('exchange_gains') }}
    where {{ gain }} <> 0
    {%- endfor %}
)

select
    effects.store_id,
    effects.marketplace,
    effects.product_line,
    effects.attribution,
    effects.month,
    effects.account_id,
    accounts.account_code,
    accounts.account_name,
    accounts.profit_line,
    effects.currency,
    cast(sum(effects.amount) as decimal(18, 4)) as amount,
    cast(coalesce(sum(effects.amount_base), 0) as decimal(18, 4)) as amount_base
    {%- for base in ['', '_base'] %},
    cast(case when accounts.profit_line = 'cogs' then coalesce(sum(effects.amount{{ base }}
        {%- for part in parts_of_cost() %} - effects.cost_{{ part }}_amount{{ base }}{% endfor %}), 0) else 0 end
        as decimal(18, 4)) as cogs_goods_amount{{ base }}
    {%- for part in parts_of_cost() %},
    cast(case when accounts.profit_line = 'cogs' then sum(effects.cost_{{ part }}_amount{{ base }}) else 0 end
        as decimal(18, 4)) as cogs_{{ part }}_amount{{ base }}
    {%- endfor %}
    {%- endfor %}
from effects
inner join accounts on accounts.account_id = effects.account_id
group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
having sum(effects.amount) <> 0 or sum(effects.amount_base) <> 0
