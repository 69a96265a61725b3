{{ config(materialized='ephemeral', schema='intermediate') }}
-- What the ledger itself cannot prove: totals, money of unknown kind, missing rates, missing costs.
with settlement_gaps as (
    select
        'settlement_total_gap:' || settlement_id as gap_id,
        'settlement_total_gap' as kind,
        store_id,
        settlement_id as document_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        cast(null as {{ dbt.type_string() }}) as sku,
        gap_amount as amount,
        currency,
        cast(period_end_at as date) as opened_date,
        cast(null as date) as deadline_date,
        case status when 'explained' then 'explained' else 'open' end as status,
        case
            when stated_total_amount is null then 'the file states no total'
            else coalesce(
                explanation,
                'stated total ' || cast(stated_total_amount as decimal(18, 2))
                || ', lines ' || cast(lines_total_amount as decimal(18, 2))
            )
        end as detail_en,
        case
            when stated_total_amount is null then '文件未声明总额'
            when explanation = 'repeated lines' then '重复的行'
            else coalesce(
                explanation,
                '声明总额 ' || cast(stated_total_amount as decimal(18, 2))
                || '，各行合计 ' || cast(lines_total_amount as decimal(18, 2))
            )
        end as detail_zh,
        raw_file,
        raw_line,
        content_hash
    from {{ ref('settlements') }}
    where status <> 'proven'
),

suspense as (
    select
        'suspense:' || document_id || ':' || description || ':' || currency as gap_id,
        'suspense' as kind,
        max(store_id) as store_id,
        document_id,
        case when count(distinct order_id) = 1 then max(order_id) end as order_id,
        case when count(distinct sku) = 1 then max(sku) end as sku,
        cast(sum(case when credit_account = 'suspense' then amount else -amount end) as decimal(18, 4)) as amount,
        currency,
        min(booked_date) as opened_date,
        cast(null as date) as deadline_date,
        'open' as status,
        description || ' · lines: ' || count(*) as detail_en,
        description || ' · 行数：' || count(*) as detail_zh,
        min(raw_file) as raw_file,
        min(raw_line) as raw_line,
        min(content_hash) as content_hash
    from {{ ref('int_document_entries') }}
    where rule_id = 'suspense'
    group by document_id, description, currency
),

missing_rates as (
    select
        'missing_exchange_rate:' || store_id || ':' || currency as gap_id,
        'missing_exchange_rate' as kind,
        store_id,
        case when count(distinct document_id) = 1 then max(document_id) end as document_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        cast(null as {{ dbt.type_string() }}) as sku,
        cast(sum(amount) as decimal(18, 4)) as amount,
        currency,
        min(booked_date) as opened_date,
        cast(null as date) as deadline_date,
        'open' as status,
        'entries: ' || sum(entry_count) || ', ' || min(booked_date) || ' – ' || max(booked_date) as detail_en,
        '分录数：' || sum(entry_count) || '，' || min(booked_date) || ' – ' || max(booked_date) as detail_zh,
        cast(null as {{ dbt.type_string() }}) as raw_file,
        cast(null as integer) as raw_line,
        cast(null as {{ dbt.type_string() }}) as content_hash
    from {{ ref('int_account_totals') }}
    where fx_rate is null
    group by store_id, currency
),

missing_costs as (
    select
        'missing_cost:' || store_id || ':' || sku as gap_id,
        'missing_cost' as kind,
        store_id,
        cast(null as {{ dbt.type_string() }}) as document_id,
        cast(null as {{ dbt.type_string() }}) as order_id,
        sku,
        cast(sum(product_sales_amount) as decimal(18, 4)) as amount,
        max(currency) as currency,
        min(month) as opened_date,
        cast(null as date) as deadline_date,
        'open' as status,
        'units sold in months without a complete cost: ' || sum(units_sold_qty) as detail_en,
        '成本不完整的月份中售出件数：' || sum(units_sold_qty) as detail_zh,
        cast(null as {{ dbt.type_string() }}) as raw_file,
        cast(null as integer) as raw_line,
        cast(null as {{ dbt.type_string() }}) as content_hash
    from {{ ref('sku_profit_monthly') }}
    where not is_cost_complete
    group by store_id, sku
)

select * from settlement_gaps
union all
select * from suspense
union all
select * from missing_rates
union all
select * from missing_costs
