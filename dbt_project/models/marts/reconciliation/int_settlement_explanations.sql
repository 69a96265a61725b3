{{ config(schema='intermediate', contract={'enforced': false}) }}
-- Where lines and total disagree: lines that account for the difference to the cent. Either the file holds lines
-- twice, or it lists the payout itself among them.
with differences as (
    select
        settlements.settlement_id,
        settlements.stated_total_amount - coalesce(totals.lines_total_amount, 0) as gap_amount
    from {{ ref('int_stated_documents') }} as settlements
    left join {{ ref('int_settlement_totals') }} as totals on totals.settlement_id = settlements.settlement_id
    where settlements.stated_total_amount <> coalesce(totals.lines_total_amount, 0)
),

entries as (
    select
        entries.*,
        differences.gap_amount,
        case when entries.debit_account = entries.wallet_account then entries.amount else -entries.amount end as wallet_amount,
        row_number() over (
            partition by
                entries.document_id, entries.booked_at, entries.order_id, entries.order_item_id, entries.sku,
                entries.description, entries.debit_account, entries.amount, entries.quantity
            order by entries.raw_line
        ) as repetition
    from {{ ref('int_document_entries') }} as entries
    inner join differences on differences.settlement_id = entries.document_id
),

named_lines as (
    select document_id, gap_amount, 'repeated lines' as explanation, wallet_amount, raw_line
    from entries
    where repetition > 1

    union all

    select document_id, gap_amount, 'payout lines' as explanation, wallet_amount, raw_line
    from entries
    where category = 'transfer'
),

explained as (
    select document_id, explanation, count(*) as line_count, min(raw_line) as first_line, max(raw_line) as last_line
    from named_lines
    group by document_id, gap_amount, explanation
    having sum(wallet_amount) = -gap_amount
)

select
    document_id as settlement_id,
    min(line_count || ' ' || explanation || ', from line ' || first_line || ' to line ' || last_line) as explanation
from explained
group by document_id
