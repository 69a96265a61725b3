"""One hand-written DuckDB script: what each SKU earns before its goods, and whether each settlement adds up.

It has no checks, no archive and no increments, and knows nothing of stock batches, orders or the bank.

Usage: python -m benchmarks.baseline SETTLEMENTS_DIR OUT_DB
"""

import sys
from pathlib import Path

import duckdb

SEEDS = Path(__file__).resolve().parents[1] / "dbt_project" / "seeds"
ZONE = "America/Los_Angeles"
KEY = "regexp_replace(lower(coalesce({0}, '')), '[^a-z0-9]+', '', 'g')"

SCRIPT = """
create table lines as
select
    "settlement-id" as settlement_id, "transaction-type" as transaction_type, "order-id" as order_id,
    "marketplace-name" as marketplace, "amount-type" as amount_type, "amount-description" as amount_description,
    cast(amount as decimal(18, 4)) as amount, cast(replace("posted-date-time", ' UTC', '+00') as timestamptz) as
    posted_at, "order-item-code" as order_item_id, sku, cast("quantity-purchased" as integer) as quantity,
    "total-amount" as total, currency, filename as raw_file,
    row_number() over (partition by filename) + 1 as raw_line
from read_csv('{settlements}/*.txt', delim = '\t', quote = '', escape = '', header = true, all_varchar = true,
    filename = true);

create table settlements as
select settlement_id, cast(total as decimal(18, 4)) as stated_total_amount, currency, raw_file
from lines where total is not null;

create table mapping as
select transaction_type, amount_type, amount_description, account_id, counts_units, rule_id
from read_csv('{seeds}/amazon_money_mapping.csv', all_varchar = true) where format = 'V2';

create table kinds as
select distinct on (lines.transaction_type, lines.amount_type, lines.amount_description)
    lines.transaction_type, lines.amount_type, lines.amount_description,
    coalesce(mapping.account_id, 'suspense') as account_id, mapping.counts_units = 'true' as counts_units,
    coalesce(mapping.rule_id, 'suspense') as rule_id
from (select distinct transaction_type, amount_type, amount_description from lines where total is null) as lines
left join mapping
    on {key_of_amount_type} = {key_of_mapped_amount_type}
    and (mapping.transaction_type = 'any' or {key_of_transaction} = {key_of_mapped_transaction})
    and (mapping.amount_description = 'any' or {key_of_description} = {key_of_mapped_description})
order by all;

create table entries as
select
    lines.settlement_id as document_id, raw_line, raw_file, marketplace, posted_at as booked_at,
    cast(timezone('{zone}', posted_at) as date) as booked_date,
    case when amount >= 0 then 'amazon_wallet' else account_id end as debit_account,
    case when amount >= 0 then account_id else 'amazon_wallet' end as credit_account,
    cast(abs(amount) as decimal(18, 4)) as amount, 'USD' as currency, order_id,
    order_item_id, sku, case when counts_units then quantity end as quantity, rule_id
from lines
inner join kinds on
    kinds.transaction_type is not distinct from lines.transaction_type
    and kinds.amount_type is not distinct from lines.amount_type
    and kinds.amount_description is not distinct from lines.amount_description
where total is null;

create table accounts as select * from read_csv('{seeds}/chart_of_accounts.csv');

create table sku_profit_monthly as
pivot (
    select
        marketplace, coalesce(entries.sku, '(no sku)') as sku, date_trunc('month', booked_date) as month,
        entries.currency, coalesce(credited.profit_line, debited.profit_line) as profit_line,
        case when credited.profit_line is not null then amount else -amount end as profit
    from entries
    left join accounts as credited on credited.account_id = credit_account
    left join accounts as debited on debited.account_id = debit_account
    where coalesce(credited.profit_line, debited.profit_line) is not null
) on profit_line using sum(profit) group by marketplace, sku, month, currency;

create table order_totals as
select order_id, order_item_id, sku, currency, sum(amount) as amount, sum(quantity) as units
from entries group by all;

create table trial_balance as
select account, currency, sum(amount) as balance
from (
    select debit_account as account, currency, amount from entries
    union all
    select credit_account, currency, -amount from entries
) group by all;

create table settlement_proofs as
select
    settlements.*, sum(case when debit_account = 'amazon_wallet' then amount else -amount end) as lines_total_amount,
    count(distinct raw_line) as line_count
from settlements inner join entries on entries.document_id = settlements.settlement_id
group by all;
"""


def main(settlements: str, out: str) -> None:
    """Run the script and print how many entries it made, as a sign that it did the work."""
    keys = {
        "key_of_amount_type": KEY.format("lines.amount_type"),
        "key_of_mapped_amount_type": KEY.format("mapping.amount_type"),
        "key_of_transaction": KEY.format("lines.transaction_type"),
        "key_of_mapped_transaction": KEY.format("mapping.transaction_type"),
        "key_of_description": KEY.format("lines.amount_description"),
        "key_of_mapped_description": KEY.format("mapping.amount_description"),
    }
    script = SCRIPT.format(settlements=settlements, seeds=SEEDS, zone=ZONE, **keys)
    Path(out).unlink(missing_ok=True)
    with duckdb.connect(out) as connection:
        connection.execute("set memory_limit = '4GB'; set preserve_insertion_order = false")
        connection.execute("set enable_progress_bar = false")
        connection.execute(script)
        [(entries,)] = connection.execute("select count(*) from entries").fetchall()
    sys.stdout.write(f"{entries:,} entries\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
