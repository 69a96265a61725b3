{#- What running balances say that each document adds up to: closing less opening balance, and the closing one.

    `lines` has document_id, store_id, account_id, currency, booked_date, posted_at, effect_amount (what the line does to
    the balance), balance_amount (after it), raw_file, raw_line, content_hash. Files list their lines oldest or newest
    first; the order in which more of a file's balances follow from each other is its own. A document that has lines
    without a balance is left out. -#}
{% macro running_totals(lines) -%}
    with neighbours as (
        select
            *,
            lag(balance_amount) over (
                partition by content_hash, store_id, account_id, currency order by raw_line
            ) as balance_above,
            lag(effect_amount) over (
                partition by content_hash, store_id, account_id, currency order by raw_line
            ) as effect_above
        from {{ lines }}
    ),

    directions as (
        select
            content_hash,
            store_id,
            account_id,
            currency,
            case
                when
                    sum(case when balance_amount = balance_above + effect_amount then 1 else 0 end)
                    >= sum(case when balance_above = balance_amount + effect_above then 1 else 0 end)
                    then 1
                else -1
            end as step
        from neighbours
        group by 1, 2, 3, 4
    ),

    placed as (
        select
            neighbours.*,
            row_number() over (
                partition by document_id order by booked_date, posted_at, step * raw_line, neighbours.content_hash
            ) as place,
            row_number() over (
                partition by document_id
                order by booked_date desc, posted_at desc, step * raw_line desc, neighbours.content_hash desc
            ) as place_from_end,
            min(case when balance_amount is null then 0 else 1 end) over (partition by document_id) as is_stated
        from neighbours
        inner join directions
            on
                directions.content_hash = neighbours.content_hash
                and directions.store_id = neighbours.store_id
                and directions.account_id = neighbours.account_id
                and directions.currency = neighbours.currency
    )

    select
        closing.document_id,
        closing.store_id,
        closing.currency,
        cast(
            closing.balance_amount - opening.balance_amount + opening.effect_amount as decimal(18, 4)
        ) as stated_total_amount,
        opening.posted_at as period_start_at,
        closing.posted_at as period_end_at,
        closing.raw_file,
        closing.raw_line,
        closing.content_hash,
        closing.balance_amount as closing_amount
    from placed as closing
    inner join placed as opening on opening.document_id = closing.document_id and opening.place = 1
    where closing.place_from_end = 1 and closing.is_stated = 1
{%- endmacro %}
