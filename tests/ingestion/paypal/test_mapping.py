"""The seed that says where PayPal's codes are booked: every group has its rule, every rule an account of the chart."""

import csv
from pathlib import Path

from orchestration.project import PROJECT


def seed(name: str) -> list[dict[str, str]]:
    with (PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def account(code: str, side: str) -> str:
    """Where the most exact rule books the gross amount of a code."""
    fitting = [
        rule
        for rule in seed("paypal_money_mapping")
        if rule["amount_type"] == "gross"
        and rule["amount_description"] in ("any", side)
        and (rule["transaction_type"] == code or rule["transaction_type"] == f"{code[:3]}*")
    ]
    exact = sorted(fitting, key=lambda rule: rule["transaction_type"].endswith("*"))
    return exact[0]["account_id"] if exact else "suspense"


EXPECTED = {
    "payment": ("credit", {"order_receivables"}),
    "refund": ("debit", {"order_receivables"}),
    "fee": ("debit", {"payment_fees"}),
    "fee_reversal": ("credit", {"payment_fees"}),
    "currency_conversion": ("debit", {"currency_conversions"}),
    "funding_in": ("credit", {"transfers_in_transit"}),
    "withdrawal_out": ("debit", {"transfers_in_transit"}),
    "internal_transfer": ("debit", {"transfers_in_transit"}),
    "hold_movement": ("debit", {"payment_holds"}),
    "reversal_by_paypal": ("debit", {"chargebacks"}),
    "chargeback_or_adjustment": ("debit", {"chargebacks", "adjustments", "suspense"}),
    "adjustment": ("debit", {"adjustments"}),
    "dividend": ("credit", {"interest_income"}),
    "non_posting_authorisation": ("debit", {"payment_holds"}),
}


def test_known_codes_go_where_their_category_belongs(samples: Path) -> None:
    with (samples / "paypal" / "t_codes.csv").open(encoding="utf-8", newline="") as file:
        codes = list(csv.DictReader(file))
    assert len(codes) >= 82
    for row in codes:
        side, accounts = EXPECTED.get(row["suggested_category"], ("debit", set()))
        assert not accounts or account(row["code"], side) in accounts, row


def test_every_group_of_codes_has_its_rule_and_every_rule_its_account() -> None:
    rules = seed("paypal_money_mapping")
    types = {rule["transaction_type"] for rule in rules}
    assert {f"T{group:02d}*" for group in range(22)} <= types
    assert {rule["account_id"] for rule in rules} <= {row["account_id"] for row in seed("chart_of_accounts")}
    assert account("T7777", "credit") == "suspense"
    assert account("T0006", "debit") == "suspense", "whom the seller paid is not known"
