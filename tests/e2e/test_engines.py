"""Which engine holds a home's rows is known, and nothing is built from the other one by mistake."""

from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write


def test_a_home_is_not_built_with_an_engine_that_has_none_of_its_rows(installation: Installation) -> None:
    write(installation.home / "inbox" / "acme" / "first.txt", settlement_text("1000", sale()))
    installation.run("load", str(installation.home / "inbox"))
    (installation.home / "work" / "engine").write_text("spark", encoding="utf-8")
    refused = installation.run("run", expect=1).stderr
    assert "sellerhouse move-engine --to duckdb" in " ".join(refused.split())
    assert installation.status()["outcome"] == "loaded"


def test_where_nothing_was_loaded_there_is_nothing_to_move(installation: Installation) -> None:
    said = installation.run("move-engine", "--to", "spark", expect=1).stdout
    assert "no file was loaded yet" in said
    assert "works on as before" in " ".join(said.split())
