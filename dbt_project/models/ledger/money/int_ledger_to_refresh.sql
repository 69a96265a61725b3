{#- What stood before this run. Where a stored table is missing, all goods are booked anew. -#}
{%- set stored = {} -%}
{%- for name in ['int_goods_entries', 'int_account_totals', 'int_sku_months', 'int_documents_built'] -%}
    {%- do stored.update({name: earlier_relation(name)}) -%}
{%- endfor -%}
-- Every document whose entries are added up again or taken out: those of lines, and of goods those that are new, changed
-- or gone. What goods cost follows from what lines say was sold, so that these are listed by themselves and later.
select document_id, is_current
from {{ ref('int_documents_to_refresh') }}

union all
{% if none in stored.values() %}
select document_id, true as is_current
from {{ ref('int_goods_documents') }}
{%- else %}
select
    coalesce(goods.document_id, built.document_id) as document_id,
    goods.document_id is not null as is_current
from {{ ref('int_goods_documents') }} as goods
full outer join (
    select document_id, max(document_version) as document_version
    from {{ stored['int_documents_built'] }}
    where {{ is_derived_document('document_id') }}
    group by document_id
) as built on built.document_id = goods.document_id
where goods.document_version is distinct from built.document_version
{%- endif %}
