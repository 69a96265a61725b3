"""Whatever settlements come, in whichever order and how often: the same figures, and no cent lost."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.e2e.conftest import Installation
from tests.e2e.settlement_files import Line, settlement_text, write

KINDS = [
    ("Order", "ItemPrice", "Principal"),
    ("Order", "ItemPrice", "Tax"),
    ("Order", "ItemFees", "Commission"),
    ("Refund", "ItemPrice", "Principal"),
    ("Order", "Promotion", "Shipping"),
    ("ServiceFee", "Cost of Advertising", "TransactionTotalAmount"),
    ("other-transaction", "other-transaction", "Previous Reserve Amount Balance"),
    ("other-transaction", "FBA Inventory Reimbursement", "WAREHOUSE_LOST"),
    ("A kind of tomorrow", "Never seen", "Before"),
]
LINES = st.builds(
    lambda kind, cents: (*kind, Decimal(cents) / 100), st.sampled_from(KINDS), st.integers(-10_000_000, 10_000_000)
)
SETTLEMENTS = st.lists(st.lists(LINES, min_size=1, max_size=12), min_size=2, max_size=5)
# An example is several whole runs; a few of them, well mixed, say more than many that differ little.
WHOLE_RUNS = settings(
    max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def put(place: Installation, settlements: Sequence[Sequence[Line]], numbers: Sequence[int]) -> None:
    for number in numbers:
        name = f"{len(list(place.home.rglob('*.txt')))}-{number}.txt"
        write(place.home / "inbox" / "acme" / name, settlement_text(f"{1000 + number}", settlements[number]))


@WHOLE_RUNS
@given(settlements=SETTLEMENTS, data=st.data())
def test_order_repetition_and_split_change_no_figure_and_no_cent_is_lost(
    settlements: list[list[Line]], data: st.DataObject, new_installation: Callable[[], Installation]
) -> None:
    at_once, in_parts = new_installation(), new_installation()
    put(at_once, settlements, range(len(settlements)))
    at_once.run("run")

    shuffled = data.draw(st.permutations(range(len(settlements))))
    cut = data.draw(st.integers(1, len(settlements) - 1))
    put(in_parts, settlements, shuffled[:cut])
    in_parts.run("run")
    put(in_parts, settlements, [*shuffled[cut:], shuffled[0]])
    in_parts.run("run")

    assert in_parts.figures() == at_once.figures()
    assert_every_cent_arrives(at_once, settlements)


def assert_every_cent_arrives(place: Installation, settlements: Sequence[Sequence[Line]]) -> None:
    """The sums of the files are those of the ledger, document by document, and of the settlements' proofs."""
    sums = [(f"{1000 + number}", sum(line[3] for line in lines)) for number, lines in enumerate(settlements)]
    ledger = """
        select document_id, sum(case when debit_account = 'amazon_wallet' then amount else -amount end)
        from ledger.money_entries where document_type = 'amazon_settlement' group by all order by all
    """
    assert place.query(ledger) == sums
    proofs = (
        "select settlement_id, lines_total_amount from reconciliation.settlements where status = 'proven' order by 1"
    )
    assert place.query(proofs) == sums
