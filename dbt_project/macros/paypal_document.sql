{#- The document that a movement of a PayPal balance belongs to: a store's balance in one currency, by month in UTC. -#}
{% macro paypal_document(store_id, currency, moment) -%}
    'paypal:' || {{ store_id }} || ':' || {{ currency }} || ':'
    || substr(cast(cast({{ moment }} as date) as {{ dbt.type_string() }}), 1, 7)
{%- endmacro %}
