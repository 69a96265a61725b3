{{ config(materialized='ephemeral', schema='intermediate') }}
-- Where Amazon's settlements of a store do not follow on each other: a settlement is missing, or what one keeps in reserve
-- or owes to Amazon is not what the next begins with. Accounts that run side by side in one store and currency are followed in time only.
with settlements as (
    select
        settlement_id, store_id, currency, stated_total_amount, period_start_at, period_end_at, raw_file, raw_line, content_hash,
        count(*) over (partition by store_id, currency, period_start_at) as settlements_beside
    from {{ ref('settlements') }}
    where document_type = 'amazon_settlement' and period_start_at is not null and period_end_at is not null
),

reserves as (
    select
        document_id,
        sum(case when debit_account = 'reserve_held' then amount else 0 end) as held_amount,
        sum(case when credit_account = 'reserve_held' then amount else 0 end) as released_amount,
        sum(case
            when debit_account = 'carried_balance' then amount when credit_account = 'carried_balance' then -amount else 0
        end) as carried_amount
    from {{ ref('int_account_totals') }}
    where debit_account in ('reserve_held', 'carried_balance') or credit_account in ('reserve_held', 'carried_balance')
    group by document_id
),

followed as (
    select
        settlements.*,
        coalesce(reserves.held_amount, 0) as held_amount,
        max(settlements.period_end_at) over (
            partition by settlements.store_id, settlements.currency
            order by settlements.period_start_at, settlements.settlement_id rows between unbounded preceding and current row
        ) as covered_until_at,
        {%- for name in ['settlement_id', 'period_start_at', 'settlements_beside'] %}
        lead(settlements.{{ name }}) over (
            partition by settlements.store_id, settlements.currency
            order by settlements.period_start_at, settlements.settlement_id
        ) as next_{{ name }},
        {%- endfor %}
        {%- for name in ['released', 'carried'] %}
        lead(coalesce(reserves.{{ name }}_amount, 0)) over (
            partition by settlements.store_id, settlements.currency
            order by settlements.period_start_at, settlements.settlement_id
        ) as next_{{ name }}_amount
        {{- ',' if not loop.last }}
        {%- endfor %}
    from settlements
    left join reserves on reserves.document_id = settlements.settlement_id
),

dated as (
    select
        *,
        cast(covered_until_at as date) as covered_until_date, cast(next_period_start_at as date) as next_start_date,
        cast(held_amount - next_released_amount as decimal(18, 4)) as reserve_gap_amount,
        cast(next_carried_amount + least(stated_total_amount, 0) as decimal(18, 4)) as carried_gap_amount,
        cast(cast(stated_total_amount as decimal(18, 2)) as {{ dbt.type_string() }}) as total,
        cast(cast(-next_carried_amount as decimal(18, 2)) as {{ dbt.type_string() }}) as carried,
        cast(cast(held_amount as decimal(18, 2)) as {{ dbt.type_string() }}) as held,
        cast(cast(next_released_amount as decimal(18, 2)) as {{ dbt.type_string() }}) as released
    from followed
    where next_settlement_id is not null
)

select
    'missing_settlement:' || settlement_id || ':' || next_settlement_id as gap_id,
    'missing_settlement' as kind,
    store_id,
    settlement_id as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    reserve_gap_amount as amount,
    currency,
    covered_until_date as opened_date,
    cast(null as date) as deadline_date,
    'open' as status,
    'no settlement from ' || covered_until_date || ' to ' || next_start_date || ': ' || held || ' were kept in reserve, settlement '
    || next_settlement_id || ' begins with ' || released || '; download what is missing' as detail_en,
    '缺少 ' || covered_until_date || ' 至 ' || next_start_date || ' 的结算单：此前预留 ' || held || '，结算单 ' || next_settlement_id
    || ' 期初为 ' || released || '；请下载缺失的结算单' as detail_zh,
    raw_file,
    raw_line,
    content_hash
from dated
where next_start_date > covered_until_date
{%- for kind, amount, english, chinese in [
    ('reserve_chain_gap', 'reserve_gap_amount',
        "held || ' were kept in reserve, but settlement ' || next_settlement_id || ' begins with ' || released",
        "'此前预留 ' || held || '，而结算单 ' || next_settlement_id || ' 期初为 ' || released"),
    ('carried_balance_gap', 'carried_gap_amount',
        "'the total is ' || total || ', but settlement ' || next_settlement_id || ' carries over ' || carried",
        "'总额为 ' || total || '，而结算单 ' || next_settlement_id || ' 结转 ' || carried"),
] %}

union all

select
    '{{ kind }}:' || settlement_id || ':' || next_settlement_id as gap_id,
    '{{ kind }}' as kind,
    store_id,
    settlement_id as document_id,
    cast(null as {{ dbt.type_string() }}) as order_id,
    cast(null as {{ dbt.type_string() }}) as sku,
    {{ amount }} as amount,
    currency,
    covered_until_date as opened_date,
    cast(null as date) as deadline_date,
    'open' as status,
    {{ english }} as detail_en,
    {{ chinese }} as detail_zh,
    raw_file,
    raw_line,
    content_hash
from dated
where
    next_start_date = cast(period_end_at as date)
    and covered_until_at = period_end_at
    and settlements_beside = 1
    and next_settlements_beside = 1
    and {{ amount }} <> 0
{%- endfor %}
