"""Advertising reports and invoices, from the console and the API: the figures that are kept, and what is refused."""

import gzip
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.ingestion.conftest import Reading

PRODUCTS, CAMPAIGNS = "advertising_product_days", "advertising_campaign_days"
TERMS, INVOICES = "advertising_search_terms", "advertising_invoices"
# As the console writes it in 2024: headings with blanks at their end, dollars, percentages with the noise of floats.
PRODUCT_HEADINGS = (
    "Date,Portfolio name,Currency,Campaign Name,Ad Group Name,Advertised SKU,Advertised ASIN,Impressions,Clicks,"
    "Click-Thru Rate (CTR),Cost Per Click (CPC),Spend,7 Day Total Sales ,Total Advertising Cost of Sales (ACOS) ,"
    "Total Return on Advertising Spend (ROAS),7 Day Total Orders (#),7 Day Total Units (#),7 Day Conversion Rate,"
    "7 Day Advertised SKU Sales "
)
PRODUCT_ROW = (
    '"Jan 01, 2024",Not grouped,USD,Auto | Roller,Group 1,SKU-1,B0ABCDEFGH,"1,250",45,0.036000000000000004%,$0.55 ,'
    '$24.75 ,"$1,012.50 ",2.4444444444444446%,40.90,12,13,0.26666666666666666%,$900.00 '
)
CAMPAIGN_HEADINGS = (
    "Start Date,End Date,Currency,Campaign Name,Impressions,Clicks,Spend,14 Day Total Sales,14 Day Total Orders (#),"
    "14 Day Total Units (#),Campaign ID"
)
TERM_HEADINGS = (
    "Date,Campaign ID,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,Clicks,Spend"
)
SP_ROW = {
    "date": "2026-05-01", "campaignId": 2187654321098765432, "campaignName": "Auto", "adGroupId": 5, "adGroupName": "G",
    "adId": 77, "advertisedAsin": "B0ABCDEFGH", "advertisedSku": "SKU-1", "impressions": 100, "clicks": 3,
    "cost": 1.005, "purchases7d": 1, "sales7d": 19.99, "unitsSoldClicks7d": 2,
}  # fmt: skip
CAMPAIGN_ROW = {
    "date": "2026-05-01", "campaignId": 9, "campaignName": "B", "impressions": 10, "clicks": 1, "cost": 2.5,
    "campaignBudgetCurrencyCode": "EUR",
}  # fmt: skip


def saved(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_console_report_of_advertised_products(read: Callable[..., Reading], tmp_path: Path) -> None:
    reading = read(saved(tmp_path / "p.csv", f"{PRODUCT_HEADINGS}\n{PRODUCT_ROW}\n"))
    assert reading.only.kind == "advertised_products", reading.only
    (row,) = reading.rows[PRODUCTS]
    assert (row["start_date"], row["end_date"], row["currency"]) == (date(2024, 1, 1), date(2024, 1, 1), "USD")
    assert (row["impressions"], row["clicks"], row["cost"]) == (1250, 45, Decimal("24.75"))
    assert (row["sales_7d"], row["orders_7d"], row["units_7d"]) == (Decimal("1012.50"), 12, 13)
    assert (row["campaign_name"], row["sku"], row["asin"]) == ("Auto | Roller", "SKU-1", "B0ABCDEFGH")


def test_ids_that_a_spreadsheet_would_round_come_whole(read: Callable[..., Reading], tmp_path: Path) -> None:
    row = '"Jan 01, 2024","=""218765432109876543""",Auto,G,*,BROAD,rolle,10,1,$0.50'
    (term,) = read(saved(tmp_path / "t.csv", f"{TERM_HEADINGS}\n{row}\n")).rows[TERMS]
    assert (term["campaign_id"], term["search_term"], term["cost"]) == ("218765432109876543", "rolle", Decimal("0.50"))
    assert (term["start_date"], term["end_date"]) == (date(2024, 1, 1), date(2024, 1, 1))


def test_a_console_report_of_brands_attributes_over_14_days(read: Callable[..., Reading], tmp_path: Path) -> None:
    row = '2026-05-01,2026-05-01,EUR,Brand,1000,20,"12,50 €","99,00 €",2,3,="123"'
    (day,) = read(saved(tmp_path / "c.csv", f"{CAMPAIGN_HEADINGS}\n{row}\n")).rows[CAMPAIGNS]
    assert (day["cost"], day["sales_14d"], day["units_14d"]) == (Decimal("12.50"), Decimal("99"), 3)
    assert (day["sales_7d"], day["campaign_id"]) == (None, "123")


@pytest.mark.parametrize(
    ("row", "table", "ad_product", "sales"),
    [
        (SP_ROW, PRODUCTS, "SPONSORED_PRODUCTS", ("19.99", None)),
        (
            {**CAMPAIGN_ROW, "promotedAsin": "B1", "promotedSku": "S", "adId": 1, "sales": 5, "purchases": 1},
            PRODUCTS,
            "SPONSORED_DISPLAY",
            (None, "5"),
        ),
        ({**CAMPAIGN_ROW, "sales": 5, "purchases": 1, "unitsSold": 1}, CAMPAIGNS, "SPONSORED_BRANDS", (None, "5")),
        ({**CAMPAIGN_ROW, "sales7d": 5, "sales14d": 6}, CAMPAIGNS, "SPONSORED_PRODUCTS", ("5", "6")),
        ({**CAMPAIGN_ROW, "searchTerm": "x", "sales7d": 5}, TERMS, "SPONSORED_PRODUCTS", ("5", None)),
    ],
)
def test_a_report_document_of_the_api(
    read: Callable[..., Reading],
    tmp_path: Path,
    row: dict[str, Any],
    table: str,
    ad_product: str,
    sales: tuple[str | None, str | None],
) -> None:
    path = tmp_path / "report.json.gz"
    path.write_bytes(gzip.compress(json.dumps([row, row]).encode()))
    reading = read(path)
    first, second = reading.rows[table]
    assert (first["ad_product"], first["start_date"]) == (ad_product, date(2026, 5, 1))
    assert (first["sales_7d"], first["sales_14d"]) == tuple(Decimal(x) if x else None for x in sales)
    assert (first["campaign_id"], first["currency"]) == (str(row["campaignId"]), row.get("campaignBudgetCurrencyCode"))
    assert (first["raw_line"], second["raw_line"]) == (1, 2)


def test_cost_keeps_its_digits(read: Callable[..., Reading], tmp_path: Path) -> None:
    (row,) = read(saved(tmp_path / "r.json", [SP_ROW])).rows[PRODUCTS]
    assert (row["cost"], row["campaign_id"]) == (Decimal("1.005"), "2187654321098765432")


INVOICE = {
    "id": "INV-1",
    "status": "PAID_IN_FULL",
    "fromDate": "20260501",
    "toDate": "20260515",
    "invoiceDate": "20260516",
    "amountDue": {"amount": 502.26, "currencyCode": "USD"},
    "taxAmountDue": {"amount": 0.0, "currencyCode": "USD"},
    "remainingAmountDue": {"amount": 0.0, "currencyCode": "USD"},
}
RUNNING = {"status": "ACCUMULATING", "fromDate": "20260516", "amountDue": {"amount": 9.5, "currencyCode": "USD"}}
SHEET = (
    "Invoice ID,Invoice Date,From,To,Status,Amount Billed,Tax Amount,Currency\n"
    "INV-1,2026-05-16,2026-05-01,2026-05-15,Paid,$502.26,$0.00,USD\n"
)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ({"status": "success", "payload": {"nextCursor": "x", "invoiceSummaries": [INVOICE, RUNNING]}}, 2),
        ({"status": "success", "payload": {"invoiceSummary": INVOICE, "invoiceLines": [{"name": "Auto"}]}}, 1),
        (SHEET, 1),
    ],
)
def test_invoices_say_the_same_however_they_come(
    read: Callable[..., Reading], tmp_path: Path, content: Any, rows: int
) -> None:
    found = read(saved(tmp_path / "invoices", content)).rows[INVOICES]
    assert len(found) == rows
    first = found[0]
    assert (first["invoice_id"], first["invoice_date"], first["from_date"], first["to_date"]) == (
        "INV-1",
        date(2026, 5, 16),
        date(2026, 5, 1),
        date(2026, 5, 15),
    )
    assert (first["amount_due"], first["tax_amount_due"], first["currency"]) == (Decimal("502.26"), Decimal(0), "USD")
    assert [row["invoice_id"] for row in found[1:]] == [None] * (rows - 1)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"{CAMPAIGN_HEADINGS}\n2026-05-01,2026-05-31,EUR,B,1,1,1.00,1.00,1,1,9\n", "sums up more than one day"),
        (
            f"Ad Group Name,{CAMPAIGN_HEADINGS}\nG,2026-05-01,2026-05-01,EUR,B,1,1,1.00,1.00,1,1,9\n",
            "breaks campaigns down",
        ),
        ([{**CAMPAIGN_ROW, "keywordId": 1, "targeting": "x"}], "not recognised"),
        ([{**CAMPAIGN_ROW, "clicks": "many"}], "'many' in column 'Clicks'"),
        ([{**CAMPAIGN_ROW, "date": "soon"}], "'soon' in column 'Date'"),
        ([], "not recognised"),
        (f"{PRODUCT_HEADINGS}\n" + PRODUCT_ROW.replace("$24.75", "$24.75.1"), "'24.75.1' in column 'Spend'"),
    ],
)
def test_a_report_that_cannot_be_used_is_refused_in_words(
    read: Callable[..., Reading], tmp_path: Path, content: Any, said: str
) -> None:
    reading = read(saved(tmp_path / "r", content))
    assert (reading.only.status, reading.rows) == ("refused", {}), reading.only
    assert said in str(reading.only.reason)
