-- Each payout and transfer with what arrived for it, what its conversion cost against the mid rate, and its fees.
with legs as (
    select * from {{ ref('int_payout_legs') }}
),

thresholds as (
    {{ payout_thresholds() }}
),

settings as (
    select max(value) as reporting_currency from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

contracts as (
    select substr(name, 17) as wallet_account, max(cast(value as decimal(9, 6))) as fee_pct
    from {{ ref('stg_backoffice__settings') }}
    where name like 'payment_fee_pct:%'
    group by 1
),

today as (
    select greatest(max(legs.moved_date), max(reporting.as_of_date)) as as_of_date
    from legs
    cross join {{ ref('int_reporting_date') }} as reporting
),

-- A provider converts when it sends, a marketplace's or bank's converter on the way.
converted as (
    select
        *,
        case when side = 'sent' then sent_from_amount end as sent_amount,
        case when side = 'sent' then sent_from_currency end as sent_currency,
        case when side = 'sent' then amount end as expected_amount,
        case when side = 'sent' then currency end as expected_currency,
        case when sent_from_currency <> currency then currency else arrived_currency end as to_currency,
        case when sent_from_currency <> currency then amount else arrived_amount end as to_amount,
        case when sent_from_currency <> currency then moved_date else arrived_date end as converted_date
    from legs
),

rated as (
    select
        converted.*,
        settings.reporting_currency,
        case
            when converted.sent_currency = settings.reporting_currency then cast(1 as decimal(18, 8)) else sent_rates.fx_rate
        end as sent_rate,
        case
            when converted.to_currency = settings.reporting_currency then cast(1 as decimal(18, 8)) else to_rates.fx_rate
        end as to_rate
    from converted
    cross join settings
    left join {{ ref('int_daily_rates') }} as sent_rates
        on sent_rates.currency = converted.sent_currency and sent_rates.rate_date = converted.converted_date
    left join {{ ref('int_daily_rates') }} as to_rates
        on to_rates.currency = converted.to_currency and to_rates.rate_date = converted.converted_date
),

compared as (
    select
        rated.*,
        case when to_currency <> sent_currency then {{ quotient('to_amount', 'sent_amount') }} end as implied_rate,
        case when to_currency <> sent_currency then {{ quotient('sent_rate', 'to_rate') }} end as mid_rate,
        case
            when to_currency <> sent_currency
                then cast(sent_amount - {{ converted('to_amount', quotient('to_rate', 'sent_rate')) }} as decimal(18, 4))
        end as hidden_cost_amount,
        case when expected_currency = arrived_currency then cast(expected_amount - arrived_amount as decimal(18, 4)) end
            as difference_amount,
        {{ converted('sent_amount + coalesce(fee_charged_amount, 0)', "cast(contracts.fee_pct * cast(0.01 as decimal(3, 2)) as decimal(18, 8))") }}
            as contract_fee_amount
    from rated
    left join contracts on contracts.wallet_account = rated.from_wallet and rated.fee_charged_amount is not null
)

select
    -- What people decide of a payout is kept by this id. It names no line, which is another one in a statement's next download.
    {%- set told = ['document_id', 'side', 'moved_date', amount_in_words('amount'), 'currency'] | join(', ') %}
    concat_ws(':', {{ told }}, nullif(row_number() over (partition by {{ told }} order by raw_line, compared.entry_id), 1))
        as payout_id,
    case
        when from_wallet in ('amazon_wallet', 'shopify_wallet', 'marketplace_wallet') then 'marketplace_payout'
        when clearing_account = 'transfers_in_transit' and from_wallet <> 'bank' and coalesce(arrived_wallet, 'bank') = 'bank'
            then 'withdrawal'
        else 'own_transfer'
    end as leg,
    case
        when side = 'arrived' then 'unknown'
        when abs(difference_amount) > expected_amount * thresholds.tolerance_pct then 'differs'
        when arrived_entry_id is not null and abs(hidden_cost_amount) > sent_amount * thresholds.conversion_tolerance_pct then 'differs'
        when arrived_entry_id is not null then 'arrived'
        when is_covered then 'missing'
        when {{ days_after('moved_date', 'window_days') }} >= today.as_of_date then 'under_way'
        else 'not_covered'
    end as status,
    store_id, from_wallet, clearing_account,
    case when side = 'sent' then case when document_id like 'payout:%' then substr(document_id, 8) else document_id end end as document_id,
    case when side = 'sent' then moved_date end as sent_date,
    sent_amount, sent_currency, expected_amount, expected_currency,
    case when side = 'sent' then {{ days_after('moved_date', 'window_days') }} end as due_date,
    arrived_date, arrived_amount, arrived_currency, arrived_document_id, arrived_wallet, arrived_store_id, arrived_entry_id,
    matched_by,
    cast(matched_count as integer) as matched_count,
    implied_rate, mid_rate, hidden_cost_amount,
    {{ converted('hidden_cost_amount', 'sent_rate') }} as hidden_cost_amount_base,
    difference_amount,
    fee_due_amount as stated_fee_amount,
    contract_fee_amount,
    fee_charged_amount as charged_fee_amount,
    fee_currency,
    cast(case when side = 'sent' then {{ days_between('moved_date', 'coalesce(arrived_date, today.as_of_date)') }} end as integer)
        as days_under_way,
    case when side = 'sent' then raw_file end as raw_file,
    case when side = 'sent' then raw_line end as raw_line,
    case when side = 'sent' then content_hash end as content_hash,
    arrived_raw_file, arrived_raw_line, arrived_content_hash
from compared
cross join thresholds
cross join today
