{#- The mapping rules of all sources. A format belongs to one source, so that no two of them can claim the same line. -#}
{% macro money_rules() -%}
    {%- for source in ['amazon'] + var('money_sources') %}
    select rule_id, format, transaction_type, amount_type, amount_description, category, account_id, counts_units
    from {{ ref(source ~ '_money_mapping') }}
    {{- ' union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
