{#- What goods that are at a place, or have gone there, stand for in the money ledger. Goods that cannot be sold are
    written off, wherever they lie. -#}
{% macro goods_account(location, condition) -%}
    case
        when {{ location }} = 'customer' then 'cost_of_goods_sold'
        when {{ location }} = 'supplier' then 'supplier_payables'
        when {{ location }} = 'opening' then 'opening_balances'
        when {{ location }} in ('lost', 'damaged', 'disposed', 'adjustment') or {{ condition }} = 'unfulfillable'
            then 'stock_losses'
        else 'inventory'
    end
{%- endmacro %}
