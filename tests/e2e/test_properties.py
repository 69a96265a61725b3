"""Whatever settlements come, in whichever order, how often and how broken: no cent is lost, and each fault is found."""

import shutil
from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ingestion
from orchestration.building import build_models
from orchestration.progress import silent
from tests.e2e.conftest import ONE_WHOLE_RUN, Installation
from tests.e2e.settlement_files import Line, settlement_text, write
from warehouse.home import Home
from warehouse.settings import load_settings

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
WHOLE, PERTURBED = 1000, 2000
"""The settlement ids of the store acme, where every file is whole, and of beta, where most are not, begin here."""
# What is tried first is the plainest there is: as it stands it would be the only example.
SETTLEMENTS = st.lists(st.lists(LINES, min_size=1, max_size=12), min_size=12, max_size=16).filter(
    lambda settlements: {line[:3] for lines in settlements for line in lines} == set(KINDS)
)


class InThisProcess(Installation):
    """A home that loads and builds without the command around it, and is asked for what was built."""

    def load_and_build(self) -> None:
        home = Home(self.home)
        settings = load_settings(home)
        preparation = ingestion.prepare(home, settings)
        ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
        ingestion.finish(home, settings, preparation)
        build_models(home, settings, silent)
        shutil.copyfile(home.build, home.warehouse)


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], InThisProcess]:
    return lambda: InThisProcess(Home(tmp_path_factory.mktemp("property") / "home").create().root)


class Files:
    """Settlement files, whole ones and ones in which a line is lost, repeated or altered, and what each then lacks."""

    def __init__(self, settlements: Sequence[Sequence[Line]], data: st.DataObject) -> None:
        self.whole = settlements
        self.texts = [settlement_text(f"{WHOLE + number}", lines) for number, lines in enumerate(settlements)]
        self.gaps: set[tuple[str, Decimal, str]] = set()
        for number, lines in enumerate(settlements):
            settlement = f"{PERTURBED + number}"
            text, missing, status = perturbed(settlement_text(settlement, lines), lines, data)
            self.texts.append(text)
            if missing:
                self.gaps.add((settlement, missing, status))

    def put(self, place: Installation, numbers: Sequence[int]) -> None:
        for number in numbers:
            store = "acme" if number < len(self.whole) else "beta"
            name = f"{len(list(place.home.rglob('*.txt')))}-{number}.txt"
            write(place.home / "inbox" / store / name, self.texts[number])


@ONE_WHOLE_RUN
@given(settlements=SETTLEMENTS, data=st.data())
def test_order_repetition_and_split_change_no_figure_no_cent_is_lost_and_each_fault_is_found(
    settlements: list[list[Line]], data: st.DataObject, new_home: Callable[[], InThisProcess]
) -> None:
    files = Files(settlements, data)
    at_once, in_parts = new_home(), new_home()
    files.put(at_once, range(len(files.texts)))
    at_once.load_and_build()

    shuffled = data.draw(st.permutations(range(len(files.texts))))
    cut = data.draw(st.integers(1, len(files.texts) - 1))
    files.put(in_parts, shuffled[:cut])
    in_parts.load_and_build()
    files.put(in_parts, [*shuffled[cut:], shuffled[0]])
    in_parts.load_and_build()

    assert in_parts.figures() == at_once.figures()
    assert_every_cent_arrives(at_once, settlements)
    found = "select document_id, amount, status from reconciliation.gaps where kind = 'settlement_total_gap'"
    assert set(at_once.query(found)) == files.gaps
    assert at_once.query("select sum(balance_amount), sum(balance_amount_base) from finance.trial_balance") == [(0, 0)]


def assert_every_cent_arrives(place: Installation, settlements: Sequence[Sequence[Line]]) -> None:
    """The sums of the files are those of the ledger, document by document, and of the settlements' proofs."""
    sums = [(f"{WHOLE + number}", sum(line[3] for line in lines)) for number, lines in enumerate(settlements)]
    ledger = """
        select document_id, sum(case when debit_account = 'amazon_wallet' then amount else -amount end)
        from ledger.money_entries where document_type = 'amazon_settlement' and store_id = 'acme'
        group by all order by all
    """
    assert place.query(ledger) == sums
    proofs = """
        select settlement_id, lines_total_amount from reconciliation.settlements
        where status = 'proven' and store_id = 'acme' order by 1
    """
    assert place.query(proofs) == sums


def perturbed(text: str, lines: Sequence[Line], data: st.DataObject) -> tuple[str, Decimal, str]:
    """At most one line of a settlement lost, repeated or altered: by how much its lines fall short, and as what."""
    rows = text.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    amount, place = lines[number][3], number + 2
    fault = data.draw(st.sampled_from(["lost", "repeated", "altered", "none"]))
    if fault == "lost":
        del rows[place]
        return "\n".join(rows) + "\n", amount, "open"
    if fault == "repeated":
        return "\n".join([*rows, rows[place]]) + "\n", -amount, "explained"
    if fault == "altered":
        difference = Decimal(data.draw(st.integers(1, 10_000))) / 100
        rows[place] = rows[place].replace(f"\t{amount:.2f}\t", f"\t{amount - difference:.2f}\t")
        return "\n".join(rows) + "\n", difference, "open"
    return text, Decimal(0), "open"
