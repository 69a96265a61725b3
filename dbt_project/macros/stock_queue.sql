{#- The queue that units stand in at a place: they leave it in the order in which they came. Each order is a queue of its
    own, so that what is returned are the units that were sold. What comes from a supplier, an opening or an adjustment
    comes from no queue; what goes there, or to a customer whose order nobody names, goes to none. -#}
{% macro stock_queue(location, condition) -%}
    case
        when {{ location }} = 'customer' then 'customer:' || order_id
        when {{ location }} not in ('supplier', 'opening', 'adjustment')
            then {{ location }} || '|' || coalesce({{ condition }}, '')
    end
{%- endmacro %}
