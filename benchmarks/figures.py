"""Whether the product tells the same as the script beside it: profit a SKU and month, and settlements' totals."""

from pathlib import Path

import duckdb

# The script knows no stock batches: goods, months in which only goods moved, and what is given out to SKUs are the
# product's alone.
COMPARED = {
    "profit before goods": (
        """select sku, cast(month as date) as month, sum(profit) from (
               unpivot script.sku_profit_monthly on columns(* exclude (marketplace, sku, month, currency))
               into name profit_line value profit
           ) group by all having sum(profit) <> 0""",
        """select sku, month, sum(profit_amount - cogs_amount) as profit from finance.sku_profit_monthly
           group by all having profit <> 0""",
    ),
    "settlements": (
        "select settlement_id, stated_total_amount, lines_total_amount, line_count from script.settlement_proofs",
        """select settlement_id, stated_total_amount, lines_total_amount, line_count from reconciliation.settlements
           where document_type = 'amazon_settlement'""",
    ),
}


def differing_figures(published: Path, script: Path) -> dict[str, int]:
    """How many rows only one of the two tells, for each thing of which there are any."""
    found = {}
    with duckdb.connect(str(published), read_only=True) as connection:
        connection.execute(f"attach '{script}' as script (read_only)")
        for what, (theirs, ours) in COMPARED.items():
            both = f"(({theirs}) except all ({ours})) union all (({ours}) except all ({theirs}))"
            [(rows,)] = connection.execute(f"select count(*) from ({both})").fetchall()
            if rows:
                found[what] = rows
    return found
