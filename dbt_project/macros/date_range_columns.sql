{#- The columns of the date-range report that hold money; on every row they add up to its total. -#}
{% macro date_range_columns() -%}
    {{ return([
        'product_sales', 'product_sales_tax', 'shipping_credits', 'shipping_credits_tax', 'gift_wrap_credits',
        'gift_wrap_credits_tax', 'regulatory_fee', 'tax_on_regulatory_fee', 'promotional_rebates',
        'promotional_rebates_tax', 'marketplace_withheld_tax', 'sales_tax_collected', 'low_value_goods',
        'selling_fees', 'fba_fees', 'other_transaction_fees', 'other_amount'
    ]) }}
{%- endmacro %}
