"""What units cost at an average, worked out unit by unit as a person would. Reads no model and asserts nothing."""

from collections.abc import Callable
from fractions import Fraction
from itertools import groupby
from typing import Any


def averages(moves: list[dict[str, Any]], period: Callable[[Any], Any]) -> list[Fraction]:
    """What each of a SKU's moves costs where a period takes in before it gives out at one average."""
    worth, units, average = Fraction(0), 0, None
    of_period: dict[Any, Fraction | None] = {}
    sold_in = {period(move["day"]) for move in moves if move["direction"] < 0}
    costs: dict[int, Fraction] = {}
    for now, found in groupby(enumerate(moves), lambda numbered: period(numbered[1]["day"])):
        at_average = []
        for number, move in found:
            left = period(move["left"])
            is_own = move["is_received"] or (move["is_return"] and not (move["is_known"] and left in sold_in))
            if is_own or (move["is_return"] and left < now):
                costs[number] = Fraction(move["own"]) if is_own else (of_period[left] or Fraction(0)) * move["units"]
                worth += move["direction"] * costs[number]
                units += move["direction"] * move["units"]
            else:
                at_average.append((number, move))
        average = of_period[now] = worth / units if units > 0 else average
        for number, move in at_average:
            costs[number] = Fraction(move["own"]) if average is None else average * move["units"]
            worth += move["direction"] * costs[number]
            units += move["direction"] * move["units"]
    return [costs[number] for number in range(len(moves))]
