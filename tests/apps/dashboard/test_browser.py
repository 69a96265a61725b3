"""A person's way through the dashboard in a real browser: overview, SKU, waterfall, raw line, Chinese, download."""

import os
import re
import socket
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.apps.dashboard.browsing import select_first_row, settled, shown_on_a_phone
from tests.apps.dashboard.conftest import ENTRY
from warehouse.home import HOME_VARIABLE, Home


@pytest.fixture(scope="module")
def address(seller: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard as `sellerhouse serve` starts it: its own settings file, another working directory."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).with_name("streamlit")), "run", str(ENTRY), "--server.port", str(port)]
    process = subprocess.Popen(
        command,
        env={**os.environ, HOME_VARIABLE: str(seller.root)},
        cwd=tmp_path_factory.mktemp("elsewhere"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    told = next((line for line in process.stdout if "URL:" in line), "")
    try:
        assert told.strip().endswith(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@pytest.fixture
def page(blank_page: Page, address: str) -> Iterator[Page]:
    """A page on the overview; fails at the end when the browser reported an error."""
    errors: list[str] = []
    blank_page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    blank_page.on("pageerror", lambda error: errors.append(str(error)))
    blank_page.goto(address)
    settled(blank_page)
    yield blank_page
    blank_page.close()
    assert errors == []


def test_from_the_overview_down_to_the_raw_line(page: Page) -> None:
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()
    expect(page.get_by_test_id("stMetric")).to_have_count(5)
    expect(page.locator(".js-plotly-plot")).to_have_count(2)

    page.get_by_role("link", name="SKU profit").click()
    expect(page.get_by_role("heading", name="SKU profit")).to_be_visible()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    page.wait_for_url("**sku=SKU-039")
    expect(page.get_by_role("heading", name="From sales to profit")).to_be_visible()

    page.locator(".waterfalllayer .point").first.click(force=True)
    expect(page.get_by_role("combobox", name="Figure")).to_have_value("Product sales")
    settled(page)
    expect(page.get_by_text("Equal to the figure.")).to_be_visible()
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    expect(page.get_by_text("As it stands in the file")).to_be_visible()
    page.get_by_text("The whole line").click()
    expect(page.get_by_test_id("stCode")).to_contain_text("ItemPrice")

    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="SKU 利润")).to_be_visible()
    expect(page.get_by_text("文件原文")).to_be_visible()
    settled(page)


def test_a_download_is_made_when_it_is_asked_for(page: Page) -> None:
    page.get_by_role("link", name="SKU profit").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    content = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert content.splitlines()[0].startswith("SKU,Title,Product line,ASIN,Units sold")
    assert "Net sales (USD)" in content
    assert "SKU-039,Nordic Blanket" in content


def test_a_line_of_the_cash_flow_leads_to_its_entries(page: Page) -> None:
    page.get_by_role("link", name="Cash flow").click()
    settled(page)
    expect(page.locator(".js-plotly-plot")).to_have_count(1)
    page.get_by_test_id("stDataFrame").last.locator(".dvn-scroller").click(position={"x": 16, "y": 88})
    settled(page)
    expect(page.get_by_text("Equal to the figure.")).to_be_visible()

    page.get_by_role("link", name="Income statement").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download journals").click()
    assert zipfile.is_zipfile(download.value.path())


def test_an_open_settlement_leads_to_its_lines(page: Page) -> None:
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    page.wait_for_url("**settlement=23001000**")
    expect(page.get_by_text("The stated total differs from its lines by 12.34 USD.")).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Certificate").click()
    certificate = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Certificate of settlement 23001000" in certificate
    assert "does not hold" in certificate


def test_a_payout_leads_to_both_its_lines(page: Page) -> None:
    page.get_by_role("link", name="Payouts").click()
    settled(page)
    page.get_by_text(re.compile(r"^Arrived \d")).first.click()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    expect(page.get_by_role("heading", name="How it left")).to_be_visible()
    expect(page.get_by_role("heading", name="How it came")).to_be_visible()
    settled(page)


def test_from_stock_to_the_line_that_brought_it_in(page: Page) -> None:
    page.get_by_role("link", name="Stock", exact=True).click()
    expect(page.get_by_role("heading", name="Units by age")).to_be_visible()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    page.wait_for_url("**stock?sku=SKU-011")
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").last)
    page.wait_for_url("**batch-trail?sku=SKU-011&batch=*")
    expect(page.get_by_role("heading", name="Every movement, in its order")).to_be_visible()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").last)
    expect(page.get_by_text("As it stands in the file")).to_be_visible()
    page.get_by_role("radio", name="中文").click()
    expect(page.get_by_role("heading", name="批次追溯")).to_be_visible()
    settled(page)


def test_a_gap_stays_in_sight_while_it_is_approved_and_withdrawn(page: Page) -> None:
    page.get_by_role("link", name="Stock-takes").click()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    heading = page.get_by_role("heading", name="30 × SKU-003 missing at Shenzhen")
    expect(heading).to_be_visible()
    page.get_by_role("button", name="Approve: take 30 units off the ledger").click()
    page.wait_for_url("**stocktakes?gap=g-twice")
    expect(page.get_by_text("It applies at the next run").first).to_be_visible()
    expect(heading).to_be_visible()
    page.get_by_role("button", name="Withdraw the approval").click()
    expect(page.get_by_role("button", name="Approve: take 30 units off the ledger")).to_be_visible()
    expect(heading).to_be_visible()


def test_a_gap_of_money_is_claimed_and_opened_again(page: Page) -> None:
    page.get_by_role("link", name="Gaps", exact=True).click()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    expect(page.get_by_test_id("stAlert").get_by_text("Download the report again")).to_be_visible()
    settled(page)
    page.get_by_role("radio", name="Claimed", exact=True).last.click()
    settled(page)
    for name, text in (("Amount claimed", "12.34"), ("Why", "case 4711")):
        page.get_by_role("textbox", name=name).fill(text)
        page.get_by_role("textbox", name=name).press("Tab")
    page.get_by_role("button", name="Set to: Claimed").click()
    expect(page.get_by_text("Each decision stands in the operation log")).to_be_visible()
    settled(page)
    page.get_by_role("radio", name="Written off", exact=True).last.click()
    settled(page)
    expect(page.get_by_text("writing it off books nothing")).to_be_visible()
    page.get_by_role("button", name="Set to: Written off").click()
    expect(page.get_by_text("Nothing was set: a status needs a note")).to_be_visible()
    shown_on_a_phone(page)


def test_a_month_that_was_restated_leads_to_its_lines_and_is_closed(page: Page) -> None:
    page.get_by_role("link", name="Reported months").click()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    page.get_by_text(re.compile(r"^Document replaced \d")).click()
    settled(page)
    select_first_row(page, page.get_by_test_id("stDataFrame").nth(1))
    expect(page.get_by_text("this is an adjustment of Nov 2026")).to_be_visible()
    expect(page.get_by_text("Equal to the figure.")).to_be_visible()
    page.get_by_text("Close this month").first.click()
    page.get_by_role("textbox", name="Note").fill("sent to the accountant")
    page.get_by_text("The figures of this month are final").click()
    page.get_by_role("button", name="Close this month").last.click()
    expect(page.get_by_text("Note: sent to the accountant")).to_be_visible()


def test_every_page_fits_a_phone_and_those_of_goods_tell_more_of_a_row(page: Page) -> None:
    money = ("Overview", "SKU profit", "Settlements", "Payouts", "Data quality")
    more = {
        "Replenishment": "Safety stock",
        "Slow movers": "Where this SKU lies",
        "Stock-takes": "Recorded in the operation log",
    }
    for name in (*money, "Stock", *more, "Batch trail"):
        page.set_viewport_size({"width": 1440, "height": 900})
        page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        settled(page)
        if name in more:
            select_first_row(page, page.get_by_test_id("stDataFrame").first)
            expect(page.get_by_text(more[name]).first).to_be_visible()
        shown_on_a_phone(page)


def test_a_wrong_fee_leads_to_its_charges_their_file_and_their_lines(page: Page) -> None:
    page.get_by_test_id("stSidebarNav").get_by_role("link", name="Fees and freight").click()
    settled(page)
    page.get_by_text("Wrong category").first.click()
    expect(page.get_by_role("button", name="Wrong category", pressed=True)).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").first.click()
    claims = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert all(told in claims for told in ("SKU-003", "Fee preview of 2026-01-01", "Jewelry", "Line"))
    select_first_row(page, page.get_by_test_id("stDataFrame").first)
    expect(page.get_by_text("every charge, to send with a claim")).to_be_visible()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").nth(1).click()
    assert "SKU-003" in Path(download.value.path()).read_text(encoding="utf-8-sig")
    select_first_row(page, page.get_by_test_id("stDataFrame").nth(1))
    expect(page.get_by_text("As it stands in the file")).to_be_visible()
    select_first_row(page, page.get_by_test_id("stDataFrame").last)
    settled(page)
    shown_on_a_phone(page)


def test_the_server_keeps_its_safe_settings(page: Page, address: str) -> None:
    answer = page.request.get(f"{address}/_stcore/health", headers={"Origin": "http://evil.example"})
    assert answer.ok
    assert "access-control-allow-origin" not in answer.headers
    expect(page.get_by_text("Deploy", exact=True)).to_have_count(0)
