{#- Matches several of the one side with one of the other: two to five in a row of a store and currency, sent by one wallet,
    whose sum is the other's amount and which lie within its window. The fewest and the nearest count, and a group counts only
    where each of its members has no better one. `rows` are those that are not matched yet. -#}
{% macro grouped(rows, one, many) -%}
    {%- set days = days_between('many.first_date', 'one.moved_date') if one == 'arrived' else days_between('one.moved_date', 'many.last_date') -%}
    {%- set days_least = days_between('many.last_date', 'one.moved_date') if one == 'arrived' else days_between('one.moved_date', 'many.first_date') -%}
    {%- set in_turn = '(partition by from_wallet, store_id, told_currency order by moved_date, told_amount, entry_id' -%}
    with numbered as (
        select *, row_number() over {{ in_turn }}) as place
        from {{ rows }}
        where side = '{{ many }}' and from_wallet is not null
    ),

    runs as (
        {%- for size in range(2, 6) %}
        select from_wallet, store_id, told_currency, place - {{ size - 1 }} as first_place, {{ size }} as size, last_date, first_date, amount
        from (
            select
                from_wallet, store_id, told_currency, place, moved_date as last_date,
                min(moved_date) over {{ in_turn }} rows between {{ size - 1 }} preceding and current row) as first_date,
                cast(sum(told_amount) over {{ in_turn }} rows between {{ size - 1 }} preceding and current row)
                    as decimal(18, 4)) as amount
            from numbered
        ) as runs_of_{{ size }}
        where place >= {{ size }}
        {{- ' union all' if not loop.last }}
        {%- endfor %}
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

    members as (
        select
            candidates.one_id, candidates.size, numbered.entry_id,
            row_number() over (
                partition by numbered.entry_id order by candidates.size, candidates.days, candidates.one_id
            ) as choice
        from candidates
        cross join (
            {%- for number in range(5) %}
            select {{ number }} as number{{ ' union all' if not loop.last }}
            {%- endfor %}
        ) as numbers
        inner join numbered
            on
                numbered.from_wallet = candidates.from_wallet
                and numbered.store_id = candidates.store_id
                and numbered.told_currency = candidates.told_currency
                and numbered.place = candidates.first_place + numbers.number
        where candidates.preference = 1 and numbers.number < candidates.size
    ),

    whole as (
        select one_id
        from members
        where choice = 1
        group by one_id, size
        having count(*) = size
    )

    select members.entry_id, members.one_id as match_id
    from members
    inner join whole on whole.one_id = members.one_id
    where members.choice = 1

    union all

    select one_id as entry_id, one_id as match_id
    from whole
{%- endmacro %}
