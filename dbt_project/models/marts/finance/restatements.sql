-- What each month that is over was reported as, publication by publication, and what made each change. What this build
-- reports otherwise than the publication before has no build_id yet: it is noted once the build is published.
{%- set text = dbt.type_string() %}
{%- set key = ['store_id', 'month', 'currency', 'account_id', 'document_id'] %}
{%- set amount_key = "concat_ws('|', store_id, cast(month as " ~ text ~ "), currency, account_id, document_id)" %}
with reported as (
    select
        *,
        {{ amount_key }} as amount_key,
        row_number() over (partition by {{ key | join(', ') }} order by report_id desc) as newness
    from {{ ref('stg_backoffice__reported_amounts') }}
),

newest as (
    select * from reported where newness = 1
),

reported_months as (
    select store_id, month from reported group by store_id, month
),

effects as (
    select *, credit_account as account_id, amount as effect, amount_base as effect_base
    from {{ ref('int_account_totals') }}
    union all
    select *, debit_account as account_id, -amount as effect, -amount_base as effect_base
    from {{ ref('int_account_totals') }}
),

sums as (
    select
        store_id,
        {{ first_of_month('booked_date') }} as month,
        currency,
        account_id,
        document_id,
        max(document_type) as document_type,
        cast(sum(effect) as decimal(18, 4)) as amount,
        cast(coalesce(sum(effect_base), 0) as decimal(18, 4)) as amount_base
    from effects
    group by 1, 2, 3, 4, 5
),

standing as (
    select *, {{ amount_key }} as amount_key from sums
),

changed as (
    select
        {%- for name in ['amount_key'] + key + ['document_type'] %}
        coalesce(standing.{{ name }}, newest.{{ name }}) as {{ name }},
        {%- endfor %}
        documents.document_version,
        cast(coalesce(standing.amount, 0) as decimal(18, 4)) as amount,
        cast(coalesce(standing.amount_base, 0) as decimal(18, 4)) as amount_base,
        case
            when reported_months.month is null then 'first_report'
            when coalesce(newest.amount, 0) = 0 and coalesce(newest.amount_base, 0) = 0 then 'document_new'
            when standing.amount_key is null then 'document_gone'
            when standing.amount = newest.amount then 'rate_changed'
            when standing.document_type = 'cost_of_goods' then 'cost_changed'
            when documents.document_version is distinct from newest.document_version then 'document_replaced'
            else 'booked_otherwise'
        end as cause
    from standing
    full outer join newest on newest.amount_key = standing.amount_key
    left join reported_months
        on
            reported_months.store_id is not distinct from coalesce(standing.store_id, newest.store_id)
            and reported_months.month = coalesce(standing.month, newest.month)
    left join {{ ref('int_documents') }} as documents on documents.document_id = standing.document_id
    cross join {{ ref('int_reporting_date') }} as reporting
    where
        coalesce(standing.month, newest.month) < {{ first_of_month('reporting.as_of_date') }}
        and (
            coalesce(standing.amount, 0) <> coalesce(newest.amount, 0)
            or coalesce(standing.amount_base, 0) <> coalesce(newest.amount_base, 0)
        )
),

{% set columns = (['amount_key'] + key + ['document_type', 'document_version', 'amount', 'amount_base', 'cause']) | join(', ') -%}
reports as (
    select {{ columns }}, report_id, reported_at, build_id from reported
    union all
    select {{ columns }}, 2147483647 as report_id, loads.loaded_at as reported_at, cast(null as {{ text }}) as build_id
    from changed
    cross join (select max(loaded_at) as loaded_at from {{ ref('loads') }}) as loads
),

followed as (
    select
        *,
        row_number() over (partition by amount_key order by report_id) as publication_number,
        lag(amount) over (partition by amount_key order by report_id) as before_amount,
        lag(amount_base) over (partition by amount_key order by report_id) as before_amount_base,
        min(reported_at) over (partition by store_id, month) as first_reported_at
    from reports
)

select
    followed.amount_key || '|' || cast(followed.publication_number as {{ text }}) as restatement_id,
    {%- for name in key + ['document_type', 'document_version', 'cause'] %}
    followed.{{ name }},
    {%- endfor %}
    {%- for base in ['', '_base'] %}
    cast(coalesce(followed.before_amount{{ base }}, 0) as decimal(18, 4)) as previous_amount{{ base }},
    followed.amount{{ base }} as new_amount{{ base }},
    cast(followed.amount{{ base }} - coalesce(followed.before_amount{{ base }}, 0) as decimal(18, 4)) as difference_amount{{ base }},
    {%- endfor %}
    followed.first_reported_at,
    followed.reported_at as changed_at,
    followed.build_id,
    cast(closed.value as {{ moment_type() }}) as closed_at,
    case
        when followed.reported_at > cast(closed.value as {{ moment_type() }})
            then {{ first_of_month('followed.reported_at') }}
    end as adjusted_in_month
from followed
left join {{ ref('stg_backoffice__settings') }} as closed
    on closed.name = concat('closed_month:', followed.store_id, ':', substr(cast(followed.month as {{ text }}), 1, 7))
