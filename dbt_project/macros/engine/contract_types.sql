{#- Contracts name types as DuckDB does. On Spark dbt compares them with what a model gives under Spark's names. -#}
{% macro spark__get_empty_schema_sql(columns) -%}
    {%- set names = {'varchar': 'string', 'integer': 'int', 'timestamp with time zone': 'timestamp'} -%}
    {%- set translated = {} -%}
    {%- for name, column in columns.items() -%}
        {%- set data_type = column['data_type'] -%}
        {%- do translated.update({name: dict(column, data_type=names.get(data_type, data_type))}) -%}
    {%- endfor -%}
    {{ return(default__get_empty_schema_sql(translated)) }}
{%- endmacro %}
