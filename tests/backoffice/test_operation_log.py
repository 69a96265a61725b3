"""The operation log refuses changes, and finds those that were made all the same."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest

from backoffice import Backoffice, open_store
from backoffice.log_heads import HEADS_FILE, LogHeads
from backoffice.operation_log import Head, row_hash
from warehouse.home import Home

ROWS = 6


def write_rows(store: Backoffice, count: int = ROWS) -> None:
    for number in range(count):
        store.record("mei", "cost.edited", f"SKU-{number}", {"cost": "1.00"}, {"cost": f"{number}.50"}, "test")


def rows(home: Home) -> list[dict[str, object]]:
    with closing(sqlite3.connect(home.backoffice)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("select * from operation_log order by id")]


def test_each_row_carries_the_hash_of_the_one_before_over_a_form_that_anybody_can_compute(
    home: Home, store: Backoffice
) -> None:
    write_rows(store, 2)
    first, second = rows(home)
    assert first["previous_hash"] == "0" * 64
    assert second["previous_hash"] == first["hash"]
    form = json.dumps(
        {name: second[name] for name in second if name != "hash"},
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )
    assert second["hash"] == hashlib.sha256(form.encode()).hexdigest()
    assert second["after"] == '{"cost":"1.50"}'
    assert (second["actor"], second["action"], second["subject"]) == ("mei", "cost.edited", "SKU-1")
    assert str(second["at"]).endswith("Z")


def test_a_whole_log_is_intact_also_when_empty_and_after_reopening(home: Home, store: Backoffice) -> None:
    assert store.verify().is_intact
    write_rows(store)
    assert (store.verify().is_intact, store.verify().row_count) == (True, ROWS)
    with open_store(home) as again:
        write_rows(again, 1)
        assert (again.verify().is_intact, again.verify().row_count) == (True, ROWS + 1)


@pytest.mark.parametrize(
    "statement",
    [
        "update operation_log set actor = 'nobody' where id = 3",
        "delete from operation_log where id = 3",
        "delete from operation_log",
        "insert or replace into operation_log select 3, at, 'nobody', action, subject, before, after, origin, "
        "'x', hash from operation_log where id = 3",
        "insert or replace into operation_log select 99, at, 'nobody', action, subject, before, after, origin, "
        "previous_hash, hash from operation_log where id = 3",
    ],
)
def test_the_database_refuses_changes_from_any_program(home: Home, store: Backoffice, statement: str) -> None:
    write_rows(store)
    before = rows(home)
    with (
        closing(sqlite3.connect(home.backoffice)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(statement)
    assert rows(home) == before
    assert store.verify().is_intact


@pytest.mark.parametrize("column", ["at", "actor", "action", "subject", "before", "after", "origin", "hash"])
def test_an_edited_row_is_named(store: Backoffice, tamper: Callable[..., None], column: str) -> None:
    write_rows(store)
    tamper(f"update operation_log set {column} = {column} || ' ' where id = 3")
    found = store.verify()
    assert (found.is_intact, found.first_bad_id) == (False, 3)


@pytest.mark.parametrize("value", [b"\xff\xfe", 7, None])
def test_a_value_of_another_type_is_named(store: Backoffice, tamper: Callable[..., None], value: object) -> None:
    write_rows(store)
    tamper("update operation_log set after = ? where id = 4", value)
    assert store.verify().first_bad_id == 4


def test_text_that_cannot_be_decoded_is_named(store: Backoffice, tamper: Callable[..., None]) -> None:
    write_rows(store)
    tamper("update operation_log set actor = cast(x'fffe' as text) where id = 4")
    found = store.verify()
    assert (found.row_count, found.first_bad_id) == (3, 4)


def test_bytes_edited_in_the_file_are_named(home: Home) -> None:
    with open_store(home) as store:
        write_rows(store)
    content = home.backoffice.read_bytes()
    assert content.count(b"SKU-2") == 1
    home.backoffice.write_bytes(content.replace(b"SKU-2", b"SKU-9"))
    with open_store(home) as store:
        assert store.verify().first_bad_id == 3


def test_a_removed_row_is_named(store: Backoffice, tamper: Callable[..., None]) -> None:
    write_rows(store)
    tamper("delete from operation_log where id = 2")
    found = store.verify()
    assert found.first_bad_id == 2
    assert "missing" in found.reason


def test_a_cut_tail_is_seen_and_stays_seen_after_new_writes(store: Backoffice, tamper: Callable[..., None]) -> None:
    write_rows(store)
    tamper("delete from operation_log where id > 4")
    found = store.verify()
    assert (found.is_intact, found.first_bad_id) == (False, 5)
    write_rows(store, 5)
    assert (store.verify().is_intact, store.verify().first_bad_id) == (False, 6)


def test_an_emptied_log_is_seen(store: Backoffice, tamper: Callable[..., None]) -> None:
    write_rows(store)
    tamper("delete from operation_log")
    assert (store.verify().is_intact, store.verify().first_bad_id) == (False, 1)


def test_a_chain_that_was_computed_anew_is_seen_by_the_head(
    home: Home, store: Backoffice, tamper: Callable[..., None]
) -> None:
    write_rows(store)
    previous = "0" * 64
    for row in rows(home):
        forged = {**row, "actor": "nobody", "previous_hash": previous}
        previous = row_hash(forged)
        tamper(
            "update operation_log set actor = 'nobody', previous_hash = ?, hash = ? where id = ?",
            forged["previous_hash"],
            previous,
            row["id"],
        )
    found = store.verify()
    assert (found.is_intact, found.first_bad_id) == (False, ROWS)


def test_lost_or_broken_heads_are_told(home: Home, store: Backoffice) -> None:
    write_rows(store)
    heads = home.logs / HEADS_FILE
    kept = heads.read_text()
    heads.unlink()
    assert "missing" in store.verify().reason
    heads.write_text(f"not a head\n{kept}")
    assert "line 1" in store.verify().reason
    heads.write_text(kept)
    assert store.verify().is_intact


def test_the_heads_hold_one_line_a_day(home: Home) -> None:
    heads = LogHeads(home.logs)
    for head in (Head("2026-11-24", 1, "a"), Head("2026-11-24", 2, "b"), Head("2026-11-25", 3, "c")):
        heads.advance(head, lambda _: True)
    lines = [json.loads(line) for line in heads.path.read_text().splitlines()]
    assert [(line["date"], line["id"], line["hash"]) for line in lines] == [
        ("2026-11-24", 2, "b"),
        ("2026-11-25", 3, "c"),
    ]
    assert heads.path.stat().st_mode & 0o777 == 0o600
