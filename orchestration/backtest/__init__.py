"""Replays the published history under two policies of ordering and says what each achieved. Holds no formula of them.

published ledger ──▶ as it stood on each review day ──▶ the models' own SQL (models.py) ──▶ orders of each policy
                                                                                              │
            what was sold, day by day ──────────▶ simulation.py: arrivals, sales, stock ◀─────┘
"""

from orchestration.backtest.frontier import plain_stock_amount
from orchestration.backtest.history import NothingToReplay
from orchestration.backtest.replay import Outcome, backtest

__all__ = ["NothingToReplay", "Outcome", "backtest", "plain_stock_amount"]
