{{ config(materialized='view', schema='ledger') }}
select sku, batch_id, location, condition, valid_from_date, valid_until_date, on_hand_qty
from {{ ref('int_balances') }}
