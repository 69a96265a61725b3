{{ config(schema='intermediate') }}
{%- set text = dbt.type_string() -%}
{%- set bills = [
    'v1.storage_fee.other', 'v2.other_transaction.storage_fee', 'v2.fbafees.fba_inventory_storage_fee.base_fee',
    'date_range.service_fee.other_transaction_fees.fba_storage', 'date_range.fba_inventory_fee.other_transaction_fees.fba_storage',
    'date_range.fba_inventory_fee.other_transaction_fees.fba_inventory_storage'
] -%}
-- Amazon bills a month's storage in the next. What its report of the month says of each label is a cost at the end of the
-- month and owed until then; when the bill is posted, the same amount is taken back, at the rate it was booked at. The bill
-- names no SKU, so neither does what is taken back: the two are given out together, and only their difference remains.
with months as (
    select
        fees.*,
        {{ days_after(first_of_month(days_after('fees.charge_month', 31)), -1) }} as month_end_date,
        {{ first_of_month(days_after('fees.charge_month', 31)) }} as billing_month,
        cast(fees.storage_fee_amount as decimal(18, 4)) as amount
    from {{ ref('stg_amazon__storage_fees') }} as fees
    where fees.charge_month is not null
),

-- A month before the store's books begin was billed before they do.
books as (
    select store_id, min(booked_date) as first_date
    from {{ ref('int_document_entries') }}
    where wallet_account = 'amazon_wallet'
    group by store_id
),

codes as (
    {{ skus_by_code() }}
),

countries as (
    select country_code, min(marketplace) as marketplace
    from {{ ref('marketplaces') }}
    group by country_code
),

settings as (
    select max(value) as reporting_currency
    from {{ ref('stg_backoffice__settings') }}
    where name = 'reporting_currency'
),

accrued as (
    select
        months.*,
        coalesce(by_label.sku, by_product.sku) as sku,
        countries.marketplace,
        {{ local_noon('months.month_end_date', "coalesce(stores.timezone, 'UTC')") }} as booked_at,
        case when months.currency = settings.reporting_currency then cast(1 as decimal(18, 8)) else rates.fx_rate end as fx_rate
    from months
    inner join books on books.store_id = months.store_id and books.first_date <= months.month_end_date
    cross join settings
    left join codes as by_label on by_label.store_id = months.store_id and by_label.code = months.fnsku
    left join codes as by_product on by_product.store_id = months.store_id and by_product.code = months.asin
    left join countries on countries.country_code = months.country_code
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = months.store_id
    left join {{ ref('int_daily_rates') }} as rates
        on rates.currency = months.currency and rates.rate_date = months.month_end_date
    where months.amount > 0
),

bills as (
    select
        store_id, marketplace, currency, booked_at, booked_date, {{ first_of_month('booked_date') }} as billing_month,
        raw_file, raw_line, content_hash,
        row_number() over (
            partition by store_id, currency, {{ first_of_month('booked_date') }} order by booked_at, document_id, raw_line, component
        ) as place
    from {{ ref('int_document_entries') }}
    where debit_account = 'storage_fees' and rule_id in ('{{ bills | join("', '") }}')
),

entries as (
    select
        store_id, marketplace, booked_at, month_end_date as booked_date, 'storage_fees' as debit_account,
        'accrued_fees' as credit_account, amount, currency, fx_rate, {{ converted('amount', 'fx_rate') }} as amount_base, sku,
        'Storage of the month, by the report of fees' as description, raw_file, raw_line, content_hash,
        'accrued:' || substr(content_hash, 1, 12) as component
    from accrued

    union all

    select
        bills.store_id, bills.marketplace, bills.booked_at, bills.booked_date, 'accrued_fees' as debit_account,
        'storage_fees' as credit_account, owed.amount, bills.currency, owed.fx_rate, owed.amount_base,
        cast(null as {{ text }}) as sku, 'Storage of the month before, billed now' as description, bills.raw_file, bills.raw_line,
        bills.content_hash, 'billed:' || substr(bills.content_hash, 1, 12) as component
    from bills
    inner join (
        select
            store_id, currency, billing_month, max(fx_rate) as fx_rate, cast(sum(amount) as decimal(18, 4)) as amount,
            cast(sum({{ converted('amount', 'fx_rate') }}) as decimal(18, 4)) as amount_base
        from accrued
        group by store_id, currency, billing_month
    ) as owed
        on owed.store_id = bills.store_id and owed.currency = bills.currency and owed.billing_month = bills.billing_month
    where bills.place = 1
)

select
    'storage_accrual:' || store_id || ':' || substr(cast(booked_date as {{ text }}), 1, 7) as document_id,
    'storage_accrual' as document_type, {{ first_of_month('booked_date') }} as month, component,
    'storage_accrual' as rule_id, 'storage_fee' as category,
    store_id, marketplace, booked_at, booked_date, debit_account, credit_account, amount, currency, fx_rate, amount_base, sku,
    description, raw_file, raw_line, content_hash
from entries
