{#- A name without case, blanks and ASCII punctuation: files, marketplaces and years spell the same kind differently. -#}
{% macro matching_key(expression) -%}
    {{ return(adapter.dispatch('matching_key')(expression)) }}
{%- endmacro %}

{% macro duckdb__matching_key(expression) -%}
    regexp_replace(lower(coalesce({{ expression }}, '')), '[\x00-/:-@\[-`{-\x7f]+', '', 'g')
{%- endmacro %}

{% macro spark__matching_key(expression) -%}
    regexp_replace(lower(coalesce({{ expression }}, '')), '[\\x00-/:-@\\[-`{-\\x7f]+', '')
{%- endmacro %}
