-- A month's profit by when its lines were posted, its orders made, its settlements closed and their money came, and
-- what lies between any two of these: the lines of one pair of bases add up to the profit on the second of them.
{%- set bases = ['posted', 'ordered', 'settled', 'cash'] %}
with accounts as (
    -- What is kept in reserve was earned and is not paid out yet: it counts by cash alone.
    select account_id, coalesce(profit_line, account_id) as profit_line
    from {{ ref('accounts') }}
    where profit_line is not null or account_id = 'reserve_held'
),

entries as (
    select
        entries.store_id, entries.document_id, entries.order_id, entries.currency,
        {{ first_of_month('entries.booked_date') }} as posted_month,
        coalesce(credited.profit_line, debited.profit_line) as profit_line,
        case when credited.account_id is not null then entries.amount else 0 end
        - case when debited.account_id is not null then entries.amount else 0 end as amount,
        case when credited.account_id is not null then entries.amount_base else 0 end
        - case when debited.account_id is not null then entries.amount_base else 0 end as amount_base
    from {{ ref('money_entries') }} as entries
    left join accounts as credited on credited.account_id = entries.credit_account
    left join accounts as debited on debited.account_id = entries.debit_account
    where credited.account_id is not null or debited.account_id is not null
),

purchases as (
    select
        orders.store_id, orders.order_id,
        {{ first_of_month(local_date('orders.purchased_at', "coalesce(stores.timezone, 'UTC')")) }} as ordered_month
    from {{ ref('orders') }} as orders
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = orders.store_id
),

posted_orders as (
    select store_id, order_id, min(posted_month) as first_month, max(posted_month) as last_month
    from entries
    where order_id is not null group by store_id, order_id
),

-- Only those orders that were not posted, whole, in the month they were made in: few of many.
moved_orders as (
    select posted.store_id, posted.order_id, coalesce(purchases.ordered_month, posted.first_month) as ordered_month
    from posted_orders as posted
    left join purchases on purchases.store_id = posted.store_id and purchases.order_id = posted.order_id
    where posted.first_month <> posted.last_month or purchases.ordered_month <> posted.first_month
),

-- A payout of documents other than settlements leaves as a document of its own: `shopify_transfer:7` pays `shopify_payout:7`.
arrivals as (
    select replace(document_id, '_transfer:', '_payout:') as document_id, max(arrived_date) as arrived_date
    from {{ ref('payouts') }}
    where leg = 'marketplace_payout' and sent_date is not null
    group by 1
),

payouts as (
    select
        documents.document_id,
        {{ first_of_month(local_date('coalesce(stated.period_end_at, stated.deposit_at)', 'documents.timezone')) }} as settled_month,
        {%- set deposit_date = local_date('coalesce(stated.deposit_at, stated.period_end_at)', 'documents.timezone') %}
        {{ first_of_month('coalesce(arrivals.arrived_date, ' ~ deposit_date ~ ')') }} as cash_month,
        sources.document_type = 'amazon_date_range' as is_unsettled
    from {{ ref('int_documents') }} as documents
    inner join {{ ref('int_source_documents') }} as sources on sources.document_id = documents.source_document_id
    left join {{ ref('int_stated_documents') }} as stated
        on
            stated.settlement_id = sources.document_id
            and (stated.document_type = 'amazon_settlement' or stated.deposit_at is not null)
    left join arrivals on arrivals.document_id = sources.document_id
),

cells as (
    select
        entries.store_id, entries.document_id, entries.currency, entries.profit_line,
        case when entries.profit_line <> 'reserve_held' then entries.posted_month end as posted_month,
        case when entries.profit_line <> 'reserve_held' then coalesce(moved.ordered_month, entries.posted_month) end as ordered_month,
        case when entries.profit_line <> 'reserve_held' and not coalesce(payouts.is_unsettled, entries.document_id like 'storage_accrual:%')
            then coalesce(payouts.settled_month, entries.posted_month) end as settled_month,
        case when not coalesce(payouts.is_unsettled, entries.document_id like 'storage_accrual:%')
            then coalesce(payouts.cash_month, entries.posted_month) end as cash_month,
        sum(entries.amount) as amount, sum(entries.amount_base) as amount_base
    from entries
    left join moved_orders as moved on moved.store_id = entries.store_id and moved.order_id = entries.order_id
    left join payouts on payouts.document_id = entries.document_id
    group by 1, 2, 3, 4, 5, 6, 7, 8
),

lines as (
    {%- for first in range(4) %}{% for second in range(first + 1, 4) %}
    {%- set from_month, to_month = bases[first] ~ '_month', bases[second] ~ '_month' %}
    {%- for step, month, other, sign in [
        ('profit', from_month, 'null', ''), ('leaves', from_month, to_month, '-'), ('enters', to_month, from_month, '')
    ] %}
    select
        store_id, {{ month }} as month, '{{ bases[first] }}' as from_basis, '{{ bases[second] }}' as to_basis, '{{ step }}' as step,
        profit_line, cast({{ other }} as date) as other_month,
        {{ 'document_id' if step != 'profit' else 'cast(null as ' ~ dbt.type_string() ~ ')' }} as document_id,
        currency, {{ sign }}amount as amount, {{ sign }}amount_base as amount_base
    from cells
    where {{ month }} is not null{% if step != 'profit' %} and {{ from_month }} is distinct from {{ to_month }}{% endif %}
    {{ 'union all' if not (first == 2 and loop.last) }}
    {%- endfor %}{% endfor %}{% endfor %}
)

select
    store_id, month, from_basis, to_basis,
    case
        when step = 'profit' then 'profit'
        when profit_line = 'reserve_held' then 'reserve'
        when other_month is null then 'not_yet_settled'
        when profit_line = 'refunds' and to_basis = 'ordered' then 'refund_of_another_month'
        when to_basis = 'ordered' then 'ordered_in_another_month'
        when to_basis = 'settled' then 'settled_in_another_month'
        else 'paid_in_another_month'
    end as reason,
    profit_line, other_month, document_id, currency,
    cast(sum(amount) as decimal(18, 4)) as amount,
    cast(sum(amount_base) as decimal(18, 4)) as amount_base
from lines
group by 1, 2, 3, 4, 5, 6, 7, 8, 9
