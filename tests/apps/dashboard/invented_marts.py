"""The published tables of the invented seller, derived from its entries so that figures tie. No made-up totals."""

import duckdb

from tests.apps.dashboard import invented_payouts

SCHEMAS = ["ledger", "finance", "reconciliation", "inventory", "fulfilment", "alerts", "quality"]
STEPS = (
    "product_sales", "shipping", "promotions", "refunds", "cogs", "referral_fees", "fulfilment_fees", "storage_fees",
    "other_fees", "overheads", "advertising", "reimbursements", "financial",
)  # fmt: skip
ACCOUNTS = """
    insert into ledger.accounts values
    ('amazon_wallet', 'wallet', null), ('inventory', 'asset', null), ('suspense', 'suspense', null),
    ('tax_collected', 'liability', null), ('cost_of_goods_sold', 'expense', 'cogs'),
    ('product_sales', 'income', 'product_sales'), ('shipping_credits', 'income', 'shipping'),
    ('promotions', 'income', 'promotions'), ('refunds', 'income', 'refunds'),
    ('referral_fees', 'expense', 'referral_fees'), ('fulfilment_fees', 'expense', 'fulfilment_fees'),
    ('storage_fees', 'expense', 'storage_fees'), ('other_fees', 'expense', 'other_fees'),
    ('advertising', 'expense', 'advertising'), ('reimbursements', 'income', 'reimbursements')
"""


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every table that the dashboard reads from the registered `entries`."""
    for schema in SCHEMAS:
        connection.execute(f"create schema {schema}")
    connection.execute("create table ledger.accounts (account_id varchar, account_type varchar, profit_line varchar)")
    connection.execute(ACCOUNTS)
    connection.execute("create table ledger.money_entries as from entries")
    _create_profit(connection)
    for statement in (SETTLEMENTS, GAPS, ORDERS, REIMBURSEMENTS, ALERTS, LOADS, REFUSED, BUILD_SETTINGS):
        connection.execute(statement)
    invented_payouts.create(connection)


def _create_profit(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        """
        create temp table signed as
        select e.*, date_trunc('month', booked_date)::date as month, a.profit_line,
               case when e.credit_account = a.account_id then 1 else -1 end as sign
        from ledger.money_entries e
        join ledger.accounts a on a.account_id in (e.debit_account, e.credit_account) and a.profit_line is not null
        """
    )
    steps = ", ".join(
        f"coalesce(sum(sign * amount{base}) filter (profit_line = '{step}'), 0)::decimal(18, 4) as {step}_amount{base}"
        for step in STEPS
        for base in ("", "_base")
    )
    steps += "".join(
        f", coalesce(sum(sign * ({part})) filter (profit_line = 'cogs'), 0)::decimal(18, 4) as cogs_{name}_amount{base}"
        for base in ("", "_base")
        for name, part in (
            ("goods", f"amount{base} - cost_freight_amount{base} - cost_duty_amount{base} - cost_other_amount{base}"),
            *((name, f"cost_{name}_amount{base}") for name in ("freight", "duty", "other")),
        )
    )
    keys = "store_id, marketplace, coalesce(sku, '(no sku)') as sku, month, currency"
    subtotals = ", ".join(
        SUBTOTALS.format(base=base, steps=" + ".join(f"{step}_amount{base}" for step in STEPS))
        for base in ("", "_base")
    )
    for table, more, group in (
        ("order_profit", "order_id, order_item_id, min(booked_at) as first_posted_at,", ", order_id, order_item_id"),
        ("sku_profit_monthly", "", ""),
    ):
        connection.execute(
            f"""
            create table finance.{table} as
            with steps as (
                select {keys}, {more} {steps},
                       coalesce(sum(quantity) filter (category = 'revenue_product'), 0)::bigint as units_sold_qty,
                       coalesce(-sum(quantity) filter (category = 'refund_product'), 0)::bigint as units_refunded_qty
                from signed group by store_id, marketplace, coalesce(sku, '(no sku)'), month, currency {group}
            )
            select *, {subtotals}, sku not in ('SKU-038', 'SKU-039') as is_cost_complete,
                   {TITLES}
            from steps
            """
        )
    connection.execute(ALLOCATIONS)
    connection.execute(FULL_PROFIT)


# One SKU of each store and month bears all that names none.
ALLOCATIONS = """
    create table finance.allocations as
    with bearers as (
        select store_id, month, currency, min(sku) as sku, arg_min(marketplace, sku) as marketplace
        from finance.sku_profit_monthly where sku <> '(no sku)' group by all
    )
    select document_id, signed.store_id as booked_store_id, signed.marketplace as booked_marketplace, signed.month,
           case sign when 1 then credit_account else debit_account end as account_id, category, profit_line,
           signed.currency, bearers.store_id, bearers.marketplace, bearers.sku, 'store_month' as rule,
           'revenue' as driver, 1::bigint as driver_share_numerator, 1::bigint as driver_share_denominator,
           sum(sign * amount)::decimal(18, 4) as amount, sum(sign * amount_base)::decimal(18, 4) as amount_base
    from signed join bearers using (store_id, month, currency)
    where signed.sku is null group by all
"""
FULL_PROFIT = """
    create or replace table finance.sku_profit_monthly as
    with moved as (
        select store_id, marketplace, sku, month, currency, amount_base from finance.allocations
        union all
        select booked_store_id, booked_marketplace, '(no sku)', month, currency, -amount_base from finance.allocations
    ), borne as (
        select store_id, coalesce(marketplace, '') as sold_on, sku, month, currency, sum(amount_base) as amount
        from moved group by all
    )
    select profits.*, coalesce(amount, 0)::decimal(18, 4) as allocated_amount_base,
           (profit_amount_base + coalesce(amount, 0))::decimal(18, 4) as full_profit_amount_base
    from finance.sku_profit_monthly as profits left join borne on
        borne.store_id = profits.store_id and sold_on = coalesce(profits.marketplace, '') and borne.sku = profits.sku
        and borne.month = profits.month and borne.currency = profits.currency
"""
SUBTOTALS = """
    (product_sales_amount{base} + shipping_amount{base} + promotions_amount{base} + refunds_amount{base})
        ::decimal(18, 4) as net_sales_amount{base},
    (product_sales_amount{base} + shipping_amount{base} + promotions_amount{base} + refunds_amount{base}
        + cogs_amount{base})::decimal(18, 4) as gross_profit_amount{base},
    (referral_fees_amount{base} + fulfilment_fees_amount{base} + storage_fees_amount{base}
        + other_fees_amount{base} + overheads_amount{base})::decimal(18, 4) as fees_amount{base},
    (reimbursements_amount{base} + financial_amount{base})::decimal(18, 4) as other_amount{base},
    ({steps} - overheads_amount{base} - financial_amount{base})::decimal(18, 4) as marketplace_profit_amount{base},
    ({steps})::decimal(18, 4) as profit_amount{base}
"""
TITLES = """
    case when sku = '(no sku)' then null else
        ['Walnut', 'Linen', 'Compact', 'Nordic'][1 + sku[5:]::integer % 4] || ' ' ||
        ['Kettle', 'Desk lamp', 'Yoga mat', 'Bottle', 'Keyboard', 'Backpack', 'Tripod', 'Apron', 'Clock', 'Blanket']
        [1 + sku[5:]::integer % 10] end as title,
    case when sku = '(no sku)' then null else 'Acme' end as brand,
    case when sku = '(no sku)' then null else
        ['Kitchen', 'Home', 'Sport', 'Office'][1 + sku[5:]::integer % 4] end as product_line,
    case when sku = '(no sku)' then null else 'B0' || sku[5:] || 'XK7Q' end as asin,
    case when sku = '(no sku)' then null else 'B0PARENT' || sku[5:6] end as parent_asin,
    case marketplace when 'Amazon.de' then 'DE' when 'Amazon.co.uk' then 'GB' when 'Amazon.com' then 'US' end
        as country_code
"""
SETTLEMENTS = """
    create table reconciliation.settlements as
    with lines as (
        select document_id as settlement_id, store_id, marketplace, currency, min(booked_at) as period_start_at,
               max(booked_at) as period_end_at, any_value(raw_file) as raw_file,
               any_value(content_hash) as content_hash, count(*) as line_count,
               sum(case when debit_account = 'amazon_wallet' then amount else -amount end)::decimal(18, 4) as total,
               coalesce(sum(amount) filter (credit_account = 'suspense' or debit_account = 'suspense'), 0) as suspense
        from ledger.money_entries where document_type = 'amazon_settlement' group by 1, 2, 3, 4
    ), gaps as (
        select *, case settlement_id when '23001000' then 12.34 when '23000711' then -5.00 else 0 end as gap from lines
    )
    select settlement_id, 'amazon_settlement' as document_type, store_id, marketplace, currency, period_start_at,
           period_end_at, period_end_at + interval 2 day as deposit_at, 'V2' as format,
           (total + gap)::decimal(18, 4) as stated_total_amount, total as lines_total_amount,
           gap::decimal(18, 4) as gap_amount, suspense::decimal(18, 4) as suspense_amount, line_count,
           case gap when 0 then 'proven' when -5 then 'explained' else 'open' end as status, raw_file,
           2 as raw_line, content_hash
    from gaps
"""
GAPS = """
    create table reconciliation.gaps as
    select gaps.*, (amount * 1.1)::decimal(18, 4) as amount_base,
           (date '2026-11-24' - opened_date)::integer as age_days,
           case kind when 'settlement_total_gap' then opened_date + 90 end::date as deadline_date,
           null::varchar as status_note, null::decimal(18, 4) as claimed_amount, null::varchar as status_set_by,
           null::timestamptz as status_set_at, case kind when 'suspense' then 'suspense' end as write_off_account,
           case kind when 'suspense' then amount end as write_off_amount, 'Download the report again' as next_step_en,
           '重新下载该报告' as next_step_zh
    from (
        select 'gap:' || settlement_id as gap_id, 'settlement_total_gap' as kind, store_id,
               settlement_id as document_id, null::varchar as order_id, null::varchar as sku, gap_amount as amount,
               currency, period_end_at::date as opened_date,
               case status when 'open' then 'open' else 'explained' end as status,
               'stated total differs from its lines' as detail_en, '总额与各行不符' as detail_zh,
               raw_file, null::integer as raw_line, content_hash
        from reconciliation.settlements where gap_amount <> 0
        union all
        select 'suspense:' || entry_id, 'suspense', store_id, document_id, order_id, sku, amount, currency,
               booked_date, 'open', 'no rule knows ' || description, '没有规则认识 ' || description, raw_file, raw_line,
               content_hash
        from ledger.money_entries where 'suspense' in (debit_account, credit_account)
        union all
        select 'refund_twice:' || store_id || ':' || order_id, 'refund_twice', store_id, document_id, order_id, sku,
               amount, currency, booked_date, 'open', 'refunded twice', '重复退款', raw_file, raw_line, content_hash
        from (from ledger.money_entries where order_id is not null order by entry_id limit 1)
    ) as gaps
"""
ORDERS = """
    create table reconciliation.orders as
    select store_id, any_value(marketplace) as marketplace, order_id, min(booked_at) as purchased_at,
           min(booked_date) as shipped_date, min(booked_at) as first_settled_at, any_value(currency) as currency,
           sum(amount) filter (credit_account = 'product_sales') as ordered_amount,
           ordered_amount as settled_sales_amount,
           sum(amount) filter (debit_account = 'refunds') as refunded_amount, 1::bigint as ordered_qty,
           1::bigint as shipped_qty, 1::bigint as settled_qty, 0::bigint as returned_qty, 'refund_twice' as findings,
           'open' as status
    from ledger.money_entries where order_id is not null group by store_id, order_id
"""
REIMBURSEMENTS = """
    create table reconciliation.reimbursements as
    select entry_id as loss_id, store_id, sku, 'lost' as claim_kind, document_id, order_id, booked_date as lost_date,
           3 as lost_qty, 1 as made_good_qty, 2 as open_qty, amount as open_value_amount, currency,
           booked_date as opens_date, booked_date + 60 as deadline_date, 'due' as status,
           raw_file, raw_line, content_hash
    from (from ledger.money_entries where order_id is not null order by entry_id limit 2)
"""
ALERTS = """
    create table alerts.conditions as
    select 'a' || gap_id as condition_id, kind as rule_id,
           case kind when 'suspense' then 'warning' else 'critical' end as severity, store_id,
           document_id as subject_id, amount, currency,
           case kind when 'suspense' then '18.40 EUR in suspense: settlement ' || document_id
                else 'Settlement ' || document_id || ' does not add up: 12.34 ' || currency end as message_en,
           case kind when 'suspense' then '暂记 18.40 EUR：结算单 ' || document_id
                else '结算单 ' || document_id || ' 对不上：12.34 ' || currency end as message_zh,
           opened_date::timestamptz as observed_at
    from reconciliation.gaps where status = 'open'
"""
LOADS = """
    create table quality.loads as
    select '20261124T034100123456Z' as load_id, timestamptz '2026-11-24 03:41:00+00' as loaded_at, raw_file, store_id,
           'amazon' as source, 'settlement_v2' as kind, content_hash, 'utf-8' as encoding, line_count as row_count,
           'loaded' as status, null::varchar as warnings
    from reconciliation.settlements
"""
REFUSED = """
    create table quality.refused_files as
    select * from (values
        ('acme-us/settlements/broken.txt', 'acme-us', 'settlement_v2', 4182, 'the file ends in the middle of a line',
         'Download the report again; the transfer was cut.', 'l1', timestamptz '2026-11-24 03:41:00+00'),
        ('acme-de/report (3).txt', 'acme-de', null, 1, 'this is an HTML page, <b>not</b> a report',
         'Sign in to Seller Central again and download the report itself.', 'l1', timestamptz '2026-11-24 03:41:00+00')
    ) refused(path, store_id, kind, line, reason, advice, load_id, seen_at)
"""
BUILD_SETTINGS = """
    create table quality.build_settings as
    select * from (values ('reporting_currency', 'USD'), ('settlement_gap_amount', '0')) settings(name, value)
"""
