{#- Why a gap of goods is there, in words, with its numbers and documents. Each part of a text is a column or a phrase. -#}
{% macro gap_text(language) -%}
    {%- set of = {'en': 0, 'zh': 1}[language] -%}
    {%- set numbers = [
        "'Counted ' || counted_qty || ' on ' || counted_date || ', the ledger has ' || ledger_qty || ': '",
        "counted_date || ' 盘点 ' || counted_qty || ' 件，账面 ' || ledger_qty || ' 件：'",
    ] -%}
    {%- set texts = [
        ("kind = 'transfer' and cause = 'transfer_not_received'",
            "'Left on ' || counted_date || ' and ' || units || ' never arrived: ' || document_id || ', batch ' || batch",
            "counted_date || ' 发出，' || units || ' 件一直没有签收：' || document_id || '，批次 ' || batch"),
        ("kind = 'transfer'",
            "document_id || ' arrived last on ' || counted_date || ' with ' || units || ' units missing of batch ' || batch",
            "document_id || ' 最后于 ' || counted_date || ' 签收，少 ' || units || ' 件，批次 ' || batch"),
        ("kind = 'purchase_order'",
            "'Ordered ' || ledger_qty || ' in ' || order_id || ', received ' || counted_qty || ' until ' || counted_date",
            "'采购单 ' || order_id || ' 订 ' || ledger_qty || ' 件，截至 ' || counted_date || ' 到货 ' || counted_qty || ' 件'"),
        ("kind = 'fba_ledger' and cause = 'lost'",
            "'Amazon lost ' || units || ' on ' || counted_date || ' (' || document_id || '), neither found nor reimbursed; claim until ' || claim_until_date",
            "'亚马逊于 ' || counted_date || ' 丢失 ' || units || ' 件（' || document_id || '），未找回也未赔偿；索赔截止 ' || claim_until_date"),
        ("kind = 'fba_ledger'",
            "'Amazon found ' || units || ' on ' || counted_date || ' (' || document_id || ') that were never lost'",
            "'亚马逊于 ' || counted_date || ' 找到 ' || units || ' 件（' || document_id || '），此前没有丢失记录'"),
        ("kind = 'fba_events' and cause = 'shipped_not_recorded'",
            "'The FBA ledger ships ' || units || ' on ' || counted_date || ' that no order tells of'",
            "'FBA 台账于 ' || counted_date || ' 发出 ' || units || ' 件，没有对应的订单'"),
        ("kind = 'fba_events'",
            "'The FBA ledger takes back ' || units || ' on ' || counted_date || ' that no return tells of'",
            "'FBA 台账于 ' || counted_date || ' 收到退货 ' || units || ' 件，没有对应的退货记录'"),
        ("cause = 'booked_twice'",
            numbers[0] ~ " || units || ' were booked under two numbers' || documents",
            numbers[1] ~ " || units || ' 件以两个单号重复入库' || documents"),
        ("cause = 'shipped_not_recorded'",
            numbers[0] ~ " || units || ' were ordered and no shipment is recorded' || documents",
            numbers[1] ~ " || units || ' 件已有订单但没有发货记录' || documents"),
        ("cause = 'return_not_scanned'",
            numbers[0] ~ " || units || ' were refunded and no return is recorded' || documents",
            numbers[1] ~ " || units || ' 件已退款但没有退货记录' || documents"),
        ("cause = 'transfer_not_received'",
            numbers[0] ~ " || units || ' are still on the way in the ledger' || documents",
            numbers[1] ~ " || units || ' 件在账上仍在途' || documents"),
        ("gap_qty < 0",
            numbers[0] ~ " || units || ' are missing, and no document explains them'",
            numbers[1] ~ " || '少 ' || units || ' 件，没有单据可以解释'"),
    ] -%}
    case
    {%- for text in texts %}
        when {{ text[0] }} then {{ text[1 + of] }}
    {%- endfor %}
        else {{ [
            numbers[0] ~ " || units || ' are too many, and no document explains them'",
            numbers[1] ~ " || '多 ' || units || ' 件，没有单据可以解释'",
        ][of] }}
    end
{%- endmacro %}
