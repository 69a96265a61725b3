"""Bad files among good ones: each gets its message, stays where it is, and no total is wrong for it."""

import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write

GOOD = settlement_text("1000", sale())
ENTITIES = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<AmazonEnvelope><Message><SettlementReport>&b;</SettlementReport></Message></AmazonEnvelope>"""


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros.txt", b"\0" * 200_000_000)


@pytest.fixture(scope="module")
def place(new_installation: Callable[[], Installation]) -> Installation:
    place = new_installation()
    inbox = place.home / "inbox" / "acme"
    write(inbox / "good.txt", GOOD)
    write(inbox / "utf-16.txt", settlement_text("1001", sale()), "utf-16")
    write(inbox / "bom-crlf.txt", "\ufeff" + settlement_text("1002", sale()).replace("\n", "\r\n"))
    write(inbox / "quotes.txt", settlement_text("1003", [*sale(), ("Order", 'Item"Fees', 'A 12" ruler', Decimal(-1))]))
    write(inbox / "extra-column.txt", _with_column(settlement_text("1004", sale()), "new-column", "x"))
    write(inbox / "wrong-total.txt", settlement_text("1005", sale(), total=Decimal("99.00")))
    write(inbox / "cut.txt", settlement_text("1006", sale())[:-60])
    write(inbox / "renamed.txt", settlement_text("1007", sale()).replace("amount-description", "amount-text"))
    write(inbox / "page.txt", "<!DOCTYPE html><html><body>503 Service Unavailable</body></html>")
    write(inbox / "empty.txt", "")
    write(inbox / "entities.xml", ENTITIES)
    write(inbox / "again.txt", GOOD)
    bomb(inbox / "bomb.zip")
    place.run("run", expect=3)
    return place


def _with_column(text: str, name: str, value: str) -> str:
    header, *rows = text.splitlines()
    return "\n".join([f"{header}\t{name}", *(f"{row}\t{value}" for row in rows)]) + "\n"


def test_the_good_ones_load_whatever_their_encoding(place: Installation) -> None:
    found = place.query("select settlement_id from reconciliation.settlements where status = 'proven' order by all")
    assert [row[0] for row in found] == ["1000", "1001", "1002", "1003", "1004"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("cut.txt", 4),
        ("renamed.txt", 1),
        ("page.txt", None),
        ("empty.txt", None),
        ("entities.xml", None),
        ("bomb.zip", None),
    ],
)
def test_a_bad_one_is_named_with_its_line_and_what_to_do(place: Installation, name: str, line: int | None) -> None:
    refused = {Path(file["path"]).name: file for file in place.status()["refused"]}
    told = next(file for path, file in refused.items() if path.startswith(name))
    assert told["reason"]
    assert told["advice"]
    if line:
        assert told["line"] == line
    assert (place.home / "inbox" / "acme" / name).exists()


def test_a_wrong_total_loads_and_shows_as_a_gap(place: Installation) -> None:
    assert place.query("select status, gap_amount from reconciliation.settlements where settlement_id = '1005'") == [
        ("open", Decimal("82.00"))
    ]
    assert place.query("select amount from reconciliation.gaps where document_id = '1005'") == [(Decimal("82.00"),)]


def test_the_same_bytes_under_another_name_count_once(place: Installation) -> None:
    assert [Path(file["path"]).name for file in place.status()["duplicate"]] in (["again.txt"], ["good.txt"])
    [(count,)] = place.query("select count(*) from ledger.money_entries where document_id = '1000'")
    assert count == 2


def test_unknown_money_counts_and_shows(place: Installation) -> None:
    assert place.query("select amount from ledger.money_entries where debit_account = 'suspense'") == [(Decimal(1),)]


AN_EXPECTATION = (
    "update raw.raw.amazon_settlements set settlement_end_at = settlement_start_at - interval 1 day",
    "period_start_at",
)
A_DBT_TEST = (
    "insert into raw.raw.amazon_settlement_lines from raw.raw.amazon_settlement_lines where amount < 0 limit 1",
    "settlement_lines_are_those_of_the_file",
)
"""What is done to the raw rows, and what then fails. dbt's tests come first, so its damage is done last."""


def test_what_fails_a_check_is_named_and_not_published(place: Installation, installation: Installation) -> None:
    shutil.copytree(place.home, installation.home, symlinks=True)
    published = installation.figures()
    write(installation.home / "inbox" / "acme" / "another.txt", settlement_text("1009", sale()))
    for statement, named in (AN_EXPECTATION, A_DBT_TEST):
        with duckdb.connect(str(installation.home / "work" / "raw.duckdb")) as raw:
            raw.execute(statement)

        said = installation.run("run", expect=4).stdout

        assert "Not published" in said
        assert named in "".join(installation.status()["failed_checks"])
        assert installation.figures() == published
