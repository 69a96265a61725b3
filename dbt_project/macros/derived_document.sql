{#- Whether a document is one that nobody sent: it follows from others, and is listed with goods. -#}
{% macro is_derived_document(document_id) -%}
    ({{ document_id }} like 'goods:%' or {{ document_id }} like 'storage_accrual:%')
{%- endmacro %}
