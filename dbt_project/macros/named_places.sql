{#- Where a name lies that a seller writes for a warehouse. `FBA US`, `fba:us`, `FBA-DE`, `Amazon FBA UK`, `美国FBA仓` and a
    bare `FBA` are Amazon's centres of the row's store; the rest of the name must be a country or nothing, so that
    `FBA prep Ontario` stays a warehouse. Needs `join_places` for the same rows and column. -#}
{% macro place_named(rows, column) -%}
    case
        when {{ amazon_network(rows ~ '.' ~ column) }} is not null
            and (regions_of_{{ column }}.region is not null or {{ name_of_region(rows ~ '.' ~ column) }} = '')
            then {{ amazon_network(rows ~ '.' ~ column) }} || ':' || {{ rows }}.store_id || ':'
                || coalesce(regions_of_{{ column }}.region, stores.fba_region, 'US')
        else 'warehouse:' || {{ rows }}.{{ column }}
    end
{%- endmacro %}

{% macro join_places(rows, columns) -%}
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = {{ rows }}.store_id
    {%- for column in columns %}
    left join {{ ref('fba_regions') }} as regions_of_{{ column }}
        on
            {{ amazon_network(rows ~ '.' ~ column) }} is not null
            and regions_of_{{ column }}.name = {{ name_of_region(rows ~ '.' ~ column) }}
    {%- endfor %}
{%- endmacro %}

{% macro amazon_network(name) -%}
    case
        when {{ matching_key(name) }} like '%fba%' then 'fba'
        when {{ matching_key(name) }} like '%awd%' then 'awd'
    end
{%- endmacro %}

{#- What a name says besides whose centre it is. -#}
{% macro name_of_region(name) -%}
    {%- set rest = namespace(sql=matching_key(name)) -%}
    {%- for word in ['amazon', '亚马逊', 'warehouse', 'fba', 'awd', '仓库', '仓'] -%}
        {%- set rest.sql = "replace(" ~ rest.sql ~ ", '" ~ word ~ "', '')" -%}
    {%- endfor -%}
    {{ rest.sql }}
{%- endmacro %}
