{{ config(schema='intermediate') }}
{%- set clearing = "('payouts_in_transit', 'transfers_in_transit', 'card_charges_in_transit')" %}
-- Both ends of money on its way between own accounts, as the ledger's clearing accounts have them, paired where one of each
-- belongs together: by what the receiver says that it was paid for, then by the same amount close in time.
with thresholds as (
    {{ payout_thresholds() }}
),

moves as (
    select
        document_id || ':' || raw_line || ':' || component as entry_id, 'sent' as side, debit_account as clearing_account,
        document_id, store_id, 'amazon_wallet' as wallet_account, category, substr(document_id, 8) as reference, '' as rule_id,
        '' as description, currency, amount, amount_base, fx_rate, booked_date as moved_date, raw_file, raw_line, content_hash
    from {{ ref('int_payout_entries') }}
    where debit_account = 'payouts_in_transit' and amount > 0

    union all

    select
        document_id || ':' || raw_line || ':' || component as entry_id,
        case when debit_account in {{ clearing }} then 'sent' else 'arrived' end as side,
        case when debit_account in {{ clearing }} then debit_account else credit_account end as clearing_account,
        document_id, store_id, wallet_account, category,
        case when document_type = 'shopify_transfer' then substr(document_id, 18) end as reference, rule_id, description,
        currency, amount, amount_base, fx_rate, booked_date as moved_date, raw_file, raw_line, content_hash
    from {{ ref('int_document_entries') }}
    where
        (debit_account in {{ clearing }} or credit_account in {{ clearing }}) and amount > 0
        -- What is written off has not arrived.
        and document_type is distinct from 'write_off'
),

-- From whom money came, as the rule knew it that booked it.
named as (
    select
        moves.*,
        case
            when side = 'sent' then wallet_account
            when wallet_account = 'amazon_wallet' then null
            when rule_id like '%.%paypal%' and wallet_account <> 'paypal_wallet' then 'paypal_wallet'
            when rule_id like '%.%shopify%' then 'shopify_wallet'
            when rule_id like 'banking.%lianlian%' then 'lianlian_wallet'
            when
                rule_id like '%payoneer%' or rule_id like '%pingpong%' or rule_id like '%worldfirst%' or rule_id like '%airwallex%'
                then 'payment_wallet'
            when
                rule_id like 'lianlian.%' and clearing_account = 'payouts_in_transit'
                and description like '% / % / %' and lower(description) not like '%amazon%'
                then 'marketplace_wallet'
            when clearing_account = 'payouts_in_transit' then 'amazon_wallet'
        end as from_wallet
    from moves
),

-- A statement's line that names a settlement or payout.
referred as (
    select
        arrived.entry_id,
        max(sent.currency) as currency,
        max(sent.amount) as amount
    from named as arrived
    inner join named as sent
        on sent.from_wallet = arrived.from_wallet and length(sent.reference) >= 6 and instr(arrived.description, sent.reference) > 0
    where arrived.side = 'arrived' and sent.side = 'sent'
    group by arrived.entry_id
    having count(*) = 1
),

lines_told as (
    {{ line_references() }}
),

told as (
    select
        named.*,
        coalesce(referred.currency, lines_told.origin_currency, named.currency) as told_currency,
        coalesce(referred.amount, lines_told.origin_amount, named.amount) as told_amount,
        named.side = 'arrived' and coalesce(referred.amount, lines_told.origin_amount) is not null as is_told,
        {{ days_after('named.moved_date', "case named.side when 'arrived' then thresholds.early_days else 0 end") }}
            as position_date,
        case
            when named.from_wallet in ('amazon_wallet', 'shopify_wallet', 'marketplace_wallet') then thresholds.payout_days
            else thresholds.withdrawal_days
        end as window_days,
        thresholds.reference_days, thresholds.early_days, thresholds.largest_difference_pct,
        case
            when named.side = 'sent' and lines_told.withdrawn_currency <> named.currency
                then cast(lines_told.withdrawn_amount - case
                    when lines_told.fee_currency = lines_told.withdrawn_currency then coalesce(lines_told.actual_fee_amount, 0) else 0
                end as decimal(18, 4))
            else named.amount
        end as sent_from_amount,
        case when named.side = 'sent' then coalesce(lines_told.withdrawn_currency, named.currency) else named.currency end as sent_from_currency,
        row_number() over (partition by named.content_hash, named.raw_line, named.side order by named.entry_id) = 1 as is_first,
        lines_told.due_fee_amount, lines_told.actual_fee_amount, lines_told.fee_currency
    from named
    cross join thresholds
    left join lines_told on lines_told.content_hash = named.content_hash and lines_told.raw_line = named.raw_line
    left join referred on referred.entry_id = named.entry_id
),

sides as (
    select
        *,
        case when side = 'sent' then told_amount else -told_amount end as position_amount,
        case when side = 'sent' and is_first then due_fee_amount end as fee_due_amount,
        case when side = 'sent' and is_first then actual_fee_amount end as fee_charged_amount,
        cast(null as {{ dbt.type_string() }}) as match_id,
        cast(null as {{ dbt.type_string() }}) as matched_by
    from told
)
{%- set how = "case when arrived_is_told then 'reference' else 'amount_and_date' end" %}
{%- for keys in [['from_wallet', 'store_id'], ['from_wallet'], ['clearing_account', "side = 'sent' or from_wallet is null"]] %},

paired_{{ loop.index }} as (
    {{ paired('sides' if loop.first else 'paired_' ~ (loop.index - 1), keys + ['told_currency', 'told_amount'], in_time(), how) }}
)
{%- endfor %}

select * from paired_3
