"""Fees and freight of the invented seller, made of his entries, so that their lines are there. No real rates."""

import duckdb


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables of reconciliation that the page of fees reads."""
    connection.execute(FEES)
    connection.execute(LOGISTICS)


# Of one SKU the commission was charged as if it were jewellery; all others' is as it should be.
FEES = """
    create table reconciliation.fees as
    with charged as (
        select *, sku = 'SKU-003' as is_wrong from ledger.money_entries
        where category = 'commission' and sku is not null
    )
    select 'referral:' || entry_id as fee_id, store_id, marketplace, sku, 'referral' as fee_kind,
           case when is_wrong then 'charged_too_much' else 'as_expected' end as verdict,
           case when is_wrong then 'wrong_category' end as cause, 'fee_preview' as expected_from,
           'Fee preview of 2026-01-01' as rule, case when is_wrong then 'Jewelry' end as charged_as, booked_date,
           1::bigint as item_count, 1::bigint as units_qty, (amount * 5)::decimal(18, 4) as base_amount,
           (case when is_wrong then amount * 0.75 else amount end)::decimal(18, 4) as expected_amount,
           amount as charged_amount, (case when is_wrong then amount * 0.25 else 0 end)::decimal(18, 4) as gap_amount,
           0.02::decimal(18, 4) as tolerance_amount, currency, booked_date + 90 as claim_until_date, document_id,
           order_id, order_item_id, raw_file, raw_line, content_hash
    from charged
"""
LOGISTICS = """
    create table reconciliation.logistics as
    select 'c' || number as charge_id, store_id, 'UPS' as carrier, 'carrier_invoice:I-1' as document_id,
           'I-1' as invoice_number, booked_date as invoiced_date, '1Z' || number as tracking_number,
           null::varchar as shipment_id, order_id, 'parcel' as charged_for, 'freight' as charge_type,
           12.00::decimal(18, 4) as charge_amount, currency, 3.00::decimal(18, 4) as billed_kg,
           3.00::decimal(18, 4) as weighed_kg, null::decimal(18, 4) as expected_kg,
           11.00::decimal(18, 4) as contract_amount,
           ['billed_twice', 'without_parcel', 'above_rate', 'as_expected'][number] as finding,
           'I-0' as first_invoice_number,
           (case number when 4 then 0 when 3 then 1 else 12 end)::decimal(18, 4) as gap_amount,
           case number when 4 then false end as is_on_batch, raw_file, raw_line, content_hash
    from (
        select *, row_number() over (order by entry_id) as number from ledger.money_entries
        where category = 'commission'
    ) where number <= 4
"""
