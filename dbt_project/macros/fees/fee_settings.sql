{#- Numbers that fees and freight are judged by (seed fee_thresholds), as one row: each as it holds on the day of the figures. -#}
{% macro fee_thresholds(names) -%}
    select
        {%- for name in names %}
        max(case when thresholds.name = '{{ name }}' then thresholds.value end) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            known.name, known.value,
            row_number() over (partition by known.name order by known.valid_from_date desc) as recency
        from {{ ref('fee_thresholds') }} as known
        inner join {{ ref('int_reporting_date') }} as reporting on known.valid_from_date <= reporting.as_of_date
    ) as thresholds
    where thresholds.recency = 1
{%- endmacro %}

{#- Contracts of the settings, one row per store or carrier (`of`): a column a setting, as text. -#}
{% macro contract_settings(of, names) -%}
    select
        split_part(name, ':', 2) as {{ of }},
        {%- for name in names %}
        max(case when split_part(name, ':', 1) = '{{ name }}' then value end) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('stg_backoffice__settings') }}
    where split_part(name, ':', 1) in ('{{ names | join("', '") }}')
    group by split_part(name, ':', 2)
{%- endmacro %}

{#- What a fee should be for some units sold for an amount, by the columns of int_fee_expectations. -#}
{% macro fee_of(base, units, expected) -%}
    greatest(
        {{ cost_of_units(expected ~ '.fixed_amount', units) }}
        + {{ converted(base ~ ' - ' ~ expected ~ '.counted_above_price * ' ~ units, expected ~ '.rate_pct') }},
        {{ cost_of_units('coalesce(' ~ expected ~ '.minimum_amount, 0)', units) }}
    )
{%- endmacro %}

{#- Whether a row of int_fee_expectations holds for a charge: its kind, place, SKU, day and price of a unit. -#}
{% macro fee_holds(expected, charges) -%}
    {%- set base = "case when " ~ expected ~ ".fees_on_tax then " ~ charges ~ ".gross_amount else " ~ charges ~ ".net_amount end" -%}
    {{ expected }}.store_id = {{ charges }}.store_id
    and {{ expected }}.fee_kind = {{ charges }}.fee_kind
    and {{ expected }}.currency = {{ charges }}.currency
    and {{ expected }}.sku is not distinct from {{ charges }}.sku
    and lower({{ expected }}.marketplace) is not distinct from lower({{ charges }}.marketplace)
    and {{ charges }}.booked_date >= {{ expected }}.from_date
    and {{ charges }}.booked_date < {{ expected }}.until_date
    and {{ base }} > {{ expected }}.above_price * {{ charges }}.units_qty
    and ({{ expected }}.up_to_price is null or {{ base }} <= {{ expected }}.up_to_price * {{ charges }}.units_qty)
{%- endmacro %}

{#- Columns, named in one text, of a table. -#}
{% macro prefixed(table, columns) -%}
    {{ table }}.{{ columns.split(', ') | join(', ' ~ table ~ '.') }}
{%- endmacro %}

{#- Rows of two tables that are the same in some columns, empty ones included. -#}
{% macro same_in(one, other, columns) -%}
    {%- for name in columns.split(', ') -%}
    {{ one }}.{{ name }} is not distinct from {{ other }}.{{ name }}{{ ' and ' if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
