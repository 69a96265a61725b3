{%- set same_sku = 'store_id, marketplace, fee_kind, currency, sku' %}
{%- set sums = {
    'item_count': 'bigint', 'units_qty': 'bigint', 'base_amount': 'decimal(18, 4)', 'expected_amount': 'decimal(18, 4)',
    'charged_amount': 'decimal(18, 4)', 'gap_amount': 'decimal(18, 4)', 'tolerance_amount': 'decimal(18, 4)'
} %}
-- What differs stands line by line; of what is as expected, which is nearly all, a row a SKU and month: ten million lines of
-- settlements have two million such fees.
with judged as (
    select * from ({{ judged_fees() }}) as charged

    union all

    select * from ({{ judged_refunds() }}) as refunded
),

causes as (
    {{ fee_causes('judged') }}
)

select
    judged.fee_kind || ':' || judged.document_id || ':' || substr(judged.content_hash, 1, 12) || ':' || judged.raw_line as fee_id,
    judged.store_id, judged.marketplace, judged.sku, judged.fee_kind, judged.verdict,
    case when judged.verdict = 'charged_too_much' then coalesce(judged.known_cause, causes.cause) end as cause,
    judged.expected_from, judged.rule, causes.charged_as,
    judged.booked_date,
    {%- for name, type in sums.items() %}
    cast(judged.{{ name }} as {{ type }}) as {{ name }},
    {%- endfor %}
    judged.currency, judged.claim_until_date, judged.document_id, judged.order_id, judged.order_item_id, judged.raw_file,
    judged.raw_line, judged.content_hash
from judged
left join causes on judged.verdict = 'charged_too_much' and {{ same_in('causes', 'judged', same_sku) }}
where judged.verdict <> 'as_expected'

union all

select
    {{ fingerprint(['fee_kind', 'store_id', 'marketplace', 'sku', 'currency', 'expected_from', first_of_month('booked_date')]) }}
        as fee_id,
    store_id, marketplace, sku, fee_kind, verdict, cast(null as {{ dbt.type_string() }}) as cause, expected_from,
    cast(null as {{ dbt.type_string() }}) as rule, cast(null as {{ dbt.type_string() }}) as charged_as,
    {{ first_of_month('booked_date') }} as booked_date,
    {%- for name, type in sums.items() %}
    cast(sum({{ name }}) as {{ type }}) as {{ name }},
    {%- endfor %}
    currency, cast(null as date) as claim_until_date, {% for name in ['document_id', 'order_id', 'order_item_id', 'raw_file'] -%}
    cast(null as {{ dbt.type_string() }}) as {{ name }}, {% endfor -%}
    cast(null as integer) as raw_line, cast(null as {{ dbt.type_string() }}) as content_hash
from judged
where verdict = 'as_expected'
group by {{ same_sku }}, verdict, expected_from, {{ first_of_month('booked_date') }}
