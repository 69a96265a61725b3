"""The made-up seller's goods at Amazon: every report agrees with the others, save where the answer key says."""

from tests.demo.written_books import Books, by_key


def test_the_ledger_receives_what_the_transfers_say(books: Books) -> None:
    assert not books.differences(
        """
        select "Reference ID", MSKU, units - received
        from (
            select "Reference ID", MSKU, sum(cast(Quantity as integer)) as units
            from inventory_ledger where "Event Type" = 'Receipts' group by all
        ) full join (
            select shipment as "Reference ID", SKU as MSKU, sum(cast("received quantity" as integer)) as received
            from transfers where "to warehouse" like 'FBA%' and "received quantity" is not null group by all
        ) using ("Reference ID", MSKU)
        """
    )


def test_the_ledger_ships_and_takes_back_what_reports_of_orders_tell(books: Books) -> None:
    for event, report, quantity, faults in (
        ("Shipments", "fulfilled_shipments", '-cast("quantity-shipped" as integer)', ("shipped_not_recorded",)),
        ("CustomerReturns", "customer_returns", "cast(quantity as integer)", ()),
    ):
        found = books.differences(
            f"""
            select store_id, sku, abs(coalesce(moved, 0) - coalesce(told, 0))
            from (
                select store_id, MSKU as sku, sum(cast(Quantity as integer)) as moved
                from inventory_ledger where "Event Type" = '{event}' group by all
            ) full join (select store_id, sku, sum({quantity}) as told from {report} group by all)
            using (store_id, sku)
            """
        )
        assert found == by_key(books.planted(*faults, places="FBA"), "store_id", "sku")


def test_shipments_are_of_the_days_on_which_the_stores_shipped_them(books: Books) -> None:
    zones = "case store_id when 'acme-us' then 'America/Los_Angeles' when 'acme-uk' then 'Europe/London' " + (
        "when 'acme-de' then 'Europe/Berlin' else 'America/Toronto' end"
    )
    days = books.differences(
        f"""
        select store_id, sku, day, abs(coalesce(moved, 0) - coalesce(told, 0))
        from (
            select store_id, MSKU as sku, strptime("Date", '%m/%d/%Y')::date as day, -sum(Quantity::integer) as moved
            from inventory_ledger where "Event Type" = 'Shipments' group by all
        ) full join (
            select store_id, sku, timezone({zones}, "shipment-date"::timestamptz)::date as day,
                sum("quantity-shipped"::integer) as told
            from fulfilled_shipments group by all
        ) using (store_id, sku, day)
        """
    )
    assert len(days) == len(books.planted("shipped_not_recorded", places="FBA"))


def test_every_order_of_the_order_report_was_shipped_but_the_one_that_nobody_recorded(books: Books) -> None:
    waiting = books.differences(
        """
        select o."amazon-order-id", o.quantity::integer - coalesce(s."quantity-shipped"::integer, 0)
        from all_orders as o left join fulfilled_shipments as s using ("amazon-order-id")
        """
    )
    assert waiting == by_key(books.planted("shipped_not_recorded", places="Shenzhen"), "order_id")


def test_what_cannot_be_sold_is_removed_as_the_removal_orders_say(books: Books) -> None:
    assert not books.differences(
        """
        select "order-id", sku, asked + moved
        from (
            select "order-id", sku, sum("requested-quantity"::integer) as asked from removal_orders group by all
        ) full join (
            select "Reference ID" as "order-id", MSKU as sku, sum(Quantity::integer) as moved
            from inventory_ledger where "Event Type" = 'VendorReturns' or Reason = 'D' group by all
        ) using ("order-id", sku)
        """
    )


def test_the_snapshot_is_the_end_of_the_ledger_but_for_what_came_back_unseen(books: Books) -> None:
    found = books.differences(
        """
        select store_id, sku, condition, coalesce(there, 0) - coalesce(moved, 0)
        from (
            select store_id, sku, 'good' as condition,
                "afn-fulfillable-quantity"::integer + "afn-reserved-quantity"::integer as there
            from fba_inventory
            union all
            select store_id, sku, 'bad', "afn-unsellable-quantity"::integer from fba_inventory
        ) full join (
            select store_id, MSKU as sku, case when Disposition = 'SELLABLE' then 'good' else 'bad' end as condition,
                sum(Quantity::integer) as moved
            from inventory_ledger group by all
        ) using (store_id, sku, condition)
        """
    )
    faults = books.planted("return_not_scanned", places="FBA")
    assert found == {(fault["store_id"], fault["sku"], "good"): fault["quantity"] for fault in faults}


def test_what_was_lost_was_found_or_reimbursed_but_for_what_is_planted(books: Books) -> None:
    found = books.differences(
        """
        select store_id, sku, coalesce(missing, 0) - coalesce(paid, 0)
        from (
            select store_id, MSKU as sku, -sum(Quantity::integer) as missing
            from inventory_ledger where Reason in ('M', 'F') group by all
        ) full join (
            select store_id, sku, sum("quantity-reimbursed-total"::integer) as paid
            from reimbursements where reason = 'Lost_Warehouse' group by all
        ) using (store_id, sku)
        """
    )
    lost, extra = (by_key(books.planted(kind, places="FBA"), "store_id", "sku") for kind in ("lost", "found"))
    assert found == {**lost, **{key: -units for key, units in extra.items()}}


def test_each_month_begins_as_the_one_before_ended_and_adds_up(books: Books) -> None:
    columns = (
        *("Receipts", "Customer Shipments", "Customer Returns", "Vendor Returns", "Warehouse Transfer In/Out", "Found"),
        *("Lost", "Damaged", "Disposed", "Other Events"),
    )
    moved = " + ".join(f'"{column}"::integer' for column in columns)
    assert not books.connection.execute(
        f"""
        select * from (
            select *, "Starting Warehouse Balance"::integer as starts, "Ending Warehouse Balance"::integer as ends,
                lag("Ending Warehouse Balance"::integer, 1, 0) over (
                    partition by store_id, MSKU, Disposition order by strptime("Date", '%m/%Y')
                ) as before
            from inventory_ledger_summary
        ) where starts + {moved} <> ends or starts <> before
        """
    ).fetchall()
    assert not books.differences(
        """
        select store_id, MSKU, Disposition, sum("Ending Warehouse Balance"::integer) - any_value(moved)
        from inventory_ledger_summary full join (
            select store_id, MSKU, Disposition, sum(Quantity::integer) as moved from inventory_ledger group by all
        ) using (store_id, MSKU, Disposition)
        where "Date" = '06/2026' group by all
        """
    )
