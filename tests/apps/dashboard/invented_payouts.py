"""The payouts and balances of the invented seller, made of its settlements; the last of a store is under way."""

import duckdb


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make reconciliation.payouts and .balances from the settlements that are published already."""
    connection.execute(PAYOUTS)
    connection.execute(BALANCES)


PAYOUTS = """
    create table reconciliation.payouts as
    with sent as (
        select *, deposit_at::date as sent_date,
               row_number() over (partition by store_id order by deposit_at desc, settlement_id) as from_end
        from reconciliation.settlements where stated_total_amount > 0
    )
    select 'payout:' || sent.settlement_id || ':2:total' as payout_id, 'marketplace_payout' as leg,
           case from_end when 1 then 'under_way' when 2 then 'missing' else 'arrived' end as status, store_id,
           'amazon_wallet' as from_wallet, sent.settlement_id as document_id, sent_date,
           stated_total_amount as sent_amount, currency as sent_currency,
           stated_total_amount as expected_amount, currency as expected_currency,
           sent_date + 7 as due_date, arrived.* exclude (settlement_id),
           null::decimal(18, 8) as implied_rate, null::decimal(18, 8) as mid_rate,
           null::decimal(18, 4) as hidden_cost_amount, null::decimal(18, 4) as hidden_cost_amount_base,
           null::decimal(18, 4) as stated_fee_amount, null::decimal(18, 4) as contract_fee_amount,
           null::decimal(18, 4) as charged_fee_amount, null::varchar as fee_currency, 3 as days_under_way, raw_file,
           2 as raw_line, content_hash
    from sent
    left join (
        select settlement_id, sent_date + 3 as arrived_date, stated_total_amount as arrived_amount,
               currency as arrived_currency, 'banking:' || store_id || '/1:' || currency as arrived_document_id,
               'bank' as arrived_wallet, store_id as arrived_store_id, 'b' || settlement_id as arrived_entry_id,
               'amount_and_date' as matched_by, 1 as matched_count, 0::decimal(18, 4) as difference_amount,
               store_id || '/bank.csv' as arrived_raw_file, 3 as arrived_raw_line, content_hash as arrived_content_hash
        from sent where from_end > 2
    ) as arrived on arrived.settlement_id = sent.settlement_id
"""
BALANCES = """
    create table reconciliation.balances as
    select 'b' || store_id as balance_id, 'bank' as wallet_account, store_id,
           'banking:' || store_id || '/1' as account_key,
           max(currency) as currency, max(period_end_at) as stated_at, 100::decimal(18, 4) as stated_amount,
           90::decimal(18, 4) as ledger_amount, 0::decimal(18, 4) as opening_amount,
           10::decimal(18, 4) as difference_amount, 'open' as status, any_value(raw_file) as raw_file, 2 as raw_line,
           any_value(content_hash) as content_hash
    from reconciliation.settlements group by store_id
"""
