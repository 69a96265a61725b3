"""Which payouts and withdrawals of the made-up seller go wrong, at places where it can be known. It tells no fault."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from demo.statement_files import BankLine, Withdrawal

LATEST_DAYS = 4


def chosen_places(ends: Sequence[date], draw: np.random.Generator, count: int) -> list[int | None]:
    """Different places of settlements that end on these days, well inside and apart; none where there are too few.

    First come those in whose month something else is paid: nobody could know that the statement of an empty month is
    complete, and miss a payout.
    """
    paid = Counter(_month(day) for day in ends if _month(day) == _month(day + timedelta(days=LATEST_DAYS)))
    chosen = sorted(_shuffled(ends, draw), key=lambda place: paid[_month(ends[place])] < 2)
    return [*chosen[:count]] if len(chosen) >= count else [None] * count


def wrong_withdrawals(
    withdrawn: Sequence[Withdrawal], draw: np.random.Generator, lines: Sequence[BankLine]
) -> tuple[int | None, int | None, int | None]:
    """The places of one with too high a fee, one in two parts, and one to be lost; none where there are too few.

    One is lost only in a month of which the bank tells something else.
    """
    places = _shuffled(withdrawn, draw)
    if len(places) < 3:
        return None, None, None
    months = {_month(line.day) for line in lines}
    too_high, apart, *others = places
    return too_high, apart, next((place for place in others if _month(withdrawn[place].day) in months), None)


def _shuffled(of: Sequence[object], draw: np.random.Generator) -> list[int]:
    chosen: list[int] = draw.permutation(np.arange(2, max(len(of) - 3, 2), 2)).tolist()
    return chosen


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
