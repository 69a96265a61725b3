{#- Whether any store's goods cost an average, asked before the model is: where none do, what moved is not read for it. -#}
{% macro is_any_cost_averaged() -%}
    {%- if not execute -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set stores = adapter.get_relation(this.database, generate_schema_name('staging'), 'stg_backoffice__stores') -%}
    {%- if stores is none -%}
        {{ return(true) }}
    {%- endif -%}
    {%- set found = run_query("select count(*) from " ~ stores ~ " where costing_method <> 'fifo'") -%}
    {{ return(found.columns[0].values()[0] > 0) }}
{%- endmacro %}
