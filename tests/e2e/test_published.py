"""What is published can be read by itself, every table of it."""

from tests.e2e.conftest import Installation


def test_every_published_table_can_be_read(demo: Installation) -> None:
    tables = demo.query("select schema_name || '.' || table_name from duckdb_tables() where not internal")
    views = demo.query("select schema_name || '.' || view_name from duckdb_views() where not internal")
    names = {name for (name,) in (*tables, *views)}
    assert {"ledger.stock_movements", "ledger.money_entries", "fulfilment.orders", "quality.loads"} <= names
    for name in sorted(names):
        demo.query(f"select * from {name} limit 1")
