"""The made-up seller's warehouses: whoever adds up the files finds every unit, save what the answer key names."""

from tests.demo.written_books import Books, by_key, count_gaps

KINDS = {
    *("lost", "found", "booked_twice", "received_short", "shipped_not_recorded", "return_not_scanned"),
    "transfer_not_received",
}


def test_each_cause_is_planted(books: Books) -> None:
    planted = [fault for fault in books.key["faults"] if fault["kind"] in KINDS]
    assert {fault["kind"] for fault in planted} == KINDS
    assert all(fault["quantity"] > 0 and fault["sku"] and fault["location"] for fault in planted)
    assert all(fault["explanation_en"] and fault["explanation_zh"] for fault in planted)


def test_the_last_count_of_each_batch_differs_only_where_planted(books: Books) -> None:
    found = books.differences(_COUNTED_LESS_BOOKED.format(day="2026-06-30"))
    kinds = ("lost", "found", "booked_twice", "shipped_not_recorded")
    assert found == count_gaps(books.planted(*kinds, places="Shenzhen"), "sku", "batch_id")


def test_the_count_in_mid_year_finds_nothing(books: Books) -> None:
    assert not books.differences(_COUNTED_LESS_BOOKED.format(day="2025-12-31"))
    [(lines,)] = books.connection.execute(
        "select count(*) from stock_takes_ where \"counted date\" < '2026'"
    ).fetchall()
    assert lines > 20


def test_the_overseas_warehouse_has_what_came_and_was_not_sent_on(books: Books) -> None:
    found = books.differences(
        """
        select SKU, cast("on hand" as integer) - moved
        from (
            select SKU, sum(
                case when "to warehouse" = 'Los Angeles 3PL' then cast("received quantity" as integer)
                else -cast("shipped quantity" as integer) end
            ) as moved
            from transfers where 'Los Angeles 3PL' in ("to warehouse", "from warehouse") group by SKU
        ) full join warehouse_stock_ using (SKU)
        """
    )
    assert found == count_gaps(books.planted("lost", "return_not_scanned", places="Los"), "sku")


def test_what_was_sent_was_received_but_for_what_is_planted_or_still_on_its_way(books: Books) -> None:
    missing = """
        select shipment, SKU, batch, "shipped quantity"::integer - coalesce("received quantity"::integer, 0)
        from transfers where "received date" is not null or "shipped date" < '2026-05-01'
    """
    faults = books.planted("received_short", "transfer_not_received", places="FBA")
    assert books.differences(missing) == by_key(faults, "document_id", "sku", "batch_id")


def test_orders_arrived_whole_but_for_what_is_planted(books: Books) -> None:
    missing = """
        select po, SKU, any_value(ordered) - sum(received)
        from (
            select "purchase order" as po, SKU, cast("ordered quantity" as integer) as ordered from purchase_orders
        ) inner join (
            select distinct "purchase order" as po, SKU, batch, cast("received quantity" as integer) as received
            from all_receipts
        ) using (po, SKU) group by po, SKU
    """
    assert books.differences(missing) == by_key(books.planted("received_short", places="Shenzhen"), "order_id", "sku")


def test_no_shelf_is_ever_less_than_empty(books: Books) -> None:
    shelves = """
        select min(there) from (
            select sum(sum(Quantity::integer)) over (
                partition by store_id, MSKU, Disposition order by strptime("Date", '%m/%d/%Y')
            ) as there
            from inventory_ledger group by store_id, MSKU, Disposition, "Date"
        )
    """
    batches = """
        select min(there) from (
            select sum(sum(units)) over (partition by place, SKU, batch order by day) as there
            from (
                select "receiving location" as place, SKU, batch, "received date" as day,
                    "received quantity"::integer as units
                from all_receipts
                union all
                select "from warehouse", SKU, batch, "shipped date", -"shipped quantity"::integer from transfers
                where "from warehouse" not like 'FBA%'
                union all
                select "to warehouse", SKU, batch, "received date", "received quantity"::integer from transfers
                where "to warehouse" = 'Los Angeles 3PL'
            ) group by place, SKU, batch, day
        )
    """
    assert books.connection.execute(f"select ({shelves}) >= 0, ({batches}) >= 0").fetchall() == [(True, True)]


_COUNTED_LESS_BOOKED = """
    select SKU, batch, coalesce(counted, 0) - coalesce(booked, 0)
    from (
        select SKU, batch, sum("counted quantity"::integer) as counted
        from stock_takes_ where "counted date" = '{day}' group by all
    ) full join (
        select SKU, batch, sum(units) as booked
        from (
            select SKU, batch, "received quantity"::integer as units from all_receipts where "received date" <= '{day}'
            union all
            select SKU, batch, -"shipped quantity"::integer from transfers
            where "from warehouse" = 'Shenzhen' and "shipped date" <= '{day}'
        ) group by all
    ) using (SKU, batch)
"""
