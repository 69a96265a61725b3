"""ZIP and gzip files: their members load like files, and hostile archives do no harm."""

import gzip
import io
import stat
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.report_builders import as_text, line, total_row, v2_file
from warehouse.sections import Limits

REPORT = as_text([total_row(), line("1.50")])


def zipped(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_members_of_a_zip_load_and_say_where_they_came_from(read: Callable[..., Reading], tmp_path: Path) -> None:
    other = as_text([total_row(settlement_id="2"), line("2.50", "2")])
    path = zipped(tmp_path / "month.zip", {"inner/a.txt": REPORT, "b.txt": other, "__MACOSX/a.txt": "junk"})
    reading = read(path)
    assert [(file.raw_file, file.status) for file in reading.files] == [
        ("month.zip!inner/a.txt", "loaded"),
        ("month.zip!b.txt", "loaded"),
    ]
    assert {row["raw_file"]: row["amount"] for row in reading.rows["amazon_settlement_lines"]} == {
        "month.zip!inner/a.txt": Decimal("1.50"),
        "month.zip!b.txt": Decimal("2.50"),
    }


def test_a_gzip_file_is_the_same_file_as_the_one_inside(read: Callable[..., Reading], tmp_path: Path) -> None:
    plain = tmp_path / "report.txt"
    plain.write_text(REPORT)
    packed = tmp_path / "report.txt.gz"
    packed.write_bytes(gzip.compress(REPORT.encode()))
    first, second = read(plain, packed).files
    assert (first.status, second.status, second.raw_file) == ("loaded", "duplicate", "report.txt.gz!report.txt")
    assert first.content_hash == second.content_hash


def test_a_bad_member_is_refused_and_the_good_ones_load(read: Callable[..., Reading], tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as nested:
        nested.writestr("a.txt", REPORT)
    path = zipped(
        tmp_path / "mixed.zip",
        {"bad.txt": "<html></html>", "good.txt": REPORT, "nested.zip": inner.getvalue(), "n.gz": gzip.compress(b"x")},
    )
    found = {file.raw_file: (file.status, file.reason or "") for file in read(path).files}
    assert found["mixed.zip!good.txt"][0] == "loaded"
    assert "web page" in found["mixed.zip!bad.txt"][1]
    assert "inside another archive" in found["mixed.zip!nested.zip"][1]
    assert "inside another archive" in found["mixed.zip!n.gz"][1]


@pytest.mark.parametrize("name", ["../../escape.txt", "/etc/cron.d/x", "a/../../x.txt", "C:\\x.txt", "a\\b.txt"])
def test_names_that_lead_out_of_an_archive_are_refused(read: Callable[..., Reading], tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "evil.zip", {name: REPORT})
    refused = read(path).only
    assert refused.status == "refused"
    assert "leads out of the archive" in str(refused.reason)
    assert not [*tmp_path.rglob("escape.txt")]


def test_links_in_an_archive_are_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "links.zip"
    member = zipfile.ZipInfo("report.txt")
    member.create_system, member.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "/etc/passwd")
    assert "is a link" in str(read(path).only.reason)


def test_a_zip_bomb_is_refused_before_it_fills_the_disk(
    read: Callable[..., Reading], home: object, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "bomb.zip", {"zeros.txt": b"0" * 40_000_000})
    refused = read(path).only
    assert "ZIP bomb" in str(refused.reason)
    assert not [file for file in home.work.rglob("member*") if file.is_file()]  # type: ignore[attr-defined]


def test_a_gzip_bomb_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * 40_000_000))
    assert "ZIP bomb" in str(read(path).only.reason)


def test_too_many_members_are_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = zipped(tmp_path / "many.zip", {f"{number}.txt": "x" for number in range(11)})
    refused = read(path, limits=Limits(max_archive_entries=10)).only
    assert "11 members" in str(refused.reason)


def test_an_archive_that_unpacks_beyond_the_limit_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    noise = "".join(f"{number * 7919 % 1_000_003}\n" for number in range(400_000))
    path = zipped(tmp_path / "large.zip", {"a.txt": noise})
    assert "unpacks to more than" in str(read(path, limits=Limits(max_file_mb=1)).only.reason)


@pytest.mark.parametrize("size", [10, 60, 120])
def test_a_damaged_zip_is_refused(read: Callable[..., Reading], tmp_path: Path, size: int) -> None:
    path = zipped(tmp_path / "cut.zip", {"a.txt": REPORT})
    path.write_bytes(path.read_bytes()[:size])
    assert read(path).only.status == "refused"


def test_an_archive_of_nothing_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    assert "holds no files" in str(read(zipped(tmp_path / "empty.zip", {".DS_Store": "x"})).only.reason)


def test_a_member_keeps_its_own_time(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "dated.zip"
    v2_file(tmp_path / "a.txt")
    member = zipfile.ZipInfo("a.txt", (2026, 3, 4, 5, 6, 8))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, REPORT)
    modified = read(path).only.modified_at
    assert modified is not None
    assert modified.astimezone().strftime("%Y-%m-%d %H:%M:%S") == "2026-03-04 05:06:08"
