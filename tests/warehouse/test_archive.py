"""The archive keeps every file once, whole, readable by line, and by its owner alone."""

import hashlib
from collections.abc import Iterator

import pytest

from warehouse import archive
from warehouse.home import Home

CONTENT = "heading\r\nzweite Größe\r\n\r\nlast".encode()


def test_content_is_kept_once_under_its_hash(home: Home) -> None:
    first = archive.store(home, [CONTENT])
    second = archive.store(home, [CONTENT])
    assert first == second == hashlib.sha256(CONTENT).hexdigest()
    kept = [path for path in home.archive.rglob("*") if path.is_file()]
    assert kept == [archive.path_of(home, first)]
    assert (kept[0].parent.name, kept[0].name) == (first[:2], f"{first}.zst")
    assert kept[0].stat().st_mode & 0o077 == 0
    with archive.open_content(home, first) as content:
        assert content.read() == CONTENT


def test_large_content_is_smaller_in_the_archive(home: Home) -> None:
    text = b"settlement-id\t1.00\n" * 200_000
    content_hash = archive.store(home, [text])
    assert archive.path_of(home, content_hash).stat().st_size < len(text) / 20
    assert archive.raw_lines(home, content_hash, [1, 200_000, 200_001]) == {
        1: "settlement-id\t1.00",
        200_000: "settlement-id\t1.00",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_are_shown_as_they_stand_in_the_file(home: Home, encoding: str) -> None:
    content_hash = archive.store(home, [CONTENT.decode().encode(encoding)])
    assert archive.raw_lines(home, content_hash, [1, 2, 4, 9]) == {1: "heading", 2: "zweite Größe", 4: "last"}


def test_lines_in_an_encoding_that_is_known(home: Home) -> None:
    content_hash = archive.store(home, ["日付\r商品".encode("cp932")])
    assert archive.raw_lines(home, content_hash, [1, 2], "cp932") == {1: "日付", 2: "商品"}


def test_a_stream_that_breaks_leaves_nothing(home: Home) -> None:
    def broken() -> Iterator[bytes]:
        yield CONTENT
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        archive.store(home, broken())
    assert not [path for path in home.archive.rglob("*") if path.is_file()]


def test_what_a_cut_off_run_left_is_cleared(home: Home) -> None:
    kept = archive.store(home, [CONTENT])
    (home.archive / ".99-abc.zst").write_bytes(b"half")
    archive.clear_unfinished(home)
    assert list(home.archive.rglob("*.zst")) == [archive.path_of(home, kept)]


def test_content_that_was_removed_is_not_found(home: Home) -> None:
    content_hash = archive.store(home, [CONTENT])
    archive.remove(home, content_hash)
    archive.remove(home, content_hash)
    with pytest.raises(archive.NotArchived, match=content_hash):
        archive.raw_lines(home, content_hash, [1])


def test_a_workbook_has_no_lines(home: Home) -> None:
    content_hash = archive.store(home, [b"PK\x03\x04 and so on"])
    assert archive.raw_lines(home, content_hash, [1]) == {}


def test_a_record_of_an_answer_is_shown_by_its_place(home: Home) -> None:
    page = b'{"account": "A", "payer": {"name": "x"}, "details": [{"id": 1}, {"id": 2, "amount": 12.3400}], "page": 1}'
    content_hash = archive.store(home, [page])
    assert archive.json_record(home, content_hash, 2) == '{\n  "id": "2",\n  "amount": "12.3400"\n}'
    assert archive.json_record(home, content_hash, 3) is None
    lone = archive.store(home, [b'{"tracker": {"status": "delivered"}}'])
    assert "delivered" in str(archive.json_record(home, lone, 1))
    assert archive.json_record(home, archive.store(home, [CONTENT]), 1) is None
    assert archive.json_record(home, archive.store(home, [b'{"cut off": ']), 1) is None
