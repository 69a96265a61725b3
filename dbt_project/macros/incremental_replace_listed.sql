{#- Incremental strategy `replace_listed`: what the model `refreshed_by` lists is taken out, then the new rows come in.

    Unlike delete+insert it also removes what has no new rows: a document that is no longer there, a month that is
    empty now. Both happen in one transaction. -#}
{% macro get_incremental_replace_listed_sql(arguments) %}
    {%- set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) -%}
    {%- set key = arguments['unique_key'] -%}
    delete from {{ arguments['target_relation'] }}
    where {{ key }} in (select {{ key }} from {{ ref(config.get('meta')['refreshed_by']) }});
    insert into {{ arguments['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arguments['temp_relation'] }};
{% endmacro %}
