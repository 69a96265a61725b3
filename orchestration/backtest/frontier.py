"""Compares the plan with the plain average at the same service. Replays nothing."""

from collections.abc import Sequence
from itertools import pairwise

from orchestration.backtest.replay import Outcome


def plain_stock_amount(outcomes: Sequence[Outcome], abc_class: str) -> float | None:
    """The least money that the plain average ties up to fill as much as the plan; None where none of them does.

    Between two numbers of days of safety, money is taken to grow with what is filled. In the reporting currency.
    """
    of_class = [each for each in outcomes if each.abc_class == abc_class and each.fill_rate is not None]
    wanted = next((each.fill_rate for each in of_class if each.safety_days is None), None)
    plain = sorted(
        (each.safety_days, each.fill_rate, each.stock_amount) for each in of_class if each.safety_days is not None
    )
    if wanted is None:
        return None
    reached = [amount for _, filled, amount in plain if filled >= wanted]
    for (_, low, low_amount), (_, high, high_amount) in pairwise(plain):
        if low < wanted <= high:
            reached.append(low_amount + (high_amount - low_amount) * (wanted - low) / (high - low))
    return min(reached, default=None)
