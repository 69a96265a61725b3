"""On every real settlement file, the ledger adds up to the file's own total, no line is lost, and the books follow."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from backoffice import ClosedMonth, GapState, close_month, open_store, reports, set_gap_state
from tests.e2e.conftest import Installation
from warehouse.home import Home

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
NOW = datetime(2026, 11, 26, tzinfo=UTC)
AUGUST = ClosedMonth("ca-v1", date(2025, 8, 1), "mei", NOW, "sent to the accountant")
# What the gap came to when it was decided about; one has grown since.
DECIDED = {
    "missing_settlement:23208776292:23395380562": Decimal("175.70"),
    "missing_settlement:22988491762:23347038192": Decimal("100.00"),
}


@pytest.fixture(scope="module")
def real(samples: Path, new_installation: Callable[[], Installation]) -> Installation:
    place = new_installation()
    for folder in ("ca_v1", "eu_v2", "uk_v2"):
        shutil.copytree(samples / "amazon_settlement" / folder, place.home / "inbox" / folder.replace("_", "-"))
    with open_store(Home.locate(place.home)) as store:
        close_month(store, AUGUST, "test")
        for gap_id, amount in DECIDED.items():
            set_gap_state(store, GapState(gap_id, None, "claimed", amount, None, None, "asked", "mei", NOW), "test")
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


def test_who_owes_tax_is_judged_by_the_line(real: Installation) -> None:
    found = real.query(
        "select marketplace, sum(marketplace_remits_line_count), sum(seller_owes_line_count), sum(own_tax_amount) "
        "from finance.tax_control where marketplace is not null group by marketplace order by marketplace"
    )
    assert found == [("Amazon.co.uk", 0, 26, 161), ("Amazon.de", 8, 0, 0), ("Amazon.fr", 3, 0, 0)]


def test_the_tax_accounts_close_as_the_trial_balance_has_them(real: Installation) -> None:
    found = real.query(
        """
        select currency, sum(movement_amount - paid_amount), sum(closing_amount) filter (newness = 1), (
            select -sum(balance_amount) from finance.trial_balance as balances
            where balances.currency = months.currency
                and account_id in ('tax_collected', 'tax_withheld_by_marketplace', 'recoverable_tax', 'commingling_vat')
        ) from (
            select *, row_number() over (partition by store_id, marketplace, currency order by month desc) as newness
            from finance.tax_control
        ) as months group by currency order by currency
        """
    )
    assert [(currency, moved == closing == balance) for currency, moved, closing, balance in found] == [
        ("CAD", True),
        ("EUR", True),
        ("GBP", True),
    ]


def test_a_month_by_posting_is_the_income_statement(real: Installation) -> None:
    by = "group by store_id, month, currency having sum(amount) <> 0 order by all"
    posted = "from finance.basis_bridge where reason = 'profit' and from_basis = 'posted' and to_basis = 'cash'"
    assert real.query(f"select store_id, month, currency, sum(amount) {posted} {by}") == real.query(
        f"select store_id, month, currency, sum(amount) from finance.income_statement {by}"
    )


@pytest.mark.parametrize("amount", ["amount", "amount_base"])
def test_profit_and_bridge_are_the_profit_by_the_other_basis(real: Installation, amount: str) -> None:
    """By whatever way a month comes from one basis to another."""
    wrong = real.query(
        f"""
        with ways as (
            select store_id, month, currency, to_basis as basis, from_basis, sum({amount}) as profit
            from finance.basis_bridge group by all
            union all
            select store_id, month, currency, from_basis, 'itself', sum({amount})
            from finance.basis_bridge where reason = 'profit' and to_basis = 'cash' group by all
        ), bases as (select distinct basis, from_basis from ways),
        months as (select distinct store_id, month, currency from ways)
        select store_id, month, currency, basis, list(coalesce(profit, 0))
        from months cross join bases left join ways using (store_id, month, currency, basis, from_basis)
        group by all having count(distinct coalesce(profit, 0)) > 1
        """
    )
    assert wrong == []


def test_months_that_are_over_are_reported_as_the_income_statement_has_them(real: Installation) -> None:
    """August is closed; September is not over and reported nowhere. What is published is noted for the next build."""
    assert real.query(
        "select sum(new_amount) from finance.restatements join ledger.accounts using (account_id) "
        "where profit_line is not null and store_id = 'ca-v1' and month = '2025-08-01'"
    ) == real.query(
        "select sum(amount) from finance.income_statement where store_id = 'ca-v1' and month = '2025-08-01'"
    )
    [(last, is_first, count, closed)] = real.query(
        "select max(month), bool_and(cause = 'first_report'), count(*), max(closed_at) from finance.restatements"
    )
    assert (last, is_first, closed) == (date(2025, 8, 1), True, NOW)
    with open_store(Home.locate(real.home)) as store:
        assert len(reports(store)) == count


def test_a_decision_holds_until_the_gap_grows(real: Installation) -> None:
    found = real.query(
        "select currency, status, status_set_by, amount from reconciliation.gaps where kind = 'missing_settlement' "
        "order by currency"
    )
    assert found == [
        ("EUR", "open", "mei", Decimal("182.0100")),
        ("GBP", "claimed", "mei", Decimal("175.7000")),
    ]


def test_every_file_twice_and_in_another_order_changes_no_figure(
    real: Installation, samples: Path, new_installation: Callable[[], Installation]
) -> None:
    other = new_installation()
    for path in sorted(REAL, reverse=True):
        folder = other.home / "inbox" / path.split("/")[0].replace("_", "-")
        folder.mkdir(parents=True, exist_ok=True)
        for name in (Path(path).name, f"renamed-{Path(path).name}"):
            shutil.copy(samples / "amazon_settlement" / path, folder / name)
    other.run("run")
    assert other.figures() == real.figures()
