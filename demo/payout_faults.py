"""What goes wrong on the way from settlement to bank, as the answer key tells it. It decides not where."""

from demo.faults import Fault
from demo.settlement_text import Settlement, money
from demo.statement_files import Withdrawal

TEXTS = {
    "payout_not_arrived": ("What was sent stands on no statement", "已付出但账单中没有到账"),
    "payout_differs": ("Less arrives than was sent", "到账少于付出"),
    "arrival_unknown": ("Money comes that nobody sent", "到账没有对应的付款"),
    "provider_fee_differs": ("More is taken than the fee that is due", "实收手续费高于应收"),
    "wallet_balance_differs": ("The provider states more than the entries add up to", "平台余额多于账面余额"),
}


def not_arrived(settlement: Settlement, cents: int) -> Fault:
    """A settlement's payout that never comes."""
    return _of_settlement("payout_not_arrived", settlement, cents, settlement.settlement_id)


def short(settlement: Settlement, lacking: int) -> Fault:
    """A settlement's payout of which `lacking` cents do not come."""
    return _of_settlement("payout_differs", settlement, lacking, settlement.settlement_id)


def unknown(settlement: Settlement, cents: int, document_id: str) -> Fault:
    """Money on a statement, near what was paid for `settlement`, that belongs to none."""
    return _of_settlement("arrival_unknown", settlement, -cents, document_id)


def withdrawal_lost(store_id: str, withdrawal: Withdrawal, document_id: str) -> Fault:
    """A withdrawal that the bank never gets."""
    return _told("payout_not_arrived", store_id, withdrawal.arrival_cents, "CNY", document_id)


def fee_too_high(store_id: str, cents: int, currency: str, document_id: str) -> Fault:
    """A withdrawal of which `cents` too much are taken."""
    return _told("provider_fee_differs", store_id, cents, currency, document_id)


def balance_too_high(store_id: str, cents: int, currency: str, account: str) -> Fault:
    """A stated balance that is `cents` too high."""
    return _told("wallet_balance_differs", store_id, -cents, currency, account)


def _of_settlement(kind: str, settlement: Settlement, cents: int, document_id: str) -> Fault:
    return _told(kind, settlement.store.store_id, cents, settlement.store.currency, document_id)


def _told(kind: str, store_id: str, cents: int, currency: str, document_id: str) -> Fault:
    english, chinese = TEXTS[kind]
    return Fault(kind, store_id, english, chinese, document_id=document_id, amount=money(cents), currency=currency)
