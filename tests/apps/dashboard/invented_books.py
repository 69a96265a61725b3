"""Trial balance, taxes, bridge and restatements of the invented seller, from its entries. Asserts nothing itself."""

import duckdb

SIDES = """
    create temp table sides as
    select *, date_trunc('month', booked_date)::date as month, debit_account as account_id, amount as debit_amount,
           0 as credit_amount, amount_base as debit_amount_base, 0 as credit_amount_base from ledger.money_entries
    union all
    select *, date_trunc('month', booked_date)::date, credit_account, 0, amount, 0, amount_base
    from ledger.money_entries
"""
# The newest settlement was another one when October was first reported, and its month is closed by now.
BOOKS = (
    SIDES,
    """
    create table finance.trial_balance as
    select store_id, account_id, account_code, account_type, currency,
           sum(debit_amount)::decimal(18, 4) as debit_amount,
           sum(credit_amount)::decimal(18, 4) as credit_amount,
           sum(debit_amount - credit_amount)::decimal(18, 4) as balance_amount,
           sum(debit_amount_base)::decimal(18, 4) as debit_amount_base,
           sum(credit_amount_base)::decimal(18, 4) as credit_amount_base,
           sum(debit_amount_base - credit_amount_base)::decimal(18, 4) as balance_amount_base
    from sides join ledger.accounts using (account_id) group by all
    """,
    """
    create table finance.deferral_roll_forward as
    select store_id, account_id, currency, month, 0::decimal(18, 4) as opening_amount, debit_amount as added_amount,
           credit_amount as released_amount, debit_amount - credit_amount as closing_amount, null::date as stated_date,
           null::decimal(18, 4) as stated_amount, null::decimal(18, 4) as difference_amount
    from (
        select store_id, account_id, currency, month, sum(debit_amount)::decimal(18, 4) as debit_amount,
               sum(credit_amount)::decimal(18, 4) as credit_amount
        from sides where account_id = 'suspense' group by all
    )
    """,
    """
    create table finance.tax_control as
    select store_id, marketplace, month, currency, tax as tax_collected_amount,
           0::decimal(18, 4) as tax_withheld_amount,
           tax as own_tax_amount, 0::decimal(18, 4) as refund_tax_amount,
           0::decimal(18, 4) as refund_tax_withheld_amount, 0::decimal(18, 4) as own_refund_tax_amount,
           0::decimal(18, 4) as other_tax_amount, 0::decimal(18, 4) as input_tax_amount,
           0::decimal(18, 4) as paid_amount, 0::decimal(18, 4) as tax_expenses_amount,
           0::bigint as marketplace_remits_line_count, lines as seller_owes_line_count,
           0::decimal(18, 4) as opening_amount, tax as movement_amount, tax as closing_amount
    from (
        select store_id, marketplace, month, currency, sum(credit_amount - debit_amount)::decimal(18, 4) as tax,
               count(*) as lines
        from sides where account_id = 'tax_collected' and order_id is not null group by all
    )
    """,
    """
    create table finance.basis_bridge as
    with profits as (
        select store_id, month, document_id, profit_line, currency,
               sum(credit_amount - debit_amount)::decimal(18, 4) as amount,
               sum(credit_amount_base - debit_amount_base)::decimal(18, 4) as amount_base
        from sides join ledger.accounts using (account_id) where profit_line is not null group by all
    )
    select store_id, month, 'posted' as from_basis, to_basis, step as reason, profit_line,
           case step when 'profit' then null else (month + interval 1 month)::date end as other_month,
           case step when 'profit' then null else document_id end as document_id, currency,
           (case step when 'profit' then 1 else -1 end * amount)::decimal(18, 4) as amount,
           (case step when 'profit' then 1 else -1 end * amount_base)::decimal(18, 4) as amount_base
    from profits, (values ('ordered'), ('settled'), ('cash')) bases(to_basis),
         (values ('profit'), ('settled_in_another_month')) steps(step)
    """,
    """
    create table finance.restatements as
    with sums as (
        select store_id, month, currency, account_id, document_id, any_value(document_type) as document_type,
               sum(credit_amount - debit_amount)::decimal(18, 4) as amount,
               sum(credit_amount_base - debit_amount_base)::decimal(18, 4) as amount_base
        from sides where month < date '2026-11-01' group by all
    ), newest as (select max(document_id) as document_id from sums where month = date '2026-10-01'), reports as (
        select sums.*, 1 as publication, 'first_report' as cause, 0 as before,
               amount + case when document_id in (from newest) then 10 else 0 end as after from sums
        union all
        select sums.*, 2, 'document_replaced', amount + 10, amount from sums where document_id in (from newest)
    )
    select concat_ws('|', store_id, month, currency, account_id, document_id, publication) as restatement_id,
           store_id, month, currency, account_id, document_id, document_type, null::varchar as document_version, cause,
           before::decimal(18, 4) as previous_amount, after::decimal(18, 4) as new_amount,
           (after - before)::decimal(18, 4) as difference_amount,
           (after - before)::decimal(18, 4) as difference_amount_base,
           timestamptz '2026-11-02 00:00:00+00' as first_reported_at,
           timestamptz '2026-11-01 00:00:00+00' + to_days(publication) as changed_at,
           case publication when 2 then date '2026-11-01' end as adjusted_in_month
    from reports
    """,
)


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the books; the ledger and its accounts are there already."""
    for statement in BOOKS:
        connection.execute(statement)
