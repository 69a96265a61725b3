{#- Why something is suggested, as one sentence with its numbers. -#}
{% macro reason_to_replenish(language) -%}
    {%- set demand = as_text('cast(daily_demand_qty as decimal(18, 2))') -%}
    {%- set lead = as_text('cast(lead_days as decimal(18, 1))') -%}
    {%- if language == 'en' -%}
    concat(
        case when action = 'transfer' then 'Move ' else 'Buy ' end, {{ as_text('suggested_qty') }}, ': ', {{ demand }},
        ' a day over ', {{ lead }}, ' days of lead time and ', {{ as_text('safety_stock_qty') }},
        ' of safety stock make a reorder point of ', {{ as_text('reorder_point_qty') }}, ', but only ',
        {{ as_text('position_qty') }}, ' count (', {{ as_text('on_hand_qty') }}, ' on hand, ', {{ as_text('in_transit_qty') }},
        ' in transit, ', {{ as_text('on_order_qty') }}, ' on order, ', {{ as_text('overstock_qty') }},
        ' of them too many where they are); out on ', {{ as_text('stock_out_date') }}, ', so order by ',
        {{ as_text('order_by_date') }}, ' up to ', {{ as_text('target_qty') }}, '.'
    )
    {%- else -%}
    concat(
        case when action = 'transfer' then '调拨 ' else '采购 ' end, {{ as_text('suggested_qty') }}, ' 件:日均销量 ', {{ demand }},
        ',备货周期 ', {{ lead }}, ' 天,安全库存 ', {{ as_text('safety_stock_qty') }}, ',补货点为 ',
        {{ as_text('reorder_point_qty') }}, ',而可计入的仅 ', {{ as_text('position_qty') }}, '(在库 ', {{ as_text('on_hand_qty') }},
        ',在途 ', {{ as_text('in_transit_qty') }}, ',已下单 ', {{ as_text('on_order_qty') }}, ',其中积压 ',
        {{ as_text('overstock_qty') }}, ');预计 ', {{ as_text('stock_out_date') }}, ' 断货,须在 ', {{ as_text('order_by_date') }},
        ' 前下单,补至 ', {{ as_text('target_qty') }}, '。'
    )
    {%- endif -%}
{%- endmacro %}

{% macro as_text(expression) -%}
    cast({{ expression }} as {{ dbt.type_string() }})
{%- endmacro %}
