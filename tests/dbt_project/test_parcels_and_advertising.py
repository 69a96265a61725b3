"""What the models of logistics and advertising make of files that overlap, with every figure worked by hand."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

import ingestion
from tests.dbt import dbt
from tests.ingestion.logistics.parcel_documents import (
    SCANS_17TRACK,
    answer_17track,
    event_easypost,
    item_17track,
    tracker_easypost,
    tracking_aftership,
    webhook_17track,
    webhook_aftership,
)
from warehouse.home import Home
from warehouse.settings import load_settings

Query = Callable[[str], list[tuple[Any, ...]]]
SELECTED = [
    *("+stg_logistics__parcels", "+stg_logistics__money_lines", "+stg_logistics__stated_totals"),
    *("logistics_money_mapping", "+stg_advertising__product_days", "+stg_advertising__campaign_days"),
    "+stg_advertising__invoices",
]
SHEET = """Tracking Number,Order ID,Carrier,Shipped At,Event Time,Status,Description,Location
YT1,O-1,Yun,2026-05-01 08:00,2026-05-04 10:00:00,hiding,Nobody knows,Bonn
YT1,O-1,Yun,2026-05-01 08:00,2026-05-03 10:00:00,in transit,Arrived at hub,Frankfurt
YT1,O-1,Yun,2026-05-01 08:00,2026-05-03 10:00:00,in transit,Arrived at hub,Frankfurt
YT2,O-2,Yun,2026-05-02,,已签收,,
"""
INVOICE = """\
Invoice Number,Invoice Date,Carrier,Tracking Number,Freight,Fuel Surcharge,VAT,Line Total,Currency,Invoice Total
INV-1,2026-05-31,UPS,1Z1,$10.00,$1.50,$2.30,$14.80,USD,$19.80
INV-1,2026-05-31,UPS,1Z2,$5.00,,,$5.00,USD,$19.80
"""
CORRECTED = INVOICE.replace("$5.00", "$6.00").replace("19.80", "20.80")
FORWARDER = """账单号,账单日期,物流商,提单号,计费重,费用类型,金额,币种
F-7,2026-05-31,Forwarder,BL1,120.5,海运费,1000.00,CNY
F-7,2026-05-31,Forwarder,BL1,,税金,130.00,CNY
F-7,2026-05-31,Forwarder,BL1,,神秘费,50.00,CNY
F-7,2026-05-31,Forwarder,BL1,,海运费,-200.00,CNY
"""
CONSOLE = """Date,Campaign Name,Ad Group Name,Advertised SKU,Advertised ASIN,Impressions,Clicks,Spend,7 Day Total Sales
2026-05-01,Auto,G,SKU-1,B1,900,9,$9.00,$90.00
2026-05-01,Only here,G,SKU-1,B1,10,1,$0.50,$0.00
"""


def ad(ad_id: int, cost: float, sales: float) -> dict[str, Any]:
    names = {"campaignId": 9, "campaignName": "Auto", "adGroupId": 5, "adGroupName": "G", "adId": ad_id}
    figures = {
        "impressions": 100,
        "clicks": 3,
        "cost": cost,
        "purchases7d": 1,
        "sales7d": sales,
        "unitsSoldClicks7d": 2,
    }
    return {"date": "2026-05-01", **names, "advertisedAsin": "B1", "advertisedSku": "SKU-1", **figures}


def billed(status: str) -> dict[str, Any]:
    due = {"amount": 502.26, "currencyCode": "USD"}
    running = {"status": "ACCUMULATING", "fromDate": "20260516", "amountDue": due}
    issued = {"id": "INV-1", "status": status, "invoiceDate": "20260516", "amountDue": due}
    return {"status": "success", "payload": {"invoiceSummaries": [issued, running]}}


BRAND = {
    "date": "2026-05-01",
    "campaignId": 3,
    "campaignName": "B",
    "impressions": 1,
    "clicks": 1,
    "cost": 2.5,
    "sales": 7,
}
STALE_17TRACK = webhook_17track(item_17track(scans=SCANS_17TRACK[1:], status="InTransit"))
FILES: list[Any] = [
    CONSOLE,
    [ad(77, 1, 10), ad(78, 2, 0)],
    [ad(77, 1.5, 20)],
    [BRAND],
    answer_17track(item_17track()),
    STALE_17TRACK,
    webhook_aftership(tracking_aftership()),
    event_easypost(tracker_easypost()),
    SHEET,
    INVOICE,
    CORRECTED,
    FORWARDER,
    billed("ISSUED"),
    billed("PAID_IN_FULL"),
]
"""Each a day younger than the one before."""


@pytest.fixture(scope="module")
def query(tmp_path_factory: pytest.TempPathFactory) -> Query:
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    home.settings_file.write_text('[stores.acme]\ncurrency = "GBP"\n', encoding="utf-8")
    settings = load_settings(home)
    folder = tmp_path_factory.mktemp("files")
    for number, content in enumerate(FILES):
        path = folder / f"{number:02}"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        os.utime(path, (1_780_000_000 + number * 86_400,) * 2)
    paths = [folder / f"{number:02}" for number in range(len(FILES))]
    preparation = ingestion.prepare(home, settings, paths, "acme", scan_inbox=False)
    refused = [(file.raw_file, file.reason) for file in preparation.files if file.status != "loaded"]
    assert not refused
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    dbt(home, settings, "build", "--select", *SELECTED)

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{home.raw}' as landing (read_only)")
            connection.execute(f"attach '{home.build}' as built (read_only)")
            connection.execute("use built.staging")
            connection.execute("set timezone = 'UTC'")
            return connection.execute(sql).fetchall()

    return rows


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+00:00")


def test_each_parcel_has_its_latest_status_whatever_was_loaded_last(query: Query) -> None:
    found = query(
        "select tracking_number, status, provider_status, event_count, first_event_at, last_event_at, delivered_at "
        "from stg_logistics__parcels order by tracking_number"
    )
    first, last = utc("2026-05-01T02:00"), utc("2026-05-03T07:00")
    assert found == [
        ("1Z1", "out_for_delivery", "OutForDelivery", 2, utc("2026-05-01T08:00"), utc("2026-05-02T12:00"), None),
        ("9400", "returned", "return_to_sender", 2, utc("2026-05-01T08:00"), utc("2026-05-04T08:00"), None),
        ("RR1CN", "delivered", "Delivered", 2, first, last, last),
        ("YT1", "unknown", "hiding", 2, utc("2026-05-03T10:00"), utc("2026-05-04T10:00"), None),
        ("YT2", "delivered", "已签收", 0, None, None, None),
    ]
    assert query("select order_id, reference, carrier from stg_logistics__parcels where tracking_number = '1Z1'") == [
        ("4711", "#4711", "ups")
    ]


def test_a_scan_is_there_once_and_says_whether_its_zone_is_known(query: Query) -> None:
    found = query(
        "select tracking_number, is_zone_stated, status from stg_logistics__tracking_events "
        "order by tracking_number, event_at"
    )
    assert found == [
        ("1Z1", False, "in_transit"),
        ("1Z1", True, "out_for_delivery"),
        ("9400", True, "in_transit"),
        ("9400", True, "returned"),
        ("RR1CN", True, "in_transit"),
        ("RR1CN", True, "delivered"),
        ("YT1", False, "in_transit"),
        ("YT1", False, "unknown"),
    ]


def test_the_newest_invoice_is_owed_to_the_cent_and_meets_its_total(query: Query) -> None:
    lines = query(
        "select transaction_type, amount_type, component, is_first_of_line, amount, currency, wallet_account "
        "from stg_logistics__money_lines where document_id = 'carrier_invoice:acme:ups:INV-1' order by raw_line, amount"
    )
    assert [(line[1], line[3], line[4]) for line in lines] == [
        ("freight", True, Decimal("-10.0000")),
        ("tax", False, Decimal("-2.3000")),
        ("fuel", False, Decimal("-1.5000")),
        ("unnamed", False, Decimal("-1.0000")),
        ("freight", True, Decimal("-6.0000")),
    ]
    assert {(line[0], line[5], line[6]) for line in lines} == {("parcel", "USD", "supplier_payables")}
    totals = query("select document_id, stated_total_amount, currency from stg_logistics__stated_totals")
    assert totals == [("carrier_invoice:acme:ups:INV-1", Decimal("-20.8000"), "USD")]
    assert sum(line[4] for line in lines) == totals[0][1]


def test_each_charge_finds_its_account_or_none(query: Query) -> None:
    found = query(
        "select lines.amount_type, lines.amount, rules.account_id from stg_logistics__money_lines as lines "
        "left join seeds.logistics_money_mapping as rules on rules.format = lines.format "
        "and lower(rules.amount_type) = lower(lines.amount_type) "
        "and rules.transaction_type in ('any', lines.transaction_type) "
        "order by lines.document_id, lines.raw_line, lines.amount"
    )
    assert [(kind, account) for kind, _, account in found] == [
        ("海运费", "landed_cost_clearing"),
        ("税金", "recoverable_tax"),
        ("神秘费", None),
        ("海运费", "landed_cost_clearing"),
        ("freight", "shipping_labels"),
        ("tax", "recoverable_tax"),
        ("fuel", "shipping_labels"),
        ("unnamed", None),
        ("freight", "shipping_labels"),
    ]
    assert sum(amount for kind, amount, _ in found if not kind.isascii()) == Decimal("-980")


def test_a_day_of_ads_is_that_of_the_newest_report_of_its_campaign(query: Query) -> None:
    found = query(
        "select campaign_key, ad_key, cost_amount, attributed_sales_amount, attribution_days, currency "
        "from stg_advertising__product_days order by campaign_key"
    )
    assert found == [
        ("9", "77", Decimal("1.5000"), Decimal("20.0000"), 7, "GBP"),
        ("Only here", "SKU-1", Decimal("0.5000"), Decimal("0.0000"), 7, "GBP"),
    ]
    assert query(
        "select campaign_key, cost_amount, attributed_sales_amount, attribution_days"
        " from stg_advertising__campaign_days"
    ) == [("3", Decimal("2.5000"), Decimal("7.0000"), 14)]


def test_an_invoice_of_ads_stands_as_it_was_told_last(query: Query) -> None:
    assert query("select invoice_id, invoice_status, invoice_amount, currency from stg_advertising__invoices") == [
        ("INV-1", "PAID_IN_FULL", Decimal("502.2600"), "USD")
    ]


def test_every_rule_of_logistics_books_to_an_account_of_the_chart(query: Query) -> None:
    seeds = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"
    accounts = f"select account_id from read_csv('{seeds}/chart_of_accounts.csv')"
    assert (
        query(f"select distinct account_id from seeds.logistics_money_mapping where account_id not in ({accounts})")
        == []
    )
