-- What each kind of line means: the most exact rule of the mapping seed that fits it, or suspense.
with documents as (
    select documents.document_id, documents.content_hash
    from {{ ref('int_documents') }} as documents
    inner join {{ ref('int_documents_to_refresh') }} as refreshed on refreshed.document_id = documents.document_id
    where documents.booked_from = 'lines'
),

kinds as (
    select
        lines.format,
        lines.transaction_type,
        lines.amount_type,
        lines.amount_description
    from {{ ref('int_document_lines') }} as lines
    inner join documents on documents.document_id = lines.document_id
    group by 1, 2, 3, 4
),

keyed_kinds as (
    select
        *,
        case when format = 'XML' then 'V2' else format end as rule_format,
        {{ matching_key('transaction_type') }} as transaction_key,
        {{ matching_key('amount_type') }} as type_key,
        {{ matching_key('amount_description') }} as description_key
    from kinds
),

rules as (
    select
        *,
        {{ matching_key('transaction_type') }} as transaction_key,
        {{ matching_key('amount_type') }} as type_key,
        {{ matching_key('amount_description') }} as description_key,
        transaction_type like '%*' as begins_transaction,
        amount_description like '%*' as begins_description
    from ({{ money_rules() }}) as rules
),

candidates as (
    select
        kinds.format,
        kinds.transaction_type,
        kinds.amount_type,
        kinds.amount_description,
        rules.rule_id,
        rules.category,
        rules.account_id,
        rules.counts_units,
        row_number() over (
            partition by kinds.format, kinds.transaction_type, kinds.amount_type, kinds.amount_description
            order by
                case when rules.transaction_type = 'any' then 2 when rules.begins_transaction then 1 else 0 end,
                length(rules.transaction_key) desc,
                case when rules.amount_description = 'any' then 2 when rules.begins_description then 1 else 0 end,
                length(rules.description_key) desc,
                rules.rule_id
        ) as fit
    from keyed_kinds as kinds
    left join rules
        on
            rules.format = kinds.rule_format
            and rules.type_key = kinds.type_key
            and (
                rules.transaction_type = 'any'
                or rules.transaction_key = kinds.transaction_key
                or (rules.begins_transaction and kinds.transaction_key like rules.transaction_key || '%')
            )
            and (
                rules.amount_description = 'any'
                or rules.description_key = kinds.description_key
                or (rules.begins_description and kinds.description_key like rules.description_key || '%')
            )
)

select
    format,
    transaction_type,
    amount_type,
    amount_description,
    coalesce(rule_id, 'suspense') as rule_id,
    coalesce(category, 'unknown') as category,
    coalesce(account_id, 'suspense') as account_id,
    coalesce(counts_units, false) as counts_units,
    concat_ws(
        ' / ', nullif(transaction_type, ''), nullif(amount_type, transaction_type), nullif(amount_description, '')
    ) as description
from candidates
where fit = 1
