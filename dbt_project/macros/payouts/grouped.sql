{#- Matches several of the one side with one of the other: two to five in a row of a store and currency, sent by one wallet,
    whose sum is the other's amount and which lie within its window. The fewest and the nearest count, and a group counts only
    where each of its members has no better one. `rows` are those that are not matched yet. -#}
{% macro grouped(rows, one, many) -%}
    {%- set days = days_between('many.first_date', 'one.moved_date') if one == 'arrived' else days_between('one.moved_date', 'many.last_date') -%}
    {%- set days_least = days_between('many.last_date', 'one.moved_date') if one == 'arrived' else days_between('one.moved_date', 'many.first_date') -%}
    {%- set in_turn = '(partition by from_wallet, store_id, told_currency order by moved_date, told_amount, entry_id' -%}
    {%- set sizes = [2, 3, 4, 5] -%}
    with numbered as (
        select
            *,
            row_number() over {{ in_turn }}) as place
            {%- for size in sizes %},
            {%- set run = in_turn ~ ' rows between ' ~ (size - 1) ~ ' preceding and current row)' %}
            min(moved_date) over {{ run }} as first_date_{{ size }},
            cast(sum(told_amount) over {{ run }} as decimal(18, 4)) as amount_{{ size }}
            {%- endfor %}
        from {{ rows }}
        where side = '{{ many }}' and from_wallet is not null
    ),

    runs as (
        select
            numbered.from_wallet, numbered.store_id, numbered.told_currency, sizes.number as size,
            numbered.place - sizes.number + 1 as first_place, numbered.moved_date as last_date,
            {%- for column in ['first_date', 'amount'] %}
            case sizes.number {%- for size in sizes %} when {{ size }} then {{ column }}_{{ size }}{% endfor %} end
                as {{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from numbered
        cross join ({{ numbers(sizes) }}) as sizes
        where numbered.place >= sizes.number
    ),

    candidates as (
        select
            many.*,
            one.entry_id as one_id,
            row_number() over (
                partition by one.entry_id order by many.size, {{ days }}, many.store_id, many.first_place
            ) as preference,
            {{ days }} as days
        from runs as many
        inner join {{ rows }} as one
            on one.from_wallet = many.from_wallet and one.told_currency = many.told_currency and one.told_amount = many.amount
        where
            one.side = '{{ one }}'
            and {{ days }} <= one.window_days
            and {{ days_least }} >= -one.early_days
    ),

    -- The one itself stands behind the last of the many.
    members as (
        select
            candidates.one_id, candidates.size, candidates.days,
            coalesce(numbered.entry_id, candidates.one_id) as entry_id
        from candidates
        cross join ({{ numbers(range(6)) }}) as numbers
        left join numbered
            on
                numbered.from_wallet = candidates.from_wallet
                and numbered.store_id = candidates.store_id
                and numbered.told_currency = candidates.told_currency
                and numbered.place = candidates.first_place + numbers.number
                and numbers.number < candidates.size
        where candidates.preference = 1 and numbers.number <= candidates.size
    ),

    chosen as (
        select
            *,
            row_number() over (partition by entry_id order by size, days, one_id) as choice
        from members
    ),

    kept as (
        select
            *,
            sum(case when choice = 1 then 1 else 0 end) over (partition by one_id) as chosen_count
        from chosen
    )

    select entry_id, one_id as match_id
    from kept
    where choice = 1 and chosen_count = size + 1
{%- endmacro %}
