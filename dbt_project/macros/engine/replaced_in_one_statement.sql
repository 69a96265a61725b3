{#- How tables and views come to be on DuckDB, which replaces either in one statement that happens whole or not at all.
    dbt's own way, to build beside what stands, rename twice and drop, takes nine statements, and the time of a small
    seller's build is that of its statements. There are no hooks: what a DuckDB session must be told is said in the profile. -#}
{% materialization table, adapter='duckdb' %}
    {{ return(replaced_in_one_statement('table')) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {{ return(replaced_in_one_statement('view')) }}
{% endmaterialization %}

{% macro replaced_in_one_statement(kind) -%}
    {%- set relation = this.incorporate(type=kind) -%}
    {%- set query = compiled_code -%}
    {%- if config.get('contract').enforced -%}
        {%- do get_assert_columns_equivalent(query) -%}
        {%- set query = get_select_subquery(query) -%}
    {%- endif -%}
    {%- call statement('main', auto_begin=false) -%}
        create or replace {{ kind }} {{ relation }} as (
            {{ query }}
        )
    {%- endcall -%}
    {{ return({'relations': [relation]}) }}
{%- endmacro %}
