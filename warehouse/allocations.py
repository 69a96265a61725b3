"""The settings file's rules of what costs without a SKU are given out by. No other section, and no formula."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from warehouse.sections import Section

Driver = Literal["units", "revenue", "weight", "volume", "storage_volume_days", "attributed_ad_sales", "none"]


def _begins_a_month(day: date) -> date:
    if day.day != 1:
        raise ValueError("needed is the first day of a month, since costs are given out by the month")
    return day


class Allocation(Section):
    """What one kind of cost is given out by, from a month on. The seller's rules go before the ones that come with it.

    category -- a category or an account of the ledger; `any` for all that have no rule of their own in the settings.
    driver -- what the SKUs' shares are measured by; `none` leaves the cost with no SKU.
    from -- the first day of the month from which it holds, until a later rule of the same category; always, if absent.
    """

    category: Annotated[str, Field(pattern=r"^[a-z0-9_]{1,64}$", description="such as advertising or storage_fees")]
    driver: Driver
    valid_from: Annotated[date, AfterValidator(_begins_a_month), Field(alias="from")] = date(1, 1, 1)


def each_once(rules: tuple[Allocation, ...]) -> tuple[Allocation, ...]:
    """The rules. Raises ValueError where two of one category begin on the same day, since none of them would win."""
    begins = [(rule.category, rule.valid_from) for rule in rules]
    for category, day in begins:
        if begins.count((category, day)) > 1:
            raise ValueError(f"category {category!r} has two rules from {day}; leave one of them")
    return rules
