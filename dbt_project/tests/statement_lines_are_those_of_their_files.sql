-- Each wallet moves by what the staged lines of each payout and statement add up to: none lost, none twice.
with booked as (
    select
        document_id,
        sum(case when debit_account = wallet_account then amount else -amount end) as amount
    from {{ ref('int_account_totals') }}
    where wallet_account is not null
    group by document_id
)

select documents.document_id, documents.lines_total_amount, booked.amount
from {{ ref('int_statement_documents') }} as documents
left join booked on booked.document_id = documents.document_id
where documents.lines_total_amount <> coalesce(booked.amount, 0)
