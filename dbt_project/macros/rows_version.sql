{#- Which rows of a file count, in little: how many, and where they stand. To be asked of rows grouped by file. -#}
{% macro rows_version() -%}
    concat_ws(':', content_hash, count(*), sum(raw_line), sum(cast(raw_line as bigint) * raw_line))
{%- endmacro %}
