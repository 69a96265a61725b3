"""Income statement, cash flow and forecast of the invented seller, from its entries. Asserts nothing itself."""

import duckdb

# The invented seller has one wallet, which stands here for its cash.
STATEMENTS = (
    "alter table ledger.accounts add column account_code integer default 1000",
    "alter table ledger.accounts add column account_name varchar",
    """
    insert into ledger.accounts values ('exchange_differences', 'income', 'adjustments', 7220, null),
    ('unrealised_exchange_differences', 'income', 'adjustments', 7230, null),
    ('reserve_held', 'clearing', null, 1220, null), ('rounding_differences', 'income', 'adjustments', 7290, null)
    """,
    "update ledger.accounts set account_name = replace(account_id, '_', ' ')",
    """
    create table finance.exchange_gains as
    select 'acme-uk' as store_id, 'reserve_held' as account_id, 'GBP' as currency, month::date as month,
           1.27::decimal(18, 8) as fx_rate, 10::decimal(18, 4) as closing_amount,
           12.70::decimal(18, 4) as closing_amount_base, 0.25::decimal(18, 4) as realised_amount_base,
           -0.05::decimal(18, 4) as unrealised_change_amount_base
    from generate_series(date '2026-06-01', date '2026-11-01', interval 1 month) months(month)
    """,
    """
    create table finance.income_statement as
    with lines as (
        select store_id, sku, any_value(product_line) as product_line from finance.sku_profit_monthly group by all
    ), effects as (
        select e.store_id, e.marketplace, date_trunc('month', e.booked_date)::date as month, a.account_id, e.currency,
               e.sku,
               if(e.credit_account = a.account_id, e.amount, -e.amount) as amount,
               if(e.credit_account = a.account_id, e.amount_base, -e.amount_base) as amount_base
        from ledger.money_entries e
        join ledger.accounts a on a.account_id in (e.debit_account, e.credit_account) and a.profit_line is not null
    ), parts as (
        select effects.* exclude sku, coalesce(product_line, '(no product line)') as product_line,
               'direct' as attribution
        from effects join lines using (store_id, sku)
        union all
        select * exclude sku, '(unallocated)', 'unallocated' from effects where sku is null
        union all
        select booked_store_id, booked_marketplace, month, account_id, currency, amount, amount_base,
               coalesce(product_line, '(no product line)'), 'allocated'
        from finance.allocations left join lines using (store_id, sku)
        union all
        select booked_store_id, booked_marketplace, month, account_id, currency, -amount, -amount_base,
               '(unallocated)', 'unallocated'
        from finance.allocations
        union all
        select store_id, null, month, 'exchange_differences', currency, 0, realised_amount_base,
               '(unallocated)', 'unallocated'
        from finance.exchange_gains
    )
    select store_id, marketplace, product_line, attribution, month, account_id, account_code, account_name, profit_line,
           currency, sum(amount)::decimal(18, 4) as amount, sum(amount_base)::decimal(18, 4) as amount_base
    from parts join ledger.accounts using (account_id)
    group by all
    """,
    """
    create table finance.cash_flow as
    with flows as (
        select store_id, date_trunc('month', booked_date)::date as month, currency, 'amazon_wallet' as wallet_account,
               coalesce(product_line, if(sku is null, '(unallocated)', '(no product line)')) as product_line,
               if(sku is null, 'unallocated', 'direct') as attribution,
               if(debit_account = 'amazon_wallet', credit_account, debit_account) as counter_account, category,
               sum(if(debit_account = 'amazon_wallet', amount, -amount)) as amount,
               sum(if(debit_account = 'amazon_wallet', amount_base, -amount_base)) as amount_base
        from ledger.money_entries
        left join (
            select store_id, sku, any_value(product_line) as product_line from finance.sku_profit_monthly group by all
        ) using (store_id, sku)
        where 'amazon_wallet' in (debit_account, credit_account)
        group by all
    ), balances as (
        select store_id, month, currency, sum(amount) as flow, sum(amount_base) as flow_base,
               sum(sum(amount)) over (partition by store_id order by month) as closing,
               sum(sum(amount_base)) over (partition by store_id order by month) as closing_base
        from flows group by store_id, month, currency
    )
    select store_id, month, currency, wallet_account, 'operating' as section, 'receipts_from_own_shop' as cash_line,
           counter_account, category, product_line, attribution,
           amount::decimal(18, 4) as amount, amount_base::decimal(18, 4) as amount_base
    from flows
    union all
    select store_id, month, currency, 'amazon_wallet', 'opening', 'opening_balance', null, null, '(unallocated)',
           'unallocated',
           (closing - flow)::decimal(18, 4), (closing_base - flow_base)::decimal(18, 4)
    from balances
    union all
    select store_id, month, currency, 'amazon_wallet', 'closing', 'closing_balance', null, null, '(unallocated)',
           'unallocated',
           closing::decimal(18, 4), closing_base::decimal(18, 4)
    from balances
    """,
    """
    create table finance.cash_forecast as
    select 'acme-us' as store_id, 'USD' as currency, week::integer as week_number,
           (date '2026-11-24' + week::integer * 7)::date as week_start_date, date '2026-11-30' as as_of_date,
           1::decimal(18, 8) as fx_rate, (1000 + 50 * (week - 1))::decimal(18, 4) as opening_amount,
           0::decimal(18, 4) as payouts_under_way_amount, 0::decimal(18, 4) as reserve_release_amount,
           0::decimal(18, 4) as deferred_release_amount, 150::decimal(18, 4) as average_payouts_amount,
           0::decimal(18, 4) as own_shop_amount, 150::decimal(18, 4) as receipts_amount,
           0::decimal(18, 4) as purchase_orders_amount, 100::decimal(18, 4) as recurring_expenses_amount,
           0::decimal(18, 4) as budgets_amount, 100::decimal(18, 4) as payments_amount,
           (1000 + 50 * week)::decimal(18, 4) as closing_amount
    from generate_series(1, 13) weeks(week)
    """,
)


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the statements; the ledger is there already."""
    for statement in STATEMENTS:
        connection.execute(statement)
