{#- Runs of units led from the movement that they came with to where that movement has its own units from.

    Both relations have sku, movement_no, unit_from, unit_until (a run of the movement's units), source_no, source_from
    (the movement that these units came with, and where they begin in it; 0 for none), is_final (nothing lies behind it).
    No unit leaves a queue twice, so the runs that point at one movement lie beside each other as its own runs do: both
    are marks on one axis, and between two marks lies one run of each. `carried` are further columns of the first. -#}
{% macro followed(runs, sources, carried=[]) -%}
{%- set columns = ['movement_no', 'unit_from', 'unit_until', 'source_from', 'is_final'] + carried -%}
{%- set behind = ['source_no', 'source_from', 'unit_from', 'is_final'] -%}
{%- set so_far = '(partition by sku, at_no, done_no, done_from order by position)' -%}
    select
        sku,
        {%- for column in carried %}
        {{ column }},
        {%- endfor %}
        movement_no,
        unit_from + position - source_from as unit_from,
        unit_from + ends_at - source_from as unit_until,
        case when is_final then at_no else behind_source_no end as source_no,
        case when is_final then position else behind_source_from + position - behind_unit_from end as source_from,
        case when is_final then true else behind_is_final end as is_final
    from (
        select
            *,
            least(next_position, source_from + unit_until - unit_from) as ends_at
        from (
            select
                sku,
                at_no,
                position,
                {%- for column in columns %}
                {{ last_known(column, so_far) }} as {{ column }},
                {%- endfor %}
                {%- for column in behind %}
                {{ last_known('behind_' ~ column, so_far) }} as behind_{{ column }},
                {%- endfor %}
                lead(position) over {{ so_far }} as next_position
            from (
                select
                    sku,
                    source_no as at_no,
                    case when is_final then movement_no end as done_no,
                    case when is_final then unit_from end as done_from,
                    source_from as position,
                    {%- for column in carried %}
                    {{ column }},
                    {%- endfor %}
                    movement_no,
                    unit_from,
                    unit_until,
                    source_from,
                    is_final,
                    cast(null as bigint) as behind_source_no,
                    cast(null as bigint) as behind_source_from,
                    cast(null as bigint) as behind_unit_from,
                    cast(null as boolean) as behind_is_final
                from {{ runs }}

                union all

                select
                    sku,
                    movement_no as at_no,
                    null as done_no,
                    null as done_from,
                    unit_from as position,
                    {%- for column in columns %}
                    null as {{ column }},
                    {%- endfor %}
                    source_no as behind_source_no,
                    source_from as behind_source_from,
                    unit_from as behind_unit_from,
                    is_final as behind_is_final
                from {{ sources }}
            ) as marks
        ) as between_marks
    ) as ended
    where movement_no is not null and position < ends_at
{%- endmacro %}
