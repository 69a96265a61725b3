"""What a person does on any page: wait until it is drawn, pick a row, hold a phone. Asserts nothing of its content."""

from itertools import count

from playwright.sync_api import Locator, Page, expect

# A click takes a moment to reach the server, and until then the page looks as if it had been answered.
READY_FOR_A_WHILE = """
([since, whole]) => {
    const app = document.querySelector('[data-testid="stApp"]')
    const now = performance.now()
    if (window.busyUntil === undefined || window.askedSince !== since) {
        window.busyUntil = now
        window.askedSince = since
    }
    if (app?.dataset.testScriptState !== "notRunning") window.busyUntil = now
    return now - window.busyUntil > whole
}
"""
MILLISECONDS = 300
_asked = count()


def settled(page: Page) -> None:
    """The page has been drawn and stays so for a moment, and no exception stands on it."""
    page.wait_for_function(READY_FOR_A_WHILE, arg=[next(_asked), MILLISECONDS])
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
