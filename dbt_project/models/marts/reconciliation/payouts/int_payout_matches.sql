{{ config(schema='intermediate') }}
-- The ends that no single other one meets to the cent: several for one, one for several, and at last what comes close.
with sides as (
    select * from {{ ref('int_payout_sides') }}
),

alone as (
    select * from sides where match_id is null
),

many_to_one as (
    {{ grouped('alone', 'arrived', 'sent') }}
),

still_alone as (
    select alone.*
    from alone
    left join many_to_one on many_to_one.entry_id = alone.entry_id
    where many_to_one.entry_id is null
),

one_to_many as (
    {{ grouped('still_alone', 'sent', 'arrived') }}
),

grouped as (
    select entry_id, match_id, 'many_to_one' as matched_by from many_to_one
    union all
    select entry_id, match_id, 'one_to_many' as matched_by from one_to_many
),

exact as (
    select
        {%- for name in payout_side_columns().split(', ') %}
        sides.{{ name }},
        {%- endfor %}
        coalesce(sides.match_id, grouped.match_id) as match_id,
        coalesce(sides.matched_by, grouped.matched_by) as matched_by
    from sides
    left join grouped on grouped.entry_id = sides.entry_id
)
{%- for keys, amount in [
    (['from_wallet', 'store_id', 'told_currency'], 'told_amount'),
    (['from_wallet', 'told_currency'], 'told_amount'),
    (['from_wallet', 'store_id'], 'amount_base'),
    (['from_wallet'], 'amount_base'),
] %},

near_{{ loop.index }} as (
    {{ paired(
        'exact' if loop.first else 'near_' ~ (loop.index - 1), keys + ["from_wallet is null"], in_time_and_amount(amount), "'near_amount'"
    ) }}
)
{%- endfor %}

select * from near_4
