"""Epochs and clocks without a zone are read where a column says so and only there; compact dates everywhere."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from ingestion.moments import dates, moments
from ingestion.numbers_as_text import Unreadable

SHANGHAI = ZoneInfo("Asia/Shanghai")


def test_seconds_and_milliseconds_where_the_column_has_them() -> None:
    texts = pa.array(["1650879380", "1650879380123", "2022-04-25T09:36:20.000Z", "2022-04-25 17:36:20", None])
    second = datetime(2022, 4, 25, 9, 36, 20, tzinfo=UTC)
    assert moments(texts, None, SHANGHAI, epoch=True).to_pylist() == [
        second,
        second.replace(microsecond=123_000),
        second,
        second,
        None,
    ]


@pytest.mark.parametrize("text", ["1650879380", "1650879380123"])
def test_digits_are_no_point_in_time_elsewhere(text: str) -> None:
    with pytest.raises(Unreadable):
        moments(pa.array([text]), None, SHANGHAI)
    with pytest.raises(Unreadable):
        dates(pa.array([text]), None)


def test_compact_dates() -> None:
    assert dates(pa.array(["20250407", "20171216 01:51:25"]), None).to_pylist() == [
        date(2025, 4, 7),
        date(2017, 12, 16),
    ]


@pytest.mark.parametrize("text", ["07042025", "04072025", "20251307", "2025047"])
def test_digits_in_another_order_are_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        dates(pa.array([text]), None)


def test_a_zone_that_is_stated_wins_and_summer_time_is_kept() -> None:
    texts = pa.array(
        ["2026-01-05 12:00:00 America/New_York", "2026-07-05 12:00:00 America/New_York", "2026-07-05 12:00"]
    )
    assert [moment.hour for moment in moments(texts, None, SHANGHAI).to_pylist()] == [17, 16, 4]
