"""`sellerhouse backtest` over the sample seller's history."""

import json

from tests.e2e.conftest import Installation

DAYS = "300"


def test_the_plan_serves_better_than_a_plain_average_with_less_money_than_a_careful_one(demo: Installation) -> None:
    done = demo.run("backtest", "--days", DAYS, "--json", "--safety-days", "14", "--safety-days", "105")
    totals = {each["safety_days"]: each for each in json.loads(done.stdout)["outcomes"] if each["abc_class"] == "total"}
    plan, usual, careful = totals[None], totals[14], totals[105]
    assert plan["asked_qty"] == usual["asked_qty"] > 300
    assert plan["fill_rate"] > max(usual["fill_rate"], 0.98)
    assert plan["stock_out_days"] < usual["stock_out_days"]
    assert plan["stock_amount"] < careful["stock_amount"]


def test_a_history_that_is_too_short_is_said_so(demo: Installation) -> None:
    done = demo.run("backtest", "--days", "1000", expect=1)
    assert "needed are 1000 days" in " ".join(done.stderr.split())


def test_nothing_published_says_what_to_do(installation: Installation) -> None:
    assert "sellerhouse run" in installation.run("backtest", expect=1).stderr
