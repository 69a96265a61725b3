"""Sample files of advertising: what each report type loads, and which files say that they are none."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.ingestion.conftest import Reading


@pytest.mark.parametrize(
    ("name", "campaign", "cost"),
    [
        ("fixtures__search-terms.csv", "SP · Rodillo, exacta", "17.92"),
        ("fixtures-es__terminos-es.csv", "SP · Pulseras, exacta", "17.92"),
    ],
)
def test_search_terms_in_english_and_spanish(
    read: Callable[..., Reading], samples: Path, name: str, campaign: str, cost: str
) -> None:
    terms = read(samples / "amazon_reports" / "synthetic_es" / name).rows["advertising_search_terms"]
    assert len(terms) == 12
    assert (terms[0]["campaign_name"], terms[0]["cost"], terms[0]["currency"]) == (campaign, Decimal(cost), "EUR")
    assert (terms[0]["impressions"], terms[0]["sales_14d"], terms[0]["units_14d"]) == (1008, Decimal("210.60"), 9)


def test_a_report_with_decimal_commas_and_no_quotes_is_refused_by_its_line(
    read: Callable[..., Reading], samples: Path
) -> None:
    file = read(samples / "amazon_reports" / "synthetic_es" / "fixtures-es__terminos-roto.csv").only
    assert (file.status, file.line) == ("refused", 2)
    assert "25 cells under 19 headings" in str(file.reason)


@pytest.mark.parametrize(
    ("name", "table", "rows"),
    [
        ("advertised_product_report_data.csv", "advertising_product_days", 10),
        ("campaign_level_report_data.csv", "advertising_campaign_days", 10),
        ("search_term_ad_keyword_report_data.csv", "advertising_search_terms", 10),
    ],
)
def test_flattened_reports_load(read: Callable[..., Reading], samples: Path, name: str, table: str, rows: int) -> None:
    reading = read(samples / "amazon_ads" / name)
    assert len(reading.rows[table]) == rows
    assert {row["currency"] for row in reading.rows[table]} == {"USD"}


def test_histories_and_reports_of_other_levels_say_that_they_are_none(
    read: Callable[..., Reading], samples: Path
) -> None:
    others = [path for path in (samples / "amazon_ads").iterdir() if "history" in path.name or "profile" in path.name]
    levels = [samples / "amazon_ads" / f"{name}_report_data.csv" for name in ("ad_group_level", "targeting_keyword")]
    reading = read(*others, *levels)
    assert len(reading.files) == 8
    assert {file.status for file in reading.files} == {"refused"}
