"""What a person does on any page: wait until it is drawn, pick a row, hold a phone. Asserts nothing of its content."""

from playwright.sync_api import Locator, Page, expect

READY = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def settled(page: Page) -> None:
    """The page has been drawn, and no exception stands on it."""
    page.wait_for_selector(READY)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def shown_on_a_phone(page: Page) -> None:
    """Drawn anew in a phone's width, with nothing that sticks out of it. Charts follow a moment after the rest."""
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    page.wait_for_function(
        "main => main.scrollWidth <= main.clientWidth", arg=page.get_by_test_id("stMain").element_handle()
    )


def select_first_row(page: Page, table: Locator) -> None:
    """Tables are drawn on a canvas, so the row is found by where it is: below the header, in the first column."""
    table.locator(".dvn-scroller").click(position={"x": 16, "y": 50})
    settled(page)
