"""Whether two builds publish the same: table by table, type by type, row by row. Knows no table by name."""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from warehouse.literals import literal
from warehouse.publish import INTERNAL_SCHEMAS

NEVER_READ = (*INTERNAL_SCHEMAS, "intermediate", "seeds")


def differences(left: Path, right: Path, leaving_out: frozenset[str] = frozenset()) -> Iterator[str]:
    """What the published tables of two databases do not have in common, in words; nothing where they are equal.

    Columns named in `leaving_out` may differ: those that tell when something was loaded. Rows have no order.
    """
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        for name, path in (("left_build", left), ("right_build", right)):
            connection.execute(f"attach {literal(path)} as {name} (read_only)")
        theirs, ours = _tables(connection, "left_build"), _tables(connection, "right_build")
        for table in sorted(theirs.keys() ^ ours.keys()):
            yield f"{table} is in one build only"
        for table in sorted(theirs.keys() & ours.keys()):
            if theirs[table] != ours[table]:
                columns = sorted(name for name, _ in theirs[table].items() ^ ours[table].items())
                yield f"{table}: columns differ in name or type: {', '.join(dict.fromkeys(columns))}"
                continue
            compared = [name for name in theirs[table] if name not in leaving_out]
            apart = _rows_apart(connection, table, compared)
            if any(apart):
                yield f"{table}: {apart[0]} rows are in the first build only, {apart[1]} in the second only"


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, dict[str, str]]:
    """The type of each column, by schema.table and column."""
    rows = connection.execute(
        "select table_schema || '.' || table_name, column_name, data_type from information_schema.columns "
        "where table_catalog = ? and not list_contains(?, table_schema) order by all",
        [database, list(NEVER_READ)],
    ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        tables.setdefault(table, {})[column] = kind
    return tables


def _rows_apart(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> tuple[int, int]:
    listed = ", ".join(f'"{name}"' for name in columns)
    left, right = (f"select {listed} from {build}.{table}" for build in ("left_build", "right_build"))
    [(only_left, only_right)] = connection.execute(
        f"select (select count(*) from ({left} except all {right})), (select count(*) from ({right} except all {left}))"
    ).fetchall()
    return only_left, only_right
