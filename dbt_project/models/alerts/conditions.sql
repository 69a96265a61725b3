with gaps as (
    select * from {{ ref('gaps') }} where status = 'open'
),

settings as (
    select
        {%- for name in ['settlement_gap_amount', 'stock_gap_amount'] %}
        coalesce(max(case when name = '{{ name }}' then cast(value as decimal(18, 4)) end), 0) as {{ name }},
        {%- endfor %}
        max(case when name = 'reporting_currency' then value end) as reporting_currency
    from {{ ref('build_settings') }}
),

loads as (
    select content_hash, min(loaded_at) as loaded_at
    from {{ ref('loads') }}
    group by content_hash
),

latest_load as (
    select max(loaded_at) as loaded_at from {{ ref('loads') }}
),

-- What a gap is told with: its document, or all of its kind together, or a new cost sheet tells hundreds.
told as (
    select
        gaps.*,
        rules.told_per,
        case rules.told_per
            when 'document' then gaps.document_id when 'currency' then gaps.currency else gaps.store_id
        end as subject_id,
        case when rules.told_per = 'document' then loads.loaded_at end as observed_at,
        case when rules.told_per = 'store' then settings.reporting_currency else gaps.currency end as told_currency,
        case when rules.told_per = 'store' then gaps.amount_base else gaps.amount end as told_amount
    from gaps
    inner join {{ ref('alert_rules') }} as rules on rules.gap_kind = gaps.kind
    cross join settings
    left join loads on loads.content_hash = gaps.content_hash
    where
        gaps.kind <> 'settlement_total_gap'
        or gaps.amount is null
        or abs(gaps.amount) > settings.settlement_gap_amount
),

found as (
    select
        kind,
        store_id,
        subject_id,
        case
            when told_per in ('document', 'currency') then subject_id
            else cast(count(distinct coalesce(case when told_per = 'sku' then sku end, gap_id)) as {{ dbt.type_string() }})
        end as subject_text,
        case when told_per <> 'sku' then sum(abs(told_amount)) end as amount,
        case when told_per <> 'sku' then told_currency end as currency,
        min(observed_at) as observed_at
    from told
    group by kind, store_id, subject_id, told_per, case when told_per <> 'sku' then told_currency end

    union all

    -- Of goods one a place, or the first count of a warehouse tells hundreds.
    select
        'stock_gap' as kind,
        stock_gaps.store_id,
        stock_gaps.location as subject_id,
        stock_gaps.location as subject_text,
        sum(abs(stock_gaps.value_amount_base)) as amount,
        settings.reporting_currency as currency,
        cast(null as {{ moment_type() }}) as observed_at
    from {{ ref('stocktake_gaps') }} as stock_gaps
    cross join settings
    where stock_gaps.status = 'open'
    group by stock_gaps.store_id, stock_gaps.location, settings.reporting_currency, settings.stock_gap_amount
    having sum(abs(stock_gaps.value_amount_base)) > settings.stock_gap_amount

    union all

    select
        'negative_stock' as kind,
        store_id,
        location as subject_id,
        location || ' · ' || cast(count(*) as {{ dbt.type_string() }}) as subject_text,
        cast(null as decimal(38, 4)) as amount,
        cast(null as {{ dbt.type_string() }}) as currency,
        cast(null as {{ moment_type() }}) as observed_at
    from {{ ref('stock_position') }}
    where position_basis = 'ledger' and ledger_on_hand_qty < 0
    group by store_id, location
)

select
    rules.rule_id || ':' || coalesce(found.store_id, '') || ':' || found.subject_id as condition_id,
    rules.rule_id,
    rules.severity,
    found.store_id,
    found.subject_id,
    cast(found.amount as decimal(18, 4)) as amount,
    found.currency,
    {% for language in ['en', 'zh'] -%}
    replace(replace(replace(
        rules.message_{{ language }}, '{subject}', found.subject_text),
        '{amount}', coalesce(cast(cast(found.amount as decimal(18, 2)) as {{ dbt.type_string() }}), '?')),
        '{currency}', coalesce(found.currency, '')) as message_{{ language }},
    {% endfor -%}
    coalesce(found.observed_at, latest_load.loaded_at) as observed_at
from found
inner join {{ ref('alert_rules') }} as rules on rules.gap_kind = found.kind
cross join latest_load
