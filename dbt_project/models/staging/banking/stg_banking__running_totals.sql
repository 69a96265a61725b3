with lines as (
    select
        document_id,
        store_id,
        account_id,
        currency,
        booked_date,
        booked_at as posted_at,
        coalesce(amount, 0) + coalesce(fee_amount, 0) as effect_amount,
        balance_amount,
        raw_file,
        raw_line,
        content_hash
    from {{ ref('stg_banking__statement_lines') }}
    where is_booked
)

select * from (
    {{ running_totals('lines') }}
) as totals
