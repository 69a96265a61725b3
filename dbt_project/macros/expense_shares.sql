{#- The product lines of a seller's expenses, with their shares: the line that the sheet names, or else those of the only purchase
    order that its words or number name, by what was ordered. One row per expense and line; `products` names the lines of SKUs. -#}
{% macro expense_shares(products) -%}
    with ordered as (
        select
            purchases.store_id, purchases.purchase_order_id, max(purchases.supplier) as supplier,
            coalesce(products.product_line, '(no product line)') as product_line,
            cast(sum(purchases.ordered_qty * {{ exact_amount('purchases.purchase_cost_amount') }}) * 10000 as bigint) as figure
        from {{ ref('stg_purchasing__purchase_order_lines') }} as purchases
        left join {{ products }} as products on products.store_id = purchases.store_id and products.sku = purchases.sku
        where length(purchases.purchase_order_id) >= 4
        group by 1, 2, 4
    ),

    naming as (
        select
            expenses.content_hash, expenses.raw_line, max(orders.store_id) as store_id,
            max(orders.purchase_order_id) as purchase_order_id
        from {{ ref('stg_purchasing__expenses') }} as expenses
        inner join (select distinct store_id, purchase_order_id from ordered) as orders
            on
                orders.store_id = expenses.store_id
                and instr(
                    lower(concat_ws(' ', expenses.description, expenses.expense_id)), lower(orders.purchase_order_id)
                ) > 0
        where coalesce(expenses.product_line, '') = '' and coalesce(expenses.sku, '') = ''
        group by expenses.content_hash, expenses.raw_line
        having count(*) = 1
    )

    select
        content_hash, raw_line, product_line, 'direct' as attribution, 1 as figure, 1 as whole, 0 as before
    from {{ ref('stg_purchasing__expenses') }}
    where product_line <> ''

    union all

    select
        naming.content_hash, naming.raw_line, ordered.product_line, 'purchase_order' as attribution, ordered.figure,
        sum(ordered.figure) over expense as whole, (sum(ordered.figure) over so_far) - ordered.figure as before
    from naming
    inner join ordered on ordered.store_id = naming.store_id and ordered.purchase_order_id = naming.purchase_order_id
    where ordered.figure > 0
    window
        expense as (partition by naming.content_hash, naming.raw_line),
        so_far as (
            partition by naming.content_hash, naming.raw_line order by ordered.product_line
            rows between unbounded preceding and current row
        )
{%- endmacro %}
