{#- Incremental strategy `replace_listed`: what the model `refreshed_by` lists is taken out, then the new rows come in.

    Unlike delete+insert it also removes what has no new rows: a document that is no longer there, a month that is
    empty now. -#}
{% macro get_incremental_replace_listed_sql(arguments) %}
    {{ return(adapter.dispatch('incremental_replace_listed')(arguments)) }}
{% endmacro %}

{#- Both happen in one transaction. -#}
{% macro duckdb__incremental_replace_listed(arguments) %}
    {%- set columns = get_quoted_csv(arguments['dest_columns'] | map(attribute='name')) -%}
    {%- set key = arguments['unique_key'] -%}
    delete from {{ arguments['target_relation'] }}
    where {{ key }} in (select {{ key }} from {{ ref(config.get('meta')['refreshed_by']) }});
    insert into {{ arguments['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arguments['temp_relation'] }};
{% endmacro %}

{#- Each key is a partition. Listed ones are dropped, then those that have rows are written over whole, so that a
    statement which is sent again, or a run that is taken up after a crash, puts no row there twice. -#}
{% macro spark__incremental_replace_listed(arguments) %}
    {%- set target = arguments['target_relation'] -%}
    {%- set key = arguments['unique_key'] -%}
    {%- set columns = adapter.get_columns_in_relation(target) | map(attribute='quoted') | join(', ') -%}
    {%- set listed = ref(config.get('meta')['refreshed_by']) -%}
    {%- if replaces_partitions() -%}
        {%- set keys = run_query("select distinct cast(" ~ key ~ " as string) as listed_key from " ~ listed) -%}
        {%- for some in keys.columns[0].values() | batch(200) -%}
            {%- do run_query(drop_partitions(target, key, some)) -%}
        {%- endfor %}
        insert overwrite table {{ target }} partition ({{ key }})
    {%- else -%}
        {%- do run_query(
            "merge into " ~ target ~ " as kept using (select distinct " ~ key ~ " from " ~ listed ~ ") as listed"
            ~ " on kept." ~ key ~ " = listed." ~ key ~ " when matched then delete"
        ) %}
        insert into {{ target }}
    {%- endif %}
    select {{ columns }} from {{ arguments['temp_relation'] }}
{% endmacro %}

{% macro drop_partitions(relation, key, values) -%}
    alter table {{ relation }} drop if exists
    {%- for value in values %}
    partition ({{ key }} = '{{ value | replace("\\", "\\\\") | replace("'", "\\'") }}'){{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}

{#- Whether what is replaced together lies together. Delta and Iceberg find and delete rows by themselves. -#}
{% macro replaces_partitions() -%}
    {{ return(config.get('incremental_strategy') == 'replace_listed' and config.get('file_format') == 'parquet') }}
{%- endmacro %}

{#- dbt's Spark adapter asks these three, and knows only its own strategies. -#}
{% macro spark__partition_cols(label, required=false) -%}
    {%- if replaces_partitions() %}{{ label }} ({{ config.get('unique_key') }}){% endif -%}
{%- endmacro %}

{% macro dbt_spark_validate_get_incremental_strategy(raw_strategy, file_format) -%}
    {{ return(raw_strategy) }}
{%- endmacro %}

{% macro dbt_spark_get_incremental_sql(strategy, source, target, existing, unique_key, incremental_predicates) -%}
    {{ get_incremental_replace_listed_sql(
        {'target_relation': target, 'temp_relation': source, 'unique_key': unique_key}
    ) }}
{%- endmacro %}
