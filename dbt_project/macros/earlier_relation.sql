{#- A table as an earlier run left it, or none on a first run and on a full refresh.

    Some models compare what stands with what should stand. They cannot `ref` what is built after them, so they look
    it up by name; it is only ever read, and only before it is built again. -#}
{% macro earlier_relation(name) -%}
    {%- if not execute or should_full_refresh() -%}
        {{ return(none) }}
    {%- endif -%}
    {{ return(adapter.get_relation(this.database, generate_schema_name('intermediate'), name)) }}
{%- endmacro %}
