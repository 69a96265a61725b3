{{ config(schema='ledger') }}
select
    account_id,
    cast(account_code as integer) as account_code,
    account_name,
    account_type,
    profit_line
from {{ ref('chart_of_accounts') }}
