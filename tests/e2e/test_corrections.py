"""A file is corrected after it was published: the alert is told and taken back, the closed month is adjusted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from backoffice import GapState, open_store, set_gap_state
from tests.e2e.chat_server import chat_server
from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import sale, settlement_text, write
from warehouse.home import Home


@dataclass(frozen=True)
class Corrected:
    """A home over which two runs went; in between a file was corrected, a month closed, and a gap written off."""

    place: Installation
    first: tuple[int, int]
    second: tuple[int, int]


@pytest.fixture(scope="module")
def corrected(new_installation: Callable[[], Installation]) -> Iterator[Corrected]:
    """Both settlements of March are wrong, and one is corrected; April's of another store says that March is over."""
    place = new_installation()
    inbox = place.home / "inbox" / "acme"
    for settlement in ("2000", "3000"):
        write(inbox / f"wrong-{settlement}.txt", settlement_text(settlement, sale(), total=Decimal("99.00")))
    write(inbox.parent / "bolt" / "april.txt", settlement_text("4000", sale()).replace("2026-03", "2026-04"))
    with chat_server() as chat:
        place.run("run", env=chat.environment)
        first = chat.count("2000"), chat.count("3000")
        place.run("close-month", "acme", "2026-03", "--note", "sent to the accountant")
        write_off(place, "3000")
        write(inbox / "right.txt", settlement_text("2000", sale(price="21.00")))
        place.run("run", env=chat.environment)
        yield Corrected(place, first, (chat.count("2000"), chat.count("3000")))


def write_off(place: Installation, settlement: str) -> None:
    [(gap_id, amount, *clears)] = place.query(
        "select gap_id, amount, write_off_account, write_off_amount from reconciliation.gaps "
        "where kind = 'settlement_total_gap' and document_id = ?",
        settlement,
    )
    decided = "USD", "too small to ask", "mei", datetime.now(UTC)
    with open_store(Home.locate(place.home)) as store:
        set_gap_state(store, GapState(gap_id, "acme", "written_off", amount, None, *decided, *clears), "test")


def test_a_settlement_that_does_not_add_up_is_told_once_and_when_it_is_mended(corrected: Corrected) -> None:
    assert corrected.first == (1, 1)
    assert corrected.second == (2, 2)
    assert corrected.place.query(
        "select lines_total_amount, status from reconciliation.settlements where settlement_id = '2000'"
    ) == [(18, "proven")]


def test_a_closed_month_moves_by_a_dated_adjustment_that_names_each_line(corrected: Corrected) -> None:
    """The corrected file sells for 21 where the first said 20, and states 18 as its total instead of 99."""
    found = corrected.place.query(
        """
        select month, document_id, account_id, cause, previous_amount, new_amount, adjusted_in_month
        from finance.restatements where cause <> 'first_report' order by all
        """
    )
    march, now = date(2026, 3, 1), datetime.now(UTC).date().replace(day=1)
    assert found == [
        (march, "2000", "amazon_wallet", "document_replaced", -17, -18, now),
        (march, "2000", "product_sales", "document_replaced", 20, 21, now),
        (march, "payout:2000", "amazon_wallet", "document_replaced", 99, 18, now),
        (march, "payout:2000", "payouts_in_transit", "document_replaced", -99, -18, now),
    ]
    assert corrected.place.query(
        "select count(*) from finance.restatements where month = '2026-03-01' and closed_at is null"
    ) == [(0,)]


def test_what_is_written_off_leaves_its_account_and_stays_closed(corrected: Corrected) -> None:
    """The total of 99 was paid out of lines that make 17, so that the wallet lacks 82."""
    place = corrected.place
    assert place.query("select kind, status, amount from reconciliation.gaps where document_id = '3000'") == [
        ("settlement_total_gap", "written_off", 82)
    ]
    assert place.query(
        "select debit_account, credit_account, amount, currency, raw_file, raw_line, booked_date >= '2026-11-01' "
        "from ledger.money_entries where document_type = 'write_off'"
    ) == [("amazon_wallet", "write_offs", 82, "USD", "backoffice/gaps", 1, True)]
    assert place.query(
        "select account_id, sum(balance_amount) from finance.trial_balance "
        "where account_id in ('amazon_wallet', 'write_offs') group by all order by all"
    ) == [("amazon_wallet", 0), ("write_offs", -82)]
    assert place.query("select sum(balance_amount) from finance.trial_balance") == [(0,)]
