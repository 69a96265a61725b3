"""The shipped rules for statements send what banks and providers write to the account that a bookkeeper would name."""

import csv
import re

import pytest

from orchestration.project import PROJECT

SEEDS = PROJECT / "seeds"


def account_of(seed: str, *kind: str) -> str:
    """The account of the most exact rule that fits a kind (format, type, amount type, description)."""
    with (SEEDS / f"{seed}_money_mapping.csv").open(encoding="utf-8", newline="") as file:
        rules = list(csv.DictReader(file))
    names = ("format", "transaction_type", "amount_type", "amount_description")

    def key(text: str) -> str:
        return re.sub(r"[\x00-/:-@\[-`{-\x7f]+", "", text.lower())

    def fits(rule: dict[str, str]) -> bool:
        for name, text in zip(names, kind, strict=True):
            beginning = rule[name].endswith("*") and key(text).startswith(key(rule[name]))
            if not (rule[name] == "any" or key(rule[name]) == key(text) or beginning):
                return False
        return True

    def exactness(rule: dict[str, str]) -> tuple[bool, bool, int]:
        text = rule["amount_description"]
        return rule["transaction_type"] == "any", text == "any", -len(key(text))

    return min((rule for rule in rules if fits(rule)), key=exactness, default={"account_id": "suspense"})["account_id"]


@pytest.mark.parametrize(
    ("kind", "account"),
    [
        (("BANK", "CREDIT", "Credit", "AMAZON.COM SERVICES LLC Payout"), "payouts_in_transit"),
        (("BANK", "NTRF", "Credit", "AMZN EU SARL"), "payouts_in_transit"),
        (("BANK", "DEBIT", "Debit", "AMZN Mktp US"), "suspense"),
        (("BANK", "debit", "Debit", "AMAZON ADVERTISING LLC"), "advertising"),
        (("BANK", "credit", "Credit", "PayPal Europe"), "transfers_in_transit"),
        (("BANK", "credit", "Credit", "连连银通电子支付有限公司 跨境收款"), "transfers_in_transit"),
        (("BANK", "FEE", "Debit", "Outgoing"), "bank_fees"),
        (("BANK", "debit", "Debit", "Wire Fee: incoming"), "bank_fees"),
        (("BANK", "debit", "Debit", "FeedbackWhiz subscription"), "suspense"),
        (("BANK", "INT", "Credit", "January"), "interest_income"),
        (("BANK", "credit", "Credit", "结息"), "interest_income"),
        (("BANK", "debit", "Debit", "Withdrawal ATM"), "suspense"),
        (("WALLET", "debit", "Debit", "Withdrawal to bank"), "transfers_in_transit"),
        (("WALLET", "credit", "Credit", "Payment from Amazon.com"), "payouts_in_transit"),
        (("WALLET", "credit", "Fee", "anything"), "payment_fees"),
        (("WALLET", "credit", "Credit", "somebody"), "suspense"),
    ],
)
def test_lines_of_banks_and_wallets(kind: tuple[str, ...], account: str) -> None:
    assert account_of("banking", *kind) == account


@pytest.mark.parametrize(
    ("kind", "account"),
    [
        (("入账", "In", "Amazon"), "payouts_in_transit"),
        (("入账", "In", "SHOPIFY"), "transfers_in_transit"),
        (("提现", "Out", "Amazon"), "transfers_in_transit"),
        (("提现", "Conversion", "Amazon"), "currency_conversions"),
        (("提现", "Fee", "Amazon"), "payment_fees"),
        (("汇兑出账", "Out", ""), "currency_conversions"),
        (("汇兑入账", "In", ""), "currency_conversions"),
        (("供应商付款", "Out", ""), "supplier_payables"),
        (("其他入账", "In", ""), "suspense"),
        (("", "In", ""), "suspense"),
    ],
)
def test_entries_of_lianlian(kind: tuple[str, ...], account: str) -> None:
    assert account_of("lianlian", "LIANLIAN", *kind) == account
