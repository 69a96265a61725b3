{#- What Amazon reimbursed units for, by the reason that its report gives: a kind of the seed claim_windows, or `other`. -#}
{% macro claim_kind(reason) -%}
    case
        when {{ matching_key(reason) }} like '%inbound%' then 'inbound'
        when {{ matching_key(reason) }} like 'damagedwarehouse%' or {{ matching_key(reason) }} like 'warehousedamage%' then 'damaged'
        when {{ matching_key(reason) }} like 'customer%' then 'customer_return'
        when {{ matching_key(reason) }} like 'lostwarehouse%' or {{ matching_key(reason) }} like 'warehouselost%'
            or {{ matching_key(reason) }} = 'lost' then 'lost'
        else 'other'
    end
{%- endmacro %}
