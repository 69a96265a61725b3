{#- The account of a line: that of its rule, but tax that does not come back is part of the cost that it stands on. What a
    seller's own sheet calls tax to be recovered is taken at its word. -#}
{% macro account_booked_to(kinds, lines) -%}
    {%- set costs = {
        'advertising_tax': 'advertising', 'carrier_tax': 'freight_expenses', 'storage_fee': 'storage_fees',
        'fba_removal_fee': 'removal_fees', 'fba_inbound_fee': 'inbound_fees', 'vine_fee': 'promotion_programme_fees'
    } -%}
    case
        when {{ lines }}.input_tax_is_recoverable or {{ kinds }}.account_id <> 'recoverable_tax' then {{ kinds }}.account_id
        {%- for category, account in costs.items() %}
        when {{ kinds }}.category = '{{ category }}' then '{{ account }}'
        {%- endfor %}
        else {{ kinds }}.account_id
    end
{%- endmacro %}
