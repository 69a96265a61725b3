{#- In how many days stock is out, with what arrives until then: the first arrival that comes too late says when, else all
    there is. `stocks` has the keys, on_hand_qty and daily_demand_qty, `arrivals` the keys, arrival_days, quantity and
    document_id. Ten years are as good as never. -#}
{% macro stock_out_days(stocks, arrivals, keys) -%}
    select
        {{ keys | join(', ') }},
        cast(
            least(
                coalesce(
                    min(
                        case
                            when there_qty < daily_demand_qty * arrival_days
                                then floor(there_qty * 1.0e0 / nullif(daily_demand_qty, 0))
                        end
                    ),
                    floor(max(there_qty + arriving_qty) * 1.0e0 / nullif(max(daily_demand_qty), 0))
                ),
                3650
            ) as integer
        ) as stock_out_days
    from (
        select
            {%- for key in keys %}
            stocks.{{ key }},
            {%- endfor %}
            stocks.daily_demand_qty,
            coalesce(arrivals.arrival_days, 0) as arrival_days,
            coalesce(arrivals.quantity, 0) as arriving_qty,
            greatest(stocks.on_hand_qty, 0) + coalesce(
                sum(arrivals.quantity) over (
                    partition by {% for key in keys %}stocks.{{ key }}{{ ', ' if not loop.last }}{% endfor %}
                    order by arrivals.arrival_days, arrivals.document_id
                    rows between unbounded preceding and 1 preceding
                ), 0
            ) as there_qty
        from {{ stocks }} as stocks
        left join {{ arrivals }} as arrivals
            on {% for key in keys %}arrivals.{{ key }} = stocks.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
        where stocks.daily_demand_qty > 0
    ) as steps
    group by {{ keys | join(', ') }}
{%- endmacro %}
