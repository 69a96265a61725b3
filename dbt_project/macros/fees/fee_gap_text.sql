{#- What is wrong with a fee of a SKU, in one sentence with its numbers. -#}
{% macro fee_gap_text(language) -%}
    {%- set of = {'en': 0, 'zh': 1}[language] -%}
    {%- set kinds = {
        'referral': ['referral fee', '佣金'], 'fulfilment': ['fulfilment fee', '配送费'], 'payment': ['payment fee', '支付手续费'],
        'refund_administration': ['referral fee kept of refunds', '退款时保留的佣金']
    } -%}
    {%- set causes = {
        'wrong_category': ['the rate is that of another category', '所用费率属于其他类目'],
        'wrong_dimensions': ['the fee is that of a larger or heavier product', '按更大或更重的商品收费'],
        'rate_changed': ['it is so for all charges from that day on', '自该日起所有收费均如此'],
        'referral_fee_not_given_back': ['less was given back than was refunded', '退还的佣金少于退款比例'],
        'administration_fee_too_high': ['more was kept than is allowed', '保留金额超过规定'],
        'unknown': ['nothing explains it', '原因不明']
    } -%}
    case fees.fee_kind {%- for kind, names in kinds.items() %} when '{{ kind }}' then '{{ names[of] }}'{% endfor %} end
    || {{ ["' of ' || sums.order_count || ' orders from '", "'：' || sums.order_count || ' 个订单，'"][of] }}
    || sums.first_date || {{ ["' to '", "' 至 '"][of] }} || sums.last_date
    || {{ ["': charged '", "'，收取 '"][of] }} || sums.charged || {{ ["', expected '", "'，应收 '"][of] }} || sums.expected
    || {{ ["'; '", "'；'"][of] }}
    || case fees.cause {%- for cause, names in causes.items() %} when '{{ cause }}' then '{{ names[of] }}'{% endfor %} end
    || {{ ["'; still to be claimed: '", "'；仍可索赔：'"][of] }} || sums.claimable
{%- endmacro %}

{#- What is wrong with a carrier's charge, in one sentence with its numbers. -#}
{% macro freight_gap_text(language) -%}
    {%- set of = {'en': 0, 'zh': 1}[language] -%}
    {%- set texts = {
        'freight_without_parcel': [
            "carrier || ' invoice ' || invoice_number || ' bills ' || charged_key || ', which no parcel has: ' || money",
            "carrier || ' 账单 ' || invoice_number || ' 收取 ' || charged_key || '，但没有该包裹：' || money"
        ],
        'freight_billed_twice': [
            "charged_key || ' was billed in ' || first_invoice_number || ' and again in '
                || case when invoice_number = first_invoice_number then 'the same' else invoice_number end || ': ' || money",
            "charged_key || ' 已在账单 ' || first_invoice_number || ' 收取，又在'
                || case when invoice_number = first_invoice_number then '同一账单' else ' ' || invoice_number || ' ' end
                || '重复收取：' || money"
        ],
        'freight_overweight': [
            "charged_key || ' was billed at ' || weighed || ' kg; its goods and packing may weigh ' || allowed || ' kg'",
            "charged_key || ' 按 ' || weighed || ' 千克计费，商品加包装最多 ' || allowed || ' 千克'"
        ],
        'freight_above_rate': [
            "charged_key || ' in ' || invoice_number || ' costs ' || money || ' more than by contract'",
            "'账单 ' || invoice_number || ' 中 ' || charged_key || ' 比合同价多收 ' || money"
        ],
        'freight_not_on_batch': [
            "money || ' of freight for ' || charged_key || ' are billed in ' || invoice_number || ', but the sheets put no freight on its batches'",
            "charged_key || ' 的运费 ' || money || '（账单 ' || invoice_number || '）尚未计入任何批次'"
        ]
    } -%}
    case kind
    {%- for kind, sentences in texts.items() %}
        when '{{ kind }}' then {{ sentences[of] }}
    {%- endfor %}
    end
{%- endmacro %}
