"""Logs of people and store master data: when things happened, and that nobody's phone or e-mail lies around."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from ingestion.concealment import masked
from tests.ingestion.conftest import Reading
from warehouse.home import Home

IDENTITIES = """store,platform,legal entity,phone,email,card tail,bank tail,address country,mobile of the boss
acme,amazon,Acme Ltd,+86 138-1234-5678,Jane.Roe@Acme.example,4111111111111111,6222,CN,13900001111
bolt,amazon,Bolt Ltd,0086 13812345678,jane.roe@acme.example ,1111,7333,CN,13900002222
"""


def test_stores_that_share_a_phone_or_an_address_have_the_same_hashes(
    read: Callable[..., Reading], tmp_path: Path
) -> None:
    path = tmp_path / "stores.csv"
    path.write_text(IDENTITIES)
    acme, bolt = read(path).rows["backoffice_store_identities"]
    for name in ("phone", "email", "card"):
        assert acme[f"{name}_hash"] == bolt[f"{name}_hash"]
    assert acme["bank_account_hash"] != bolt["bank_account_hash"]
    assert (acme["phone_masked"], acme["email_masked"], acme["card_masked"]) == ("…5678", "….roe", "…11")
    assert (acme["legal_entity"], acme["address_country"]) == ("Acme Ltd", "CN")


def test_nothing_of_them_is_loaded_in_plain(read: Callable[..., Reading], tmp_path: Path, home: Home) -> None:
    path = tmp_path / "stores.csv"
    path.write_text(IDENTITIES)
    everything = str(read(path).rows).lower()
    for secret in ("13812345678", "1234-5678", "jane.roe", "41111", "6222", "1390000"):
        assert secret not in everything
    assert home.identity_key.stat().st_mode & 0o777 == 0o600


def test_another_home_has_other_hashes_and_the_same_home_the_same(read: Callable[..., Reading], tmp_path: Path) -> None:
    path = tmp_path / "stores.csv"
    path.write_text(IDENTITIES)
    first, again = (read(path).rows["backoffice_store_identities"][0]["phone_hash"] for _ in range(2))
    assert first == again
    next(tmp_path.glob("home/identity.key")).unlink()
    assert read(path).rows["backoffice_store_identities"][0]["phone_hash"] != first


def test_a_secret_that_others_can_read_is_not_used(read: Callable[..., Reading], tmp_path: Path, home: Home) -> None:
    path = tmp_path / "stores.csv"
    path.write_text(IDENTITIES)
    home.identity_key.write_text("x" * 64)
    home.identity_key.chmod(0o644)
    assert "can be read by other users" in str(read(path).only.reason)


@pytest.mark.parametrize(("value", "shown"), [("13812345678", "…5678"), ("1234", "…34"), ("abc@x.example", "…")])
def test_a_mask_shows_less_than_half(value: str, shown: str) -> None:
    assert masked(value) == shown


@pytest.mark.parametrize(
    "row",
    [
        "2026-07-01 09:30:00 +08:00,,wang,price,listing,L1,10,12,203.0.113.7,acme",
        "2026-07-01 09:30:00,+08:00,wang,price,listing,L1,10,12,203.0.113.7,acme",
        "2026-07-01T01:30:00Z,,wang,price,listing,L1,10,12,203.0.113.7,acme",
        "2026/7/1 9:30,GMT+8,wang,price,listing,L1,10,12,203.0.113.7,acme",
    ],
)
def test_operations_happen_at_one_moment_however_it_is_written(
    read: Callable[..., Reading], tmp_path: Path, row: str
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        f"操作时间,时区,操作人,操作类型,对象类型,对象编号,修改前,修改后,IP地址,店铺\n{row}\n", encoding="utf-8"
    )
    (found,) = read(path).rows["backoffice_operations"]
    assert found["occurred_at"] == datetime(2026, 7, 1, 1, 30, tzinfo=UTC)
    assert (found["user_name"], found["value_before"], found["value_after"]) == ("wang", "10", "12")


@pytest.mark.parametrize(
    ("time", "reason"),
    [("2026-07-01 09:30:00", "no time zone"), ("01/07/2026 09:30:00 +08:00", "does not begin with the year")],
)
def test_a_time_that_could_be_another_is_refused(
    read: Callable[..., Reading], tmp_path: Path, time: str, reason: str
) -> None:
    path = tmp_path / "log.csv"
    path.write_text(f"time,user,store,IP,device\n2026-07-01 09:00:00Z,li,acme,::1,D\n{time},li,acme,::1,D\n")
    refused = read(path).only
    assert (refused.line, reason in str(refused.reason)) == (3, True)


def test_an_access_log_as_a_workbook(read: Callable[..., Reading], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "log"
    book.active.append(["time", "UTC offset", "user", "store", "IP", "device", "user agent"])
    book.active.append(
        [datetime.fromisoformat("2026-07-01T09:30:00"), "+08:00", "li", "acme", "203.0.113.7", "D1", "Firefox"]
    )
    book.save(tmp_path / "log.xlsx")
    (row,) = read(tmp_path / "log.xlsx").rows["backoffice_store_accesses"]
    assert (row["occurred_at"], row["device_id"]) == (datetime(2026, 7, 1, 1, 30, tzinfo=UTC), "D1")
