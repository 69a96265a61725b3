"""Which store a file is loaded for: never a guess across stores."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import v2_file
from warehouse.home import Home
from warehouse.sections import Store

ONE = {"acme-us": Store()}
TWO = {"acme-us": Store(), "acme-eu": Store(currency="EUR")}


def test_the_first_folder_below_the_inbox_names_the_store(read: Callable[..., Reading], home: Home) -> None:
    v2_file(home.inbox / "Acme-US" / "2026" / "q1" / "a.txt")
    file = read(store=None, scan_inbox=True, stores=TWO).only
    assert (file.store_id, file.raw_file, file.warnings) == ("acme-us", "Acme-US/2026/q1/a.txt", ())


def test_the_first_folder_below_a_folder_that_is_named(read: Callable[..., Reading], tmp_path: Path) -> None:
    v2_file(tmp_path / "files" / "acme-eu" / "a.txt")
    assert read(tmp_path / "files", store=None, stores=TWO).only.store_id == "acme-eu"


def test_a_store_that_is_named_wins_over_the_folder(read: Callable[..., Reading], home: Home) -> None:
    v2_file(home.inbox / "acme-us" / "a.txt")
    assert read(store="acme-eu", scan_inbox=True, stores=TWO).only.store_id == "acme-eu"


def test_a_single_configured_store_is_the_default(read: Callable[..., Reading], home: Home) -> None:
    v2_file(home.inbox / "a.txt")
    file = read(store=None, scan_inbox=True, stores=ONE).only
    assert (file.store_id, file.warnings) == ("acme-us", ())


def test_with_several_stores_a_file_of_none_is_refused(read: Callable[..., Reading], home: Home) -> None:
    v2_file(home.inbox / "a.txt")
    file = read(store=None, scan_inbox=True, stores=TWO).only
    assert (file.status, file.store_id) == ("refused", None)
    assert "acme-eu, acme-us" in str(file.reason)
    assert "inbox/<store>/" in str(file.advice)


def test_without_any_store_files_go_to_a_default_with_a_warning(read: Callable[..., Reading], home: Home) -> None:
    v2_file(home.inbox / "a.txt")
    file = read(store=None, scan_inbox=True).only
    assert (file.status, file.store_id) == ("loaded", "default")
    assert "no store is configured" in file.warnings[0]


@pytest.mark.parametrize("folder", ["my store", "стор", "a" * 70, "-x"])
def test_folders_that_cannot_name_a_store_are_refused(read: Callable[..., Reading], home: Home, folder: str) -> None:
    v2_file(home.inbox / folder / "a.txt")
    file = read(store=None, scan_inbox=True, stores=ONE).only
    assert file.status == "refused"
    assert "cannot name a store" in str(file.reason)


def test_a_file_of_the_inbox_named_by_its_path_keeps_its_store(read: Callable[..., Reading], home: Home) -> None:
    path = v2_file(home.inbox / "acme-eu" / "deep" / "a.txt")
    file = read(path, store=None, stores=TWO).only
    assert (file.store_id, file.raw_file) == ("acme-eu", "acme-eu/deep/a.txt")


def test_the_same_bytes_twice_in_one_load_are_one_file(read: Callable[..., Reading], home: Home) -> None:
    for name in ("b.txt", "a.txt"):
        v2_file(home.inbox / "acme-us" / name)
    reading = read(store=None, scan_inbox=True)
    assert [(file.raw_file, file.status) for file in reading.files] == [
        ("acme-us/a.txt", "loaded"),
        ("acme-us/b.txt", "duplicate"),
    ]
