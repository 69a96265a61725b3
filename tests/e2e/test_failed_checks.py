"""A check that does not hold keeps the last good build in place and is named."""

import duckdb

from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write

AN_EXPECTATION = (
    "update raw.raw.amazon_settlements set settlement_end_at = settlement_start_at - interval 1 day",
    "period_start_at",
)
A_DBT_TEST = (
    "insert into raw.raw.amazon_settlement_lines from raw.raw.amazon_settlement_lines where amount < 0 limit 1",
    "settlement_lines_are_those_of_the_file",
)
"""What is done to the raw rows, and what then fails. dbt's tests come first, so its damage is done last."""


def test_what_fails_a_check_is_not_published(installation: Installation) -> None:
    write(installation.home / "inbox" / "acme" / "first.txt", settlement_text("1000", sale()))
    installation.run("run")
    published = installation.figures()
    write(installation.home / "inbox" / "acme" / "second.txt", settlement_text("1001", sale()))
    for statement, named in (AN_EXPECTATION, A_DBT_TEST):
        with duckdb.connect(str(installation.home / "work" / "raw.duckdb")) as raw:
            raw.execute(statement)

        said = installation.run("run", expect=4).stdout

        assert "Not published" in said
        assert named in "".join(installation.status()["failed_checks"])
        assert installation.figures() == published
