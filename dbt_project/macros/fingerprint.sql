{#- A short text that changes when any of the given expressions changes. -#}
{% macro fingerprint(expressions) -%}
    md5(concat_ws('|'
    {%- for expression in expressions -%}
        , coalesce(cast({{ expression }} as {{ dbt.type_string() }}), '')
    {%- endfor -%}
    ))
{%- endmacro %}
