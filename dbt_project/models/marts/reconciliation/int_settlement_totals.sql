{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Each settlement's lines, added up as the ledger holds them, and its main marketplace.
with totals as (
    select totals.*
    from {{ ref('int_account_totals') }} as totals
    inner join {{ ref('int_stated_documents') }} as documents on documents.settlement_id = totals.document_id
    where totals.wallet_account is not null
),

marketplaces as (
    select
        document_id,
        marketplace,
        row_number() over (
            partition by document_id order by sum(line_count) desc, marketplace
        ) as marketplace_rank
    from totals
    where marketplace is not null
    group by document_id, marketplace
)

select
    totals.document_id as settlement_id,
    max(marketplaces.marketplace) as marketplace,
    cast(sum(case when totals.debit_account = totals.wallet_account then totals.amount else -totals.amount end)
        as decimal(18, 4)) as lines_total_amount,
    cast(coalesce(sum(
        case
            when totals.credit_account = 'suspense' then totals.amount
            when totals.debit_account = 'suspense' then -totals.amount
        end
    ), 0) as decimal(18, 4)) as suspense_amount,
    cast(sum(totals.line_count) as bigint) as line_count,
    cast(sum(totals.entry_count) as bigint) as entry_count
from totals
left join marketplaces
    on marketplaces.document_id = totals.document_id and marketplaces.marketplace_rank = 1
group by totals.document_id
