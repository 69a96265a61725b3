{#- Why something is suggested, as one sentence with its numbers. -#}
{% macro reason_to_replenish(language) -%}
    {%- set demand = as_text('cast(daily_demand_qty as decimal(18, 2))') -%}
    {%- set lead = as_text('cast(lead_days as decimal(18, 1))') -%}
    {%- if language == 'en' -%}
    concat(
        case when action = 'transfer' then 'Move ' else 'Buy ' end, {{ as_text('suggested_qty') }}, {{ terms_in_words('en') }},
        ': ', {{ demand }},
        ' a day over ', {{ lead }}, ' days of lead time and ', {{ as_text('safety_stock_qty') }},
        ' of safety stock make a reorder point of ', {{ as_text('reorder_point_qty') }}, ', but only ',
        {{ as_text('position_qty') }}, ' count (', {{ as_text('on_hand_qty') }}, ' on hand, ', {{ as_text('in_transit_qty') }},
        ' in transit, ', {{ as_text('on_order_qty') }}, ' on order, ', {{ as_text('overstock_qty') }},
        ' of them too many where they are); out on ', {{ as_text('stock_out_date') }}, ', so order by ',
        {{ as_text('order_by_date') }}, ' up to ', {{ as_text('target_qty') }}, {{ reason_for_the_break('en') }},
        {{ reason_for_the_mode('en') }}, '.'
    )
    {%- else -%}
    concat(
        case when action = 'transfer' then '调拨 ' else '采购 ' end, {{ as_text('suggested_qty') }}, ' 件',
        {{ terms_in_words('zh') }}, ':日均销量 ', {{ demand }},
        ',备货周期 ', {{ lead }}, ' 天,安全库存 ', {{ as_text('safety_stock_qty') }}, ',补货点为 ',
        {{ as_text('reorder_point_qty') }}, ',而可计入的仅 ', {{ as_text('position_qty') }}, '(在库 ', {{ as_text('on_hand_qty') }},
        ',在途 ', {{ as_text('in_transit_qty') }}, ',已下单 ', {{ as_text('on_order_qty') }}, ',其中积压 ',
        {{ as_text('overstock_qty') }}, ');预计 ', {{ as_text('stock_out_date') }}, ' 断货,须在 ', {{ as_text('order_by_date') }},
        ' 前下单,补至 ', {{ as_text('target_qty') }},
        {{ reason_for_the_break('zh') }}, {{ reason_for_the_mode('zh') }}, '。'
    )
    {%- endif -%}
{%- endmacro %}

{#- Where a transfer goes; of a purchase the supplier, his cases and minimum, and what the goods cost, as far as each is known. -#}
{% macro terms_in_words(language) -%}
    {%- set terms = {
        'supplier': {'en': ' of ', 'zh': ',供应商 '},
        'case_qty': {'en': ' in cases of ', 'zh': ',每箱 '},
        'minimum_order_qty': {'en': ', at least ', 'zh': ',起订量 '},
        'cost_amount': {'en': ', for ', 'zh': ',货款 '},
    } -%}
    case
        when action = 'transfer'
            then {% if language == 'en' %}concat(' from ', from_location, ' to ', to_location)
            {%- else %}concat('(', from_location, ' → ', to_location, ')'){% endif %}
        else concat(
            {%- for name, words in terms.items() %}
            case when {{ name }} is null then '' else concat('{{ words[language] }}', {% if name == 'cost_amount' -%}
            {{ as_text('cast(cost_amount as decimal(18, 2))') }}, ' ', currency
            {%- else %}{{ as_text(name) }}{% endif %}) end{{ ',' if not loop.last }}
            {%- endfor %}
        )
    end
{%- endmacro %}

{% macro as_text(expression) -%}
    cast({{ expression }} as {{ dbt.type_string() }})
{%- endmacro %}

{#- Why more are bought than needed, where a higher break of the price list is cheaper in total. -#}
{% macro reason_for_the_break(language) -%}
    {%- set keeping = as_text('cast(keeping_amount as decimal(18, 2))') -%}
    {%- set extra, saved = as_text('suggested_qty - needed_qty'), as_text('cast(price_break_saving_amount as decimal(18, 2))') -%}
    case
        when price_break_saving_amount is null then ''
        else concat(
            {%- if language == 'en' %}
            '; ', {{ as_text('suggested_qty') }}, ' rather than the ', {{ as_text('needed_qty') }}, ' needed, for from ',
            {{ as_text('price_break_qty') }}, ' on one costs ', {{ as_price('unit_price_amount') }}, ' and not ',
            {{ as_price('needed_price_amount') }}, ' ', currency, ', so that all cost ', {{ saved }}, ' less, with ',
            {{ keeping }}, ' for keeping the ', {{ extra }}, ' more until they are sold'
            {%- else %}
            ';', {{ as_text('price_break_qty') }}, ' 件起单价为 ', {{ as_price('unit_price_amount') }}, ' 而非 ',
            {{ as_price('needed_price_amount') }}, ' ', currency, ',因此不买所需的 ', {{ as_text('needed_qty') }}, ' 件而买 ',
            {{ as_text('suggested_qty') }}, ' 件,计入多买 ', {{ extra }}, ' 件售完前的持有成本 ', {{ keeping }},
            ',总价仍省 ', {{ saved }}
            {%- endif %}
        )
    end
{%- endmacro %}

{#- By which mode it travels, for how much as far as that is known, and whether even the fastest comes too late. -#}
{% macro reason_for_the_mode(language) -%}
    {%- set cost = as_text('cast(transport_cost_amount as decimal(18, 2))') -%}
    case
        when transport_mode is null then ''
        else concat(
            {%- if language == 'en' %}
            '; by ', transport_mode, ' in ', {{ as_text('transport_days') }}, ' days',
            case when transport_cost_amount is null then '' else concat(' for ', {{ cost }}, ' ', transport_currency) end,
            case when is_too_late then ', which is the fastest and still too late' else '' end
            {%- else %}
            ';运输方式 ', transport_mode, ',', {{ as_text('transport_days') }}, ' 天',
            case when transport_cost_amount is null then '' else concat(',运费 ', {{ cost }}, ' ', transport_currency) end,
            case when is_too_late then ',已是最快但仍赶不上' else '' end
            {%- endif %}
        )
    end
{%- endmacro %}

{#- A price with two digits, and with four where it has them. -#}
{% macro as_price(amount) -%}
    case
        when {{ amount }} = cast({{ amount }} as decimal(18, 2)) then {{ as_text('cast(' ~ amount ~ ' as decimal(18, 2))') }}
        else {{ as_text('cast(' ~ amount ~ ' as decimal(18, 4))') }}
    end
{%- endmacro %}
