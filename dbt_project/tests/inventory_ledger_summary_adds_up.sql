-- Amazon's own identity: the balance at the start and what moved make the balance at the end, save events it does not know
-- yet. The figures are Amazon's, so a row that does not add up is told of and holds no build back.
{{ config(severity='warn') }}

select *
from {{ ref('stg_amazon__inventory_ledger_balances') }}
where
    starting_qty + receipts_qty + customer_shipments_qty + customer_returns_qty + vendor_returns_qty
    + warehouse_transfers_qty + found_qty + lost_qty + damaged_qty + disposed_qty + other_events_qty
    <> ending_qty + unknown_events_qty
