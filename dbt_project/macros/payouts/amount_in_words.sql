{#- An amount as a sentence has it, to the cent. -#}
{% macro amount_in_words(amount) -%}
    cast(cast({{ amount }} as decimal(18, 2)) as {{ dbt.type_string() }})
{%- endmacro %}
