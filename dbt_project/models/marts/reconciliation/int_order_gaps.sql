{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Orders and settlements that do not tell the same, each only where the files of the other side cover its time: the store's
-- settlements (and orders of the same channel in them) later than the shipment, its order reports before the sale, its
-- returns reports around the refund. What falls into a settlement that is missing is that gap's, not an order's.
with dates as (select as_of_date from {{ ref('int_reporting_date') }}),

days as ({{ order_days() }}),

holes as ({{ settlement_holes() }}),

spans as ({{ settlement_spans() }}),

returns as (
    select store_id, cast(min(returned_at) as date) as from_date, cast(max(returned_at) as date) as until_date
    from {{ ref('stg_amazon__customer_returns') }}
    group by store_id
),

facts as (
    select
        *, cast(shipped_at as date) as shipped_date, cast(first_settled_at as date) as settled_date,
        cast(last_refunded_at as date) as refunded_date, cast(unreturned_at as date) as unreturned_date,
        cast(coalesce(last_refunded_at, first_settled_at, purchased_at) as date) as charged_back_date,
        {{ matching_key('coalesce(sales_channel, marketplace)') }} as channel,
        {{ matching_key('order_status') }} as status_key,
        coalesce(cast(ordered_qty * cast(0.01 as decimal(3, 2)) as decimal(18, 4)), 0) as tolerance_amount
    from {{ ref('int_order_facts') }}
),

channels as (
    select store_id, channel, cast(min(purchased_at) as date) as from_date, cast(max(purchased_at) as date) as until_date,
        max(settled_date) as settled_until_date
    from facts
    group by store_id, channel
),

judged as (
    select
        facts.*, days.claim_days, channels.settled_until_date,
        {{ days_after('facts.shipped_date', 'days.settled_days') }} as not_settled_from_date,
        -- Some reports have tax within the price, settlements never do.
        case when abs(ordered_amount - settled_sales_amount - settled_tax_amount) <= tolerance_amount then 0
            else ordered_amount - settled_sales_amount end as differing_amount,
        status_key not like '%cancel%' and facts.shipped_date >= spans.from_date
            and {{ days_after('facts.shipped_date', 'days.settled_days') }} < spans.until_date
            and {{ days_after('facts.shipped_date', 'days.settled_days') }} < channels.settled_until_date as is_due,
        facts.purchased_at is null and settled_sales_amount > 0 and facts.settled_date <= channels.until_date
            and facts.settled_date > {{ days_after('channels.from_date', 'days.settled_days') }} as is_unknown,
        facts.unreturned_date >= returns.from_date
            and {{ days_after('facts.unreturned_date', 'days.return_days') }} <= returns.until_date
            and coalesce(facts.reimbursed_amount, 0) <= 0 as is_without_return
    from facts
    cross join days
    left join channels on channels.store_id = facts.store_id and channels.channel = facts.channel
    left join spans on spans.store_id = facts.store_id and spans.currency = facts.currency
    left join returns on returns.store_id = facts.store_id
),

worded as (
    select
        *,
        {%- for name in ['ordered', 'settled_sales', 'refunded'] %}
        cast(cast({{ name }}_amount as decimal(18, 2)) as {{ dbt.type_string() }}) as {{ name.split('_')[0] }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from judged
    where is_due and settled_amount is null or is_unknown or abs(differing_amount) > 0 or above_sale_amount > 0
        or twice_amount > 0 or is_without_return or chargeback_amount <> 0
),

found as (
    {%- for kind, side, amount, day, english, chinese in order_gap_kinds() %}
    select
        '{{ kind }}' as kind, '{{ side }}' as side, store_id, order_id, coalesce(sku, unreturned_sku) as sku, currency, shipped_date,
        cast({{ amount }} as decimal(18, 4)) as amount, {{ day }} as opened_date,
        {% if kind == 'refund_without_return' %}{{ days_after('unreturned_date', 'claim_days') }}{% else %}cast(null as date){% endif %}
            as deadline_date,
        {{ english }} as detail_en, {{ chinese }} as detail_zh, raw_file, raw_line, content_hash
    from worded
    -- Until all of an order is due, the units that are not settled yet may still be to come.
    where {{ {
        'order_not_settled': 'is_due and ordered_amount > 0 and settled_amount is null and refunded_amount is null',
        'order_unknown': 'is_unknown',
        'order_amount_differs':
            'abs(differing_amount) > tolerance_amount and (is_due or settled_qty = 0 or settled_qty >= ordered_qty)',
        'refund_above_sale': 'above_sale_amount > tolerance_amount', 'refund_twice': 'twice_amount > 0',
        'refund_without_return': 'is_without_return', 'chargeback': 'chargeback_amount <> 0'
    }[kind] }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
),

shown as ({{ lines_of_orders('found') }})

select
    found.kind || ':' || found.store_id || ':' || found.order_id as gap_id,
    found.kind, found.store_id, shown.document_id, found.order_id, found.sku, found.amount, found.currency,
    found.opened_date, found.deadline_date,
    -- What nobody can claim any more, and what the buyer's bank decided, is a loss and no open question.
    case when found.kind = 'chargeback' or found.deadline_date < dates.as_of_date then 'explained' else 'open' end as status,
    found.detail_en, found.detail_zh
    {%- for name in ['raw_file', 'raw_line', 'content_hash'] %},
    case found.side when 'order' then found.{{ name }} else shown.{{ name }} end as {{ name }}
    {%- endfor %}
from found
cross join dates
left join shown on shown.store_id = found.store_id and shown.order_id = found.order_id and shown.side = found.side
left join holes
    on
        found.kind = 'order_not_settled'
        and holes.store_id = found.store_id
        and holes.currency = found.currency
        and holes.from_date < found.opened_date
        and holes.until_date > found.shipped_date
where holes.store_id is null
