{#- The rows of advertising reports that count: Amazon restates a day for weeks, so of each campaign and day those of the
    newest file. A console report names campaigns, the API numbers them: where a store's name leads to one number only,
    both are the same campaign. Opens a `with`; the rows are in `newest`. -#}
{% macro newest_advertising_rows(relation) -%}
with rows_of_reports as (
    select * from {{ relation }}
),

numbers as (
    select
        store_id,
        campaign_name,
        min(campaign_id) as campaign_id
    from rows_of_reports
    where campaign_id is not null and campaign_name is not null
    group by store_id, campaign_name
    having min(campaign_id) = max(campaign_id)
),

keyed as (
    select
        rows_of_reports.*,
        coalesce(rows_of_reports.campaign_id, numbers.campaign_id, rows_of_reports.campaign_name, '') as campaign_key
    from rows_of_reports
    left join numbers
        on numbers.store_id = rows_of_reports.store_id and numbers.campaign_name = rows_of_reports.campaign_name
),

ranked as (
    select
        *,
        {{ file_rank(['store_id', 'start_date', 'campaign_key']) }} as file_rank
    from keyed
),

newest as (
    select
        ranked.*,
        stores.currency as store_currency
    from ranked
    left join {{ ref('stg_backoffice__stores') }} as stores on stores.store_id = ranked.store_id
    where ranked.file_rank = 1
)
{%- endmacro %}

{#- What a day brought, added up where a report breaks it down further. Sponsored Products attribute sales over 7 days,
    the others over 14. -#}
{% macro advertising_figures() -%}
    upper(coalesce(max(currency), max(store_currency))) as currency,
    cast(sum(impressions) as bigint) as impressions_qty,
    cast(sum(clicks) as bigint) as clicks_qty,
    cast(sum(cost) as decimal(18, 4)) as cost_amount,
    cast(coalesce(sum(sales_7d), sum(sales_14d)) as decimal(18, 4)) as attributed_sales_amount,
    cast(coalesce(sum(orders_7d), sum(orders_14d)) as bigint) as attributed_orders_qty,
    cast(coalesce(sum(units_7d), sum(units_14d)) as bigint) as attributed_units_qty,
    case
        when coalesce(sum(sales_7d), sum(orders_7d), sum(units_7d)) is not null then 7
        when coalesce(sum(sales_14d), sum(orders_14d), sum(units_14d)) is not null then 14
    end as attribution_days,
    max(reported_at) as reported_at,
    max(raw_file) as raw_file,
    min(raw_line) as raw_line,
    max(content_hash) as content_hash
{%- endmacro %}
