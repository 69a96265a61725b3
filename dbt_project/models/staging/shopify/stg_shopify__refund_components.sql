with refunds as (
    select * from {{ ref('stg_shopify__refunds') }} where is_owed
),

amount_types as (
    select 'Principal' as amount_type
    union all select 'Tax' as amount_type
    union all select 'IncludedTax' as amount_type
),

of_lines as (
    select
        refunds.*,
        case when refunds.part = 'shipping' and amount_types.amount_type = 'Principal' then 'Shipping'
            else amount_types.amount_type end as amount_type,
        row_number() over (
            partition by refunds.content_hash, refunds.raw_line, refunds.refund_id, refunds.part, amount_types.amount_type
            order by refunds.order_item_id, refunds.refund_amount
        ) as nth,
        case amount_types.amount_type
            when 'Principal' then -refunds.refund_amount
            when 'Tax' then -refunds.refund_tax_amount
            when 'IncludedTax' then case when refunds.is_tax_included then refunds.refund_tax_amount else 0 end
        end as amount
    from refunds
    cross join amount_types
    where refunds.part <> 'whole'
),

told as (
    select store_id, content_hash, raw_line, refund_id, cast(sum(amount) as decimal(18, 4)) as amount
    from of_lines
    group by store_id, content_hash, raw_line, refund_id
)

select
    store_id,
    order_id,
    refund_id,
    order_item_id,
    sku,
    amount_type,
    'refund:' || refund_id || ':' || part || ':' || cast(nth as {{ dbt.type_string() }}) || ':' || lower(amount_type)
        as component,
    cast(amount as decimal(18, 4)) as amount,
    currency,
    refunded_at,
    raw_file,
    raw_line,
    content_hash
from of_lines
where amount <> 0

union all

-- What was paid back beyond the items, or of an order that only an export tells of. Items that were taken off before
-- anything was paid lower what is owed, though nothing is paid back.
select
    refunds.store_id,
    refunds.order_id,
    refunds.refund_id,
    cast(null as {{ dbt.type_string() }}) as order_item_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    'Whole' as amount_type,
    'refund:' || coalesce(refunds.refund_id, 'all') as component,
    cast(-refunds.refund_amount - coalesce(told.amount, 0) as decimal(18, 4)) as amount,
    refunds.currency,
    refunds.refunded_at,
    refunds.raw_file,
    refunds.raw_line,
    refunds.content_hash
from refunds
left join told
    on
        told.store_id = refunds.store_id
        and told.content_hash = refunds.content_hash
        and told.raw_line = refunds.raw_line
        and told.refund_id = refunds.refund_id
where refunds.part = 'whole' and refunds.refund_amount <> 0 and -refunds.refund_amount <> coalesce(told.amount, 0)
