{#- The number of a record as Shopify's export (with a leading quote), REST and GraphQL (gid://shopify/Order/1) write it. -#}
{% macro shopify_id(expression) -%}
    nullif(regexp_replace(replace({{ expression }}, chr(39), ''), '^.*/', ''), '')
{%- endmacro %}
