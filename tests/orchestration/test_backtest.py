"""Stock under a policy, day by day, worked by hand. What is ordered is the models': see tests/e2e/test_backtest.py."""

import numpy as np
import pytest

from orchestration.backtest import Outcome, plain_stock_amount
from orchestration.backtest.simulation import Shelves


def units(*of_skus: int) -> np.ndarray:
    return np.array(of_skus, np.int64)


def test_what_is_not_there_is_lost_and_what_is_ordered_arrives_after_its_lead_time() -> None:
    """5 and 1 are there. On day 0 both order 4 of the first: by policy 0's way they are there on day 2, by 1's on 9."""
    shelves = Shelves(units(5, 1), policies=2, days=4, longest_lead_days=10)
    shelves.pass_day(0, units(3, 0), is_measured=False)
    shelves.order(0, np.array([[4, 0], [4, 0]]), lead_days=np.array([[2, 2], [9, 9]]))
    assert shelves.on_order.tolist() == [[4, 0], [4, 0]]
    shelves.pass_day(1, units(3, 1), is_measured=True)
    shelves.pass_day(2, units(1, 1), is_measured=True)
    assert shelves.on_hand.tolist() == [[3, 0], [0, 0]]
    assert shelves.on_order.tolist() == [[0, 0], [4, 0]]
    assert shelves.asked.tolist() == [[4, 2], [4, 2]]
    assert shelves.sold.tolist() == [[3, 1], [2, 1]]
    assert shelves.empty_days.tolist() == [[1, 1], [2, 1]]
    assert (shelves.held.tolist(), shelves.measured_days) == ([[3, 0], [0, 0]], 2)


def outcome(safety_days: int | None, fill_rate: float, stock_amount: float) -> Outcome:
    return Outcome(safety_days, "total", 1, 1000, round(1000 * fill_rate), fill_rate, 0, 0.0, stock_amount, 0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("filled", "needed"),
    [
        pytest.param(0.97, 150.0, id="between-two-of-them"),
        pytest.param(0.98, 180.0, id="a-dearer-one-fills-less"),
        pytest.param(0.90, 100.0, id="all-fill-more"),
        pytest.param(0.995, None, id="none-fills-as-much"),
    ],
)
def test_the_plain_average_is_compared_at_the_service_of_the_plan(filled: float, needed: float | None) -> None:
    plain = [outcome(14, 0.96, 100), outcome(30, 0.98, 200), outcome(45, 0.97, 160), outcome(60, 0.99, 200)]
    assert plain_stock_amount([outcome(None, filled, 120), *plain], "total") == (needed and pytest.approx(needed))
