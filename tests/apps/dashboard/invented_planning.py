"""What the invented seller should buy and move, and what sits: made up, one row of each kind. No forecasts."""

import duckdb


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the suggestions and the slow movers."""
    connection.execute(REPLENISHMENT)
    connection.execute(SLOW_MOVERS)


REPLENISHMENT = """
    create table inventory.replenishment as
    with told(action, sku, from_location, to_location, suggested_qty, order_by_date, stock_out_date, price) as (
        values
        ('purchase', 'SKU-002', 'supplier', 'warehouse:Shenzhen', 240, date '2026-11-20', date '2027-01-12', 4.2),
        ('purchase', 'SKU-010', 'supplier', 'warehouse:Shenzhen', 360, date '2026-12-05', date '2027-02-01', 3.1),
        ('purchase', 'SKU-006', 'supplier', 'warehouse:Shenzhen', 120, date '2026-12-09', date '2027-02-08', null),
        ('transfer', 'SKU-003', 'warehouse:Shenzhen', 'fba:acme-us:US', 60, date '2026-11-28', date '2026-12-20', null),
        ('transfer', 'SKU-008', 'warehouse:Shenzhen', 'fba:acme-uk:UK', 45, date '2026-12-02', date '2026-12-30', null)
    ), lines as (
        select any_value(raw_file) as raw_file, any_value(content_hash) as content_hash from ledger.stock_movements
    )
    select md5(action || sku) as suggestion_id, date '2026-11-24' as as_of_date, action, sku,
           'Title of ' || sku as title, 'A' as abc_class, 'X' as xyz_class, from_location, to_location,
           suggested_qty::bigint as suggested_qty, suggested_qty::bigint as needed_qty,
           order_by_date, order_by_date < date '2026-11-24' as is_late,
           stock_out_date, 1.6::double as daily_demand_qty, 0.9::double as daily_demand_sd,
           'average' as forecast_method, null::varchar as look_alike_sku, 87::bigint as on_hand_qty,
           0::bigint as in_transit_qty, 0::bigint as on_order_qty, 0::bigint as overstock_qty,
           87::bigint as position_qty, 54.4::double as cover_days, 0.975::double as service_level,
           54.0::double as lead_days, 6.0::double as lead_days_sd, 47.0::double as travel_days,
           'measured' as lead_time_source, 3 as purchase_leg_count, 22 as safety_stock_qty, 109 as reorder_point_qty,
           205 as target_qty, 120 as minimum_order_qty, 24 as case_qty,
           case action when 'purchase' then 'Ningbo Hearth Ltd' end as supplier,
           price::decimal(18, 4) as unit_price_amount, null::integer as price_break_qty,
           null::decimal(18, 4) as price_break_saving_amount, 'sea' as transport_mode, 35 as transport_days,
           (suggested_qty * 0.4)::decimal(18, 4) as transport_cost_amount, 'USD' as transport_currency,
           (price * suggested_qty)::decimal(18, 4) as cost_amount,
           case action when 'purchase' then 'USD' end as currency,
           (price * suggested_qty)::decimal(18, 4) as cost_amount_base,
           'Stock of 87 covers 54 days; goods take 54 days to arrive, so ' || suggested_qty || ' must be ordered.'
               as reason_en,
           '库存 87 件可售 54 天，交期 54 天，需下单 ' || suggested_qty || ' 件。' as reason_zh,
           case action when 'purchase' then 'PO-2025-020' end as purchase_order_id, raw_file,
           case action when 'purchase' then 2 end as raw_line, content_hash
    from told cross join lines
"""
SLOW_MOVERS = """
    create table inventory.slow_movers as
    select as_of_date, sku, title, location, 'C' as abc_class, sellable_qty as on_hand_qty,
           0.13::double as daily_demand_qty, date '2026-09-30' as last_sold_date,
           case sku when 'SKU-011' then 55 end as idle_stock_days, sku = 'SKU-011' as is_idle,
           4492.0::double as cover_days, (sellable_qty - 20)::bigint as excess_qty,
           age_181_to_270_days_qty, age_271_to_365_days_qty, age_366_plus_days_qty,
           value_amount_base as value_amount, (sellable_qty * 0.11)::decimal(18, 4) as ageing_fee_amount,
           (sellable_qty * 5.2)::decimal(18, 4) as promote_amount,
           case sku when 'SKU-011' then (sellable_qty * 5.9)::decimal(18, 4) end as bundle_amount,
           case sku when 'SKU-011' then 'SKU-001' end as bundle_sku,
           (sellable_qty * -0.97)::decimal(18, 4) as remove_amount,
           (sellable_qty * 0.4)::decimal(18, 4) as liquidate_amount,
           case sku when 'SKU-011' then 'bundle' else 'promote' end as recommended_action, 'USD' as currency, raw_file,
           raw_line, content_hash
    from inventory.stock_position where location like 'fba:%' and sku in ('SKU-011', 'SKU-004', 'SKU-007')
"""
