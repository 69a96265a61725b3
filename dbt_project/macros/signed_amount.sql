{#- An amount as it changes the balance, where its direction stands in a column of its own: banks and providers each have
    words for it. MT940's RC and RD take a credit or a debit back. Without a direction the amount has its sign. -#}
{% macro signed_amount(amount, direction) -%}
    case
        when {{ matching_key(direction) }} in ('d', 'dr', 'dbit', 'debit', 'rc', 'out', '1', '借', '借方', '支出', '出账')
            then -abs({{ amount }})
        when {{ matching_key(direction) }} in ('c', 'cr', 'crdt', 'credit', 'rd', 'in', '0', '贷', '贷方', '收入', '入账')
            then abs({{ amount }})
        else {{ amount }}
    end
{%- endmacro %}
