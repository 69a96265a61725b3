{#- In which ages stock is told: first and last day of each, and the column of its units. -#}
{% macro stock_ages() -%}
    {{ return([
        (0, 30, 'age_0_to_30_days_qty'), (31, 60, 'age_31_to_60_days_qty'), (61, 90, 'age_61_to_90_days_qty'),
        (91, 180, 'age_91_to_180_days_qty'), (181, 270, 'age_181_to_270_days_qty'),
        (271, 365, 'age_271_to_365_days_qty'), (366, none, 'age_366_plus_days_qty'),
    ]) }}
{%- endmacro %}
