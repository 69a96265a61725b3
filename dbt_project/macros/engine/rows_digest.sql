{#- A number that changes when any row of a group changes, whatever their order: the sum of the rows' hashes. It is only
    compared with what the same engine made before. -#}
{% macro rows_digest(expressions) -%}
    {{ return(adapter.dispatch('rows_digest')(expressions)) }}
{%- endmacro %}

{% macro duckdb__rows_digest(expressions) -%}
    cast(sum(cast(hash({{ expressions | join(', ') }}) as hugeint)) as {{ dbt.type_string() }})
{%- endmacro %}

{% macro spark__rows_digest(expressions) -%}
    cast(sum(cast(xxhash64({{ expressions | join(', ') }}) as decimal(20, 0))) as {{ dbt.type_string() }})
{%- endmacro %}
