"""On every real settlement file, the ledger adds up to the file's own total, and no line is lost."""

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.e2e.conftest import Installation

# settlement id, currency, the total that the file states, its lines beside header and total row
REAL = {
    "ca_v1/50018020314.txt": ("CAD", "-62.31", 15),
    "ca_v1/50034020328.txt": ("CAD", "1016.08", 189),
    "ca_v1/50041020342.txt": ("CAD", "2539.66", 489),
    "eu_v2/DE_EUR_22988491762_v2.txt": ("EUR", "128.84", 51),
    "eu_v2/FR_EUR_23347038192_v2.txt": ("EUR", "0.00", 31),
    "uk_v2/UK_GBP_23208776292_v2.txt": ("GBP", "346.60", 126),
    "uk_v2/UK_GBP_23395380562_v2.txt": ("GBP", "253.43", 56),
}
HALF_WAY = "eu_v2/FR_EUR_23347038192_v2.txt"


@pytest.fixture(scope="module")
def real(samples: Path, new_installation: Callable[[], Installation]) -> Installation:
    place = new_installation()
    for folder in ("ca_v1", "eu_v2", "uk_v2"):
        shutil.copytree(samples / "amazon_settlement" / folder, place.home / "inbox" / folder.replace("_", "-"))
    place.run("run")
    return place


@pytest.mark.parametrize("path", REAL)
def test_a_settlement_adds_up_to_the_cent(real: Installation, path: str) -> None:
    currency, total, lines = REAL[path]
    [(status, stated, summed, line_count, gap, unit)] = real.query(
        """
        select status, stated_total_amount, lines_total_amount, line_count, gap_amount, currency
        from reconciliation.settlements where raw_file like '%' || ?
        """,
        Path(path).name,
    )
    assert (status, stated, summed, gap, unit) == ("proven", Decimal(total), Decimal(total), 0, currency)
    assert line_count == lines


@pytest.mark.parametrize("path", REAL)
def test_every_line_has_its_entry(real: Installation, samples: Path, path: str) -> None:
    _, total, lines = REAL[path]
    [(found, first, ledger_total)] = real.query(
        """
        select count(distinct raw_line), min(raw_line),
            sum(case when debit_account = 'amazon_wallet' then amount else -amount end)
        from ledger.money_entries where document_type = 'amazon_settlement' and raw_file like '%' || ?
        """,
        Path(path).name,
    )
    assert (found, first) == (lines, 3)
    assert ledger_total == Decimal(total)


def test_no_real_line_is_unknown(real: Installation) -> None:
    assert real.query("select * from ledger.money_entries where 'suspense' in (debit_account, credit_account)") == []


def test_debits_equal_credits_in_every_currency(real: Installation) -> None:
    assert (
        real.query("select currency from finance.trial_balance group by currency having sum(balance_amount) <> 0") == []
    )


def test_a_negative_total_is_carried_over(real: Installation) -> None:
    """Of the Canadian files one ends with -62.31, and the next opens with it."""
    assert real.query("select stated_total_amount from reconciliation.settlements where stated_total_amount < 0")
    assert real.query("select * from reconciliation.gaps where kind = 'carried_balance_gap'") == []


def test_settlements_that_are_missing_are_told(real: Installation) -> None:
    """Of the Canadian files each follows on the one before; of the others some were not downloaded."""
    found = real.query(
        "select document_id, amount, currency, opened_date from reconciliation.gaps where kind = 'missing_settlement' "
        "order by all"
    )
    assert found == [
        ("22988491762", Decimal("182.01"), "EUR", date(2024, 9, 27)),
        ("23208776292", Decimal("175.70"), "GBP", date(2024, 11, 1)),
    ]
    assert real.query("select * from reconciliation.gaps where kind = 'reserve_chain_gap'") == []


def test_loading_twice_and_in_another_order_changes_no_figure(
    real: Installation, samples: Path, new_installation: Callable[[], Installation]
) -> None:
    other = new_installation()
    for path in sorted(REAL, reverse=True):
        folder = other.home / "inbox" / path.split("/")[0].replace("_", "-")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(samples / "amazon_settlement" / path, folder / f"renamed-{Path(path).name}")
        if path == HALF_WAY:
            other.run("run")
    for path in REAL:
        folder = other.home / "inbox" / path.split("/")[0].replace("_", "-")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(samples / "amazon_settlement" / path, folder)
    other.run("run")
    assert other.figures() == real.figures()
