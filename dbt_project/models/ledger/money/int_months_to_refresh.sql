{#- The months in which a refreshed document had entries before, and those in which it has them now. -#}
{%- set built = earlier_relation('int_documents_built') -%}
with refreshed as (
    select document_id from {{ ref('int_ledger_to_refresh') }}
),

months as (
    select {{ first_of_month('totals.booked_date') }} as month
    from {{ ref('int_account_totals') }} as totals
    inner join refreshed on refreshed.document_id = totals.document_id

    union all

    select goods.month
    from {{ ref('int_goods_documents') }} as goods
    inner join refreshed on refreshed.document_id = goods.document_id
    {%- if built is not none %}

    union all

    select built.month
    from {{ built }} as built
    inner join refreshed on refreshed.document_id = built.document_id
    {%- endif %}
)

select distinct month
from months
where month is not null
