{#- Gaps of orders: the kind, whose line shows it, the amount, the day from which it stands, and how it is put in words. -#}
{% macro order_gap_kinds() -%}
    {{ return([
        ('order_not_settled', 'order', 'ordered_amount', 'not_settled_from_date',
            "'shipped on ' || shipped_date || ', no settlement has it until ' || settled_until_date",
            "shipped_date || ' 发货，截至 ' || settled_until_date || ' 的结算单中都没有'"),
        ('order_unknown', 'sale', '-settled_sales_amount', 'settled_date',
            "'settled on ' || settled_date || ' with ' || settled || '; order reports of that time do not have it'",
            "settled_date || ' 结算 ' || settled || '，同期订单报告中没有此订单'"),
        ('order_amount_differs', 'sale', 'differing_amount', 'settled_date',
            "'ordered for ' || ordered || ', settled with ' || settled",
            "'订单金额 ' || ordered || '，结算金额 ' || settled"),
        ('refund_above_sale', 'refund', 'above_sale_amount', 'refunded_date',
            "'sold for ' || settled || ', refunded ' || refunded",
            "'销售 ' || settled || '，退款 ' || refunded"),
        ('refund_twice', 'refund', 'twice_amount', 'refunded_date',
            "'sold for ' || settled || ', refunded twice: ' || refunded",
            "'销售 ' || settled || '，重复退款共 ' || refunded"),
        ('refund_without_return', 'refund', 'unreturned_amount', 'unreturned_date',
            "'refunded in full on ' || unreturned_date || ', nothing came back; units: ' || unreturned_qty",
            "unreturned_date || ' 全额退款，未收到退货；件数：' || unreturned_qty"),
        ('chargeback', 'chargeback', 'chargeback_amount', 'charged_back_date',
            "'chargebacks and A-to-z claims of this order'",
            "'该订单的拒付与 A-to-z 索赔'"),
    ]) }}
{%- endmacro %}
