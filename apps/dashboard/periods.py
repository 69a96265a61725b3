"""Periods of whole months: the choices, and the period before that a figure is compared with. No widgets."""

from dataclasses import dataclass
from datetime import date

DEFAULT = "last_6_months"
CHOICES = ("last_month", "last_3_months", "last_6_months", "last_12_months", "this_year", "last_year", "all", "custom")
_LENGTHS = {"last_12_months": 12, "last_6_months": 6, "last_3_months": 3, "last_month": 1}


@dataclass(frozen=True)
class Period:
    """From the first month to the last one, both included."""

    first_month: date
    last_month: date

    @property
    def months(self) -> int:
        return months_between(self.first_month, self.last_month) + 1

    @property
    def before(self) -> "Period":
        """The same number of months just before."""
        return Period(add_months(self.first_month, -self.months), add_months(self.first_month, -1))


def add_months(month: date, count: int) -> date:
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def months_between(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def every_month(first: date, last: date) -> list[date]:
    """Each month from the first to the last."""
    return [add_months(first, count) for count in range(months_between(first, last) + 1)]


def period_of(choice: str, first_known: date, last_known: date) -> Period:
    """The months that `choice` means, counted back from the last month with figures."""
    if choice in _LENGTHS:
        return Period(add_months(last_known, 1 - _LENGTHS[choice]), last_known)
    if choice == "this_year":
        return Period(date(last_known.year, 1, 1), last_known)
    if choice == "last_year":
        return Period(date(last_known.year - 1, 1, 1), date(last_known.year - 1, 12, 1))
    return Period(first_known, last_known)
