"""Where the invented seller's goods lie, and where counts differ from the ledger: made from its movements by SQL."""

import duckdb


def create(connection: duckdb.DuckDBPyConnection, waiting_gap: str) -> None:
    """Make the stock position and the stock-take gaps from the ledger's tables."""
    connection.execute(POSITION)
    connection.execute(GAPS.format(gap=waiting_gap))


AGES = ((0, 30, "0_to_30"), (31, 60, "31_to_60"), (61, 90, "61_to_90"), (91, 180, "91_to_180"),
        (181, 270, "181_to_270"), (271, 365, "271_to_365"), (366, 99_999, "366_plus"))  # fmt: skip
_AGED = ", ".join(
    f"sum(on_hand_qty) filter (age between {first} and {last}) as age_{name}_days_qty" for first, last, name in AGES
)
_PARTS = ", ".join(
    f"sum(on_hand_qty * unit_{part}_amount)::decimal(18, 4) as {part}_amount"
    for part in ("goods", "freight", "duty", "other")
)
POSITION = f"""
    create table inventory.stock_position as
    with held as (
        select b.sku, b.location, b.condition, b.on_hand_qty, c.currency, c.unit_cost_amount, c.unit_goods_amount,
               c.unit_freight_amount, c.unit_duty_amount, c.unit_other_amount,
               date '2026-11-24' - c.received_date as age
        from ledger.stock_balances b left join ledger.batches c on c.sku = b.sku and c.batch_id = b.batch_id
        where b.valid_until_date is null and b.on_hand_qty <> 0
    ), places as (
        select sku, location, max(currency) as currency,
               sum(on_hand_qty) filter (condition = 'sellable') as sellable,
               coalesce(sum(on_hand_qty) filter (condition = 'unfulfillable'), 0) as unfulfillable,
               sum(on_hand_qty) as on_hand, {_AGED}, {_PARTS},
               sum(on_hand_qty * unit_cost_amount)::decimal(18, 4) as value_amount,
               sum(on_hand_qty) filter (unit_cost_amount is null) as uncosted
        from held group by sku, location
    ), sold as (
        select sku, from_location as location, sum(quantity) as d90,
               coalesce(sum(quantity) filter (moved_date > date '2026-10-25'), 0) as d30
        from ledger.stock_movements where reason = 'sale' and moved_date > date '2026-08-26' group by all
    )
    select sku, location,
           case when location like 'fba:%' then 'fba' when location like 'in_transit:%' then 'in_transit'
                else 'domestic' end as location_type,
           case when location like 'fba:%' then split_part(location, ':', 2) end as store_id,
           case when location like 'fba:%' then split_part(location, ':', 3) end as region,
           'Title of ' || sku as title, 'B0' || sku[5:] || 'XK7Q' as asin, date '2026-11-24' as as_of_date,
           'ledger' as position_basis, on_hand::bigint as on_hand_qty, coalesce(sellable, 0)::bigint as sellable_qty,
           (coalesce(sellable, 0) // 10)::bigint as reserved_qty,
           (coalesce(sellable, 0) - coalesce(sellable, 0) // 10)::bigint as available_qty,
           unfulfillable::bigint as unfulfillable_qty, 0::bigint as inspection_qty, 0::bigint as in_transit_qty,
           (case when location like 'warehouse:%' and sku > 'SKU-006' then 200 else 0 end)::bigint as on_order_qty,
           case when location like 'warehouse:%' and sku > 'SKU-006' then date '2026-12-18' end as expected_date,
           on_hand::bigint as ledger_on_hand_qty,
           case when location like 'fba:%' then date '2026-11-23' end as snapshot_date,
           case when location like 'fba:%' then sellable::bigint end as snapshot_fulfillable_qty,
           0::bigint as snapshot_reserved_qty, unfulfillable::bigint as snapshot_unfulfillable_qty,
           0::bigint as snapshot_inbound_qty, coalesce(d30, 0)::bigint as shipped_30_days_qty,
           coalesce(d90, 0)::bigint as shipped_90_days_qty, d30 / 30.0::double as daily_demand_qty,
           floor(coalesce(sellable, 0) / nullif(d30 / 30.0, 0))::integer as cover_days,
           date '2026-11-24' + floor(coalesce(sellable, 0) / nullif(d30 / 30.0, 0))::integer as stock_out_date,
           case when sku < 'SKU-004' then 'A' when sku < 'SKU-008' then 'B' else 'C' end as abc_class, 'X' as xyz_class,
           null::double as sell_through_pct, null::double as turnover_days, null::double as supply_30_days,
           null::double as supply_90_days, false as is_low_inventory_fee_due,
           null::decimal(18, 4) as low_inventory_fee_amount, null::decimal(18, 4) as aged_inventory_fee_amount,
           null::varchar as fee_currency, currency, goods_amount, freight_amount, duty_amount, other_amount,
           value_amount, value_amount as value_amount_base, coalesce(uncosted, 0)::bigint as uncosted_qty,
           {", ".join(f"coalesce(age_{name}_days_qty, 0)::bigint as age_{name}_days_qty" for _, _, name in AGES)},
           case when location like 'fba:%' then (select max(raw_file) from ledger.stock_movements) end as raw_file,
           case when location like 'fba:%' then 2 end as raw_line,
           (select max(content_hash) from ledger.stock_movements) as content_hash
    from places left join sold using (sku, location)
"""
GAPS = """
    create table inventory.stocktake_gaps as
    with found(gap_id, kind, location, store_id, sku, batch_id, condition, counted_date, ledger_qty, counted_qty, cause,
               document_id, candidate_documents, status) as (
        values
        ('{gap}', 'stock_take', 'warehouse:Shenzhen', null, 'SKU-002', 'B1-002', 'sellable', date '2026-11-20', 90, 87,
         'lost', null, null, 'open'),
        ('g-twice', 'stock_take', 'warehouse:Shenzhen', null, 'SKU-003', 'B1-003', 'sellable', date '2026-11-20',
         60, 30, 'booked_twice', 'receipt:PO-2025-030',
         'receipt:PO-2025-030 (2025-10-10) = receipt:PO-2025-039 (2025-10-10)', 'open'),
        ('g-applied', 'stock_take', 'warehouse:Shenzhen', null, 'SKU-004', 'B1-004', 'sellable', date '2026-08-31',
         30, 29, 'lost', null, null, 'approved'),
        ('g-fba', 'fba', 'fba:acme-uk:UK', 'acme-uk', 'SKU-002', 'B2-002', 'sellable', date '2026-11-23', 85, 87,
         'return_not_scanned', null, null, 'open'),
        ('g-short', 'purchase_order', 'supplier', null, 'SKU-005', null, 'sellable', date '2026-10-01', 100, 80,
         'received_short', 'receipt:PO-2025-050', null, 'open')
    ), lines as (
        select any_value(raw_file) as raw_file, any_value(content_hash) as content_hash from ledger.stock_movements
    )
    select found.*, counted_qty - ledger_qty as gap_qty, counted_qty - ledger_qty as counted_gap_qty,
           null::bigint as first_counted_qty, 'sku' as count_kind, 'Li Na' as counted_by, null::varchar as approved_by,
           null::varchar as order_id, 4.75::decimal(18, 4) as unit_cost_amount,
           ((counted_qty - ledger_qty) * 4.75)::decimal(18, 4) as value_amount, 'USD' as currency,
           ((counted_qty - ledger_qty) * 4.75)::decimal(18, 4) as value_amount_base,
           'The count of ' || counted_date || ' has ' || counted_qty || ' *units*, the ledger ' || ledger_qty || '.'
               as detail_en,
           counted_date || ' 实盘 ' || counted_qty || ' 件，账面 ' || ledger_qty || ' 件。' as detail_zh,
           null::date as claim_until_date, kind <> 'purchase_order' as is_adjustable, raw_file,
           case when kind = 'purchase_order' then null else 7 end as raw_line, content_hash
    from found cross join lines
"""
