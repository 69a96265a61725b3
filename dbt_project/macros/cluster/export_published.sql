{#- Writes every table that is published as Parquet files below `location`, one folder a schema and a table. -#}
{% macro export_published(location, schemas) -%}
    {%- for node in graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') -%}
        {%- if node.config.schema in schemas -%}
            {%- do run_query(
                "insert overwrite directory '" ~ location ~ "/" ~ node.config.schema ~ "/" ~ node.alias
                ~ "' using parquet select * from " ~ node.schema ~ "." ~ node.alias
            ) -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
