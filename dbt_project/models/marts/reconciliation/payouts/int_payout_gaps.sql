{{ config(materialized='view', schema='intermediate') }}
{%- set text = dbt.type_string() %}
-- Money that did not arrive, arrived otherwise or from nowhere, fees other than due, and wallets that hold something else.
with payouts as (
    select * from {{ ref('payouts') }}
),

found as (
    select
        'payout_not_arrived' as kind, payout_id as what, store_id, document_id, expected_amount as amount,
        expected_currency as currency, due_date as opened_date,
        {{ amount_in_words('expected_amount') }} || ' ' || expected_currency || ' were sent on ' || sent_date || ' and stand on no statement until '
        || due_date as detail_en,
        sent_date || ' 付出的 ' || {{ amount_in_words('expected_amount') }} || ' ' || expected_currency || ' 截至 ' || due_date || ' 未见于任何账单'
            as detail_zh,
        raw_file, raw_line, content_hash
    from payouts
    where status = 'missing'

    union all

    select
        'arrival_unknown' as kind, payout_id as what, arrived_store_id as store_id, arrived_document_id as document_id,
        -arrived_amount as amount, arrived_currency as currency, arrived_date as opened_date,
        {{ amount_in_words('arrived_amount') }} || ' ' || arrived_currency || ' came on ' || arrived_date || ' and no payout is known' as detail_en,
        arrived_date || ' 到账 ' || {{ amount_in_words('arrived_amount') }} || ' ' || arrived_currency || '，没有对应的付款' as detail_zh,
        arrived_raw_file, arrived_raw_line, arrived_content_hash
    from payouts
    where status = 'unknown'

    union all

    select
        'payout_differs' as kind, payout_id as what, store_id, document_id,
        coalesce(difference_amount, hidden_cost_amount) as amount,
        case when difference_amount is null then sent_currency else expected_currency end as currency, arrived_date as opened_date,
        {{ amount_in_words('sent_amount') }} || ' ' || sent_currency || ' were sent on ' || sent_date || ', ' || {{ amount_in_words('arrived_amount') }} || ' '
        || arrived_currency || ' came on ' || arrived_date as detail_en,
        sent_date || ' 付出 ' || {{ amount_in_words('sent_amount') }} || ' ' || sent_currency || '，' || arrived_date || ' 到账 '
        || {{ amount_in_words('arrived_amount') }} || ' ' || arrived_currency as detail_zh,
        arrived_raw_file, arrived_raw_line, arrived_content_hash
    from payouts
    where status = 'differs'

    union all

    select
        'provider_fee_differs' as kind, payout_id as what, store_id, document_id,
        cast(charged_fee_amount - coalesce(contract_fee_amount, stated_fee_amount) as decimal(18, 4)) as amount, fee_currency as currency,
        sent_date as opened_date,
        {{ amount_in_words('charged_fee_amount') }} || ' ' || fee_currency || ' were taken, '
        || {{ amount_in_words('coalesce(contract_fee_amount, stated_fee_amount)') }} || ' are due' as detail_en,
        '实收手续费 ' || {{ amount_in_words('charged_fee_amount') }} || ' ' || fee_currency || '，应收 '
        || {{ amount_in_words('coalesce(contract_fee_amount, stated_fee_amount)') }} as detail_zh,
        raw_file, raw_line, content_hash
    from payouts
    where abs(charged_fee_amount - coalesce(contract_fee_amount, stated_fee_amount)) > 0.01

    union all

    select
        'wallet_balance_differs' as kind, balance_id as what, store_id, account_key as document_id,
        cast(-difference_amount as decimal(18, 4)) as amount, currency, cast(stated_at as date) as opened_date,
        'the provider states ' || {{ amount_in_words('stated_amount') }} || ' ' || currency || ', the ledger has ' || {{ amount_in_words('ledger_amount') }}
            as detail_en,
        '平台余额 ' || {{ amount_in_words('stated_amount') }} || ' ' || currency || '，账面余额 ' || {{ amount_in_words('ledger_amount') }} as detail_zh,
        raw_file, raw_line, content_hash
    from {{ ref('balances') }}
    where status = 'open'
)

select
    kind || ':' || what as gap_id,
    kind,
    store_id,
    document_id,
    cast(null as {{ text }}) as order_id,
    cast(null as {{ text }}) as sku,
    amount,
    currency,
    opened_date,
    cast(null as date) as deadline_date,
    'open' as status,
    detail_en,
    detail_zh,
    raw_file,
    raw_line,
    content_hash
from found
