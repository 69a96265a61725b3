"""`sellerhouse backtest` over the sample seller's history."""

import json

from tests.e2e.conftest import Installation

DAYS, SAFETY_DAYS = "300", ("14", "60", "75", "90")


def test_the_plan_serves_better_than_plain_averages_that_tie_up_more_money(demo: Installation) -> None:
    days = [argument for number in SAFETY_DAYS for argument in ("--safety-days", number)]
    report = json.loads(demo.run("backtest", "--days", DAYS, "--json", *days).stdout)
    totals = {each["safety_days"]: each for each in report["outcomes"] if each["abc_class"] == "total"}
    plan, usual, careful = totals[None], totals[14], totals[60]
    assert plan["asked_qty"] == usual["asked_qty"] > 300
    assert plan["fill_rate"] > max(usual["fill_rate"], careful["fill_rate"], 0.98)
    assert plan["stock_out_days"] < min(usual["stock_out_days"], careful["stock_out_days"])
    # No plain average fills as much with less, however many days of safety it keeps.
    assert plan["stock_amount"] < 0.98 * report["plain_stock_amount"]


def test_a_history_that_is_too_short_is_said_so(demo: Installation) -> None:
    done = demo.run("backtest", "--days", "1000", expect=1)
    assert "needed are 1000 days" in " ".join(done.stderr.split())


def test_nothing_published_says_what_to_do(installation: Installation) -> None:
    assert "sellerhouse run" in installation.run("backtest", expect=1).stderr
