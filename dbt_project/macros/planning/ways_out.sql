{#- What each way out of sitting stock brings, for its excess units, in the reporting currency. A unit's price and fees are
    those of the last twelve months. Sold slower it pays the surcharge of a month on the way; a month is what it takes. -#}
{% macro ways_out(relation) -%}
    select
        *,
        {%- for way, discount in [('promote', 'promotion_discount'), ('bundle', 'bundle_discount')] %}
        case
            {#- What nobody took in three times the limit, a discount alone will not move; a bundle needs a partner. #}
            when {{ "idle_stock_days > 3 * slow_mover_days" if way == 'promote' else "bundle_sku is null" }} then null
            else cast(
                excess_qty * (unit_price * (1 - {{ discount }}) + unit_fees) - coalesce(ageing_fee_amount, 0) as decimal(18, 4)
            )
        end as {{ way }}_amount,
        {%- endfor %}
        {#- Taken back, it is worth its cost where it sells elsewhere at all. -#}
        cast(
            -excess_qty * removal_unit_amount
            + case when elsewhere_daily_qty > 0 then value_amount_base * excess_qty / sellable_qty else 0 end as decimal(18, 4)
        ) as remove_amount,
        cast(excess_qty * unit_price * liquidation_share as decimal(18, 4)) as liquidate_amount
    from {{ relation }}
    where excess_qty > 0
{%- endmacro %}

{#- The way that brings most; of those that bring the same the one that keeps the goods. -#}
{% macro best_way_out() -%}
    {%- set ways = ['promote', 'bundle', 'remove', 'liquidate'] -%}
    case
        {%- for way in ways %}
        when
            {{ way }}_amount is not null
            {%- for other in ways if other != way %}
            and coalesce({{ way }}_amount >= {{ other }}_amount, true)
            {%- endfor %}
            then '{{ way }}'
        {%- endfor %}
        else 'remove'
    end
{%- endmacro %}
