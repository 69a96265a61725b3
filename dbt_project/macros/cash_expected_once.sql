{#- Money that is expected on one day: store_id, currency, source, due_date, amount. Without a date it is due at once.

    `recent` are the account totals of the last weeks, `held` what is kept back, `cash` the cash flow. -#}
{% macro expected_once(recent, held, cash) -%}
    select
        store_id, currency, 'payouts_under_way' as source, cast(null as date) as due_date,
        sum(case when debit_account = 'payouts_in_transit' then amount else -amount end) as amount
    from {{ recent }}
    where
        is_of_last_two_weeks
        and 'payouts_in_transit' in (debit_account, credit_account)
        and not exists (select 1 from {{ cash }} where wallet_account = 'payouts_in_transit')
    group by store_id, currency
    having sum(case when debit_account = 'payouts_in_transit' then amount else -amount end) > 0

    union all

    {# A reserve is let go with the next settlement; so are deferred proceeds of which no maturity is known. -#}
    select
        held.store_id, held.currency,
        case held.account_id when 'deferred_proceeds' then 'deferred_release' else 'reserve_release' end as source,
        {{ days_after('reporting.as_of_date', 14) }} as due_date,
        held.closing_amount as amount
    from {{ held }} as held
    cross join {{ ref('int_reporting_date') }} as reporting
    left join (
        select distinct store_id
        from {{ ref('stg_amazon__finance_transactions') }}
        where is_deferred and matures_at is not null
    ) as dated on dated.store_id = held.store_id
    where held.account_id <> 'deferred_proceeds' or dated.store_id is null

    union all

    select
        store_id, currency, 'deferred_release' as source, {{ local_date('matures_at', "'UTC'") }} as due_date,
        total_amount as amount
    from {{ ref('stg_amazon__finance_transactions') }}
    where is_deferred and matures_at is not null

    union all

    select
        orders.store_id, orders.currency, 'purchase_orders' as source, orders.due_date,
        {{ share_of_amount('orders.amount', 'orders.ordered_qty', '0', 'orders.open_qty') }} as amount
    from ({{ open_purchases() }}) as orders
{%- endmacro %}

{#- What was ordered and not received whole, at the price of the order. -#}
{% macro open_purchases() -%}
    select
        ordered.store_id, ordered.currency, ordered.due_date, ordered.ordered_qty, ordered.amount,
        ordered.ordered_qty - coalesce(received.received_qty, 0) as open_qty
    from (
        select
            store_id, currency, purchase_order_id, sku, min(expected_date) as due_date,
            sum(ordered_qty) as ordered_qty,
            cast(sum({{ cost_of_units('purchase_cost_amount', 'ordered_qty') }}) as decimal(18, 4)) as amount
        from {{ ref('stg_purchasing__purchase_order_lines') }}
        where purchase_cost_amount is not null and ordered_qty > 0
        group by 1, 2, 3, 4
    ) as ordered
    left join (
        select store_id, purchase_order_id, sku, sum(received_qty) as received_qty
        from {{ ref('stg_purchasing__receipts') }}
        group by 1, 2, 3
    ) as received
        on
            received.store_id = ordered.store_id
            and received.purchase_order_id = ordered.purchase_order_id
            and received.sku = ordered.sku
    where ordered.ordered_qty > coalesce(received.received_qty, 0)
{%- endmacro %}
