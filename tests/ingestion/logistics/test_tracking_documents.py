"""Answers and webhooks of 17TRACK, AfterShip and EasyPost give the same two tables, and no recipient."""

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.conftest import Reading
from tests.ingestion.logistics.parcel_documents import (
    answer_17track,
    event_easypost,
    item_17track,
    saved,
    tracker_easypost,
    tracking_aftership,
    webhook_17track,
    webhook_aftership,
)

PARCELS, EVENTS = "logistics_parcels", "logistics_tracking_events"
META = {"code": 200}
DOCUMENTS: dict[str, tuple[Any, str, str]] = {
    "17track answer": (answer_17track(item_17track()), "17track", "RR1CN"),
    "17track webhook": (webhook_17track(item_17track()), "17track", "RR1CN"),
    "aftership webhook": (webhook_aftership(tracking_aftership()), "aftership", "1Z1"),
    "aftership list": (
        {"meta": META, "data": {"pagination": {}, "trackings": [tracking_aftership()]}},
        "aftership",
        "1Z1",
    ),
    "aftership one": ({"meta": META, "data": tracking_aftership()}, "aftership", "1Z1"),
    "aftership one, v4": ({"meta": META, "data": {"tracking": tracking_aftership()}}, "aftership", "1Z1"),
    "easypost one": (tracker_easypost(), "easypost", "9400"),
    "easypost list": ({"trackers": [tracker_easypost()], "has_more": False}, "easypost", "9400"),
    "easypost event": (event_easypost(tracker_easypost()), "easypost", "9400"),
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_gives_one_parcel_and_its_scans_and_nobodys_name(
    read: Callable[..., Reading], tmp_path: Path, name: str
) -> None:
    document, provider, number = DOCUMENTS[name]
    reading = read(saved(tmp_path / "page.json", document))
    assert reading.only.status == "loaded", reading.only
    (parcel,) = reading.rows[PARCELS]
    assert (parcel["provider"], parcel["tracking_number"], parcel["store_id"]) == (provider, number, "acme")
    assert [row["tracking_number"] for row in reading.rows[EVENTS]] == [number, number]
    held = json.dumps(reading.rows, default=str)
    assert not [word for word in ("Mustermann", "Geheimweg", "erika@", "53111", "89501") if word in held]


def test_17track_times_statuses_and_places(read: Callable[..., Reading], tmp_path: Path) -> None:
    reading = read(saved(tmp_path / "a.json", answer_17track(item_17track(), item_17track("RR2CN"))))
    parcel, second = reading.rows[PARCELS]
    assert (parcel["carrier"], parcel["reference"], parcel["status"]) == ("China Post", "#1001", "Delivered")
    assert (parcel["origin_country"], parcel["destination_country"]) == ("CN", "DE")
    assert (parcel["stated_at"], parcel["estimated_arrival_at"]) == (at("2026-05-03T07:00"), at("2026-05-03T22:00"))
    delivered, picked_up = reading.rows[EVENTS][:2]
    assert (delivered["event_at"], delivered["event_time"]) == (at("2026-05-03T07:00"), "2026-05-03T09:00:00+02:00")
    assert (delivered["description"], delivered["city"], delivered["country"]) == ("Delivered, signed by", "Bonn", "DE")
    assert (picked_up["status"], picked_up["status_detail"]) == ("PickedUp", "InTransit_PickedUp")
    assert (parcel["raw_line"], second["raw_line"]) == (1, 2)


def test_what_17track_rejected_is_told_and_the_rest_is_loaded(read: Callable[..., Reading], tmp_path: Path) -> None:
    reading = read(saved(tmp_path / "a.json", answer_17track(item_17track(), rejected=("XX9", "XX8"))))
    assert (reading.only.status, len(reading.rows[PARCELS])) == ("loaded", 1)
    assert any("rejected 2" in text and "XX9: The number is not registered." in text for text in reading.only.warnings)
    only_rejected = read(saved(tmp_path / "b.json", answer_17track(rejected=("XX9",))))
    assert (only_rejected.only.status, only_rejected.rows) == ("loaded", {})


def test_a_checkpoint_without_a_zone_is_kept_as_printed(read: Callable[..., Reading], tmp_path: Path) -> None:
    scans = [
        (text, "InTransit", "InTransit_001", "x")
        for text in ("2026-05-01T08:00:00", "2026-05-01", "2026-05-01T08:00:00-04:00", "2026-05-01 08:00", None)
    ]
    events = read(saved(tmp_path / "a.json", webhook_aftership(tracking_aftership(scans=scans)))).rows[EVENTS]
    assert [row["event_time"] for row in events] == [scan[0] for scan in scans]
    assert [row["event_at"] for row in events] == [
        at("2026-05-01T08:00"),
        at("2026-05-01"),
        at("2026-05-01T12:00"),
        at("2026-05-01T08:00"),
        None,
    ]


def test_versions_of_an_api_that_name_things_otherwise_read_alike(read: Callable[..., Reading], tmp_path: Path) -> None:
    scan = item_17track()
    for event in scan["track_info"]["tracking"]["providers"][0]["events"]:
        event |= {"time_iso": None, "time_utc": "2026-05-03T07:00:00Z"}
    newer = tracking_aftership()
    newer["destination_country_region"] = newer.pop("destination_country_iso3")
    for checkpoint in newer["checkpoints"]:
        checkpoint["country_region"] = checkpoint.pop("country_iso3")
    reading = read(
        saved(tmp_path / "a.json", answer_17track(scan)), saved(tmp_path / "b.json", webhook_aftership(newer))
    )
    assert [row["event_at"] for row in reading.rows[EVENTS][:2]] == [at("2026-05-03T07:00")] * 2
    assert [row["country"] for row in reading.rows[EVENTS][2:]] == ["USA", "USA"]
    assert [row["destination_country"] for row in reading.rows[PARCELS]] == ["DE", "USA"]


def test_a_gzipped_page_is_the_same_page(read: Callable[..., Reading], tmp_path: Path) -> None:
    plain = saved(tmp_path / "page.json", event_easypost(tracker_easypost()))
    packed = tmp_path / "page.json.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read(packed).rows[EVENTS][0]["event_at"] == read(plain).rows[EVENTS][0]["event_at"]


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (tracker_easypost(number=None), "no value in column 'tracking number'"),  # type: ignore[arg-type]
        (tracker_easypost(scans=[("yesterday", "in_transit", "x", "x")]), "'yesterday' in column 'event time'"),
        (tracker_easypost(scans=[("2026-13-01T00:00:00Z", "in_transit", "x", "x")]), "2026-13-01"),
        ({"trackers": [], "has_more": False, "tracking_details": 1}, "not a single row"),
        ({"object": "Event", "result": {"object": "Batch"}}, "not recognised"),
    ],
)
def test_a_document_that_cannot_be_used_is_refused_in_words(
    read: Callable[..., Reading], tmp_path: Path, document: Any, said: str
) -> None:
    reading = read(saved(tmp_path / "page.json", document))
    assert (reading.only.status, reading.rows) == ("refused", {})
    assert said in str(reading.only.reason)


def test_documents_of_odd_shapes_do_not_break_the_reader(read: Callable[..., Reading], tmp_path: Path) -> None:
    tracker = tracker_easypost() | {"tracking_details": {"message": "one, no list", "status": 7, "datetime": None}}
    tracker |= {"carrier": ["USPS"], "status": {"deep": [[[]]]}, "tracking_code": 12345678901234567890}
    reading = read(saved(tmp_path / "page.json", tracker))
    (parcel,) = reading.rows[PARCELS]
    assert (parcel["tracking_number"], parcel["carrier"]) == ("12345678901234567890", '["USPS"]')
    assert [(row["description"], row["status"]) for row in reading.rows[EVENTS]] == [("one, no list", "7")]


def test_a_page_that_was_cut_off_is_refused(read: Callable[..., Reading], tmp_path: Path) -> None:
    page = saved(tmp_path / "page.json", tracker_easypost())
    page.write_bytes(page.read_bytes()[:-40])
    assert "damaged or cut off" in str(read(page).only.reason)
