"""What was loaded, what was refused and why, and the settings that the build was made with. No figures of money."""

from apps.dashboard.queries.selection import Query, Selection, of_stores


def reporting_currency() -> Query:
    """The currency that this build's `_base` amounts are in; it may differ from a setting changed since."""
    return Query("select value from quality.build_settings where name = 'reporting_currency'", {})


def refused_files(selection: Selection, limit: int) -> Query:
    """Files that could not be read, the latest first."""
    conditions = of_stores(selection)
    return Query(
        f"""
        select path, store_id, kind, line, reason, advice, seen_at
        from quality.refused_files {conditions.where} order by seen_at desc, path limit $row_limit
        """,
        conditions.params | {"row_limit": limit},
    )


def counts(selection: Selection) -> Query:
    """One row: files and rows loaded, files refused."""
    conditions = of_stores(selection)
    return Query(
        f"""
        select (select count(*) from quality.loads {conditions.where}) as files,
               (select coalesce(sum(row_count), 0)::bigint from quality.loads {conditions.where}) as rows,
               (select max(loaded_at) from quality.loads {conditions.where}) as last_loaded_at,
               (select count(*) from quality.refused_files {conditions.where}) as refused
        """,
        conditions.params,
    )


def loads(selection: Selection, limit: int, offset: int) -> Query:
    """One page of the files that were loaded, the latest first."""
    conditions = of_stores(selection)
    return Query(
        f"""
        select raw_file, store_id, source, kind, row_count, encoding, loaded_at, warnings
        from quality.loads {conditions.where} order by loaded_at desc, raw_file
        limit $row_limit offset $row_offset
        """,
        conditions.params | {"row_limit": limit, "row_offset": offset},
    )


def skus_without_cost(selection: Selection, limit: int) -> Query:
    """SKUs that sold while the cost sheet had no cost for them, the most sold first."""
    conditions = of_stores(selection).add("not is_cost_complete")
    return Query(
        f"""
        select sku, any_value(title) as title, store_id, min(month) as first_month, max(month) as last_month,
               sum(units_sold_qty)::bigint as units_sold_qty, sum(net_sales_amount_base) as net_sales
        from finance.sku_profit_monthly {conditions.where}
        group by sku, store_id order by net_sales desc nulls last, sku limit $row_limit
        """,
        conditions.params | {"row_limit": limit},
    )


def encoding(selection: Selection, content_hash: str) -> Query:
    """How a loaded file is encoded, so that its lines can be shown as they were read."""
    conditions = of_stores(selection).add("content_hash = $content_hash", content_hash=content_hash)
    return Query(f"select encoding from quality.loads {conditions.where} limit 1", conditions.params)
