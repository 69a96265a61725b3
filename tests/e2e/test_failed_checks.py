"""A check that does not hold keeps the last good build in place and is named."""

import duckdb
import pytest

from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write

DAMAGES = {
    "a dbt test": (
        "insert into raw.raw.amazon_settlement_lines select * from raw.raw.amazon_settlement_lines limit 1",
        "settlement_lines_are_those_of_the_file",
    ),
    "an expectation": (
        "update raw.raw.amazon_settlements set settlement_end_at = settlement_start_at - interval 1 day",
        "period_start_at",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_fails_a_check_is_not_published(installation: Installation, damage: str) -> None:
    write(installation.home / "inbox" / "acme" / "first.txt", settlement_text("1000", sale()))
    installation.run("run")
    published = installation.figures()
    statement, named = DAMAGES[damage]
    with duckdb.connect(str(installation.home / "work" / "raw.duckdb")) as raw:
        raw.execute(statement)
    write(installation.home / "inbox" / "acme" / "second.txt", settlement_text("1001", sale()))

    said = installation.run("run", expect=4).stdout

    assert "Not published" in said
    assert named in "".join(installation.status()["failed_checks"])
    assert installation.figures() == published
