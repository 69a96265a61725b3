{#- Makes the Parquet files that a load has written known to the cluster, one table a folder, with their columns as they
    are now. `tables`: by name its `location` and its `columns`, type by name. Files are not touched. -#}
{% macro register_raw_tables(tables) -%}
    {%- set schema = env_var('SELLERHOUSE_RAW_SCHEMA') -%}
    {%- do run_query("create schema if not exists " ~ schema) -%}
    {%- for name, table in tables.items() -%}
        {%- set columns = [] -%}
        {%- for column, type in table['columns'].items() -%}
            {%- do columns.append("`" ~ column ~ "` " ~ type) -%}
        {%- endfor -%}
        {%- do run_query("drop table if exists " ~ schema ~ "." ~ name) -%}
        {%- do run_query(
            "create table " ~ schema ~ "." ~ name ~ " (" ~ columns | join(", ") ~ ") using parquet location '"
            ~ table['location'] ~ "'"
        ) -%}
    {%- endfor -%}
{%- endmacro %}
