"""What goes wrong with the money of two made-up sellers is found with its amount and cause, and nothing else is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import duckdb
import pytest

from apps.dashboard.context import PageContext
from apps.dashboard.queries import settlements
from apps.dashboard.settlement_chain import steps_of
from apps.dashboard.texts import texts
from demo.answer_check import check_answers
from demo.catalogue import FIRST_DAY
from tests.dbt_project.goods_home import build_inbox
from tests.dbt_project.renamed_seller import Faults, write_settings, write_whole_seller
from tests.dbt_project.shop_payouts import write_shop
from warehouse.home import Home
from warehouse.reader import Published

SEEDS = (3, 5)
# What the answer key names a fee by, and the fee and the cause that this is.
CAUSES = {
    "referral": ("referral", "wrong_category"),
    "fulfilment": ("fulfilment", "wrong_dimensions"),
    "administration_fee_too_high": ("refund_administration", "administration_fee_too_high"),
    "referral_fee_not_given_back": ("refund_administration", "referral_fee_not_given_back"),
}
Rows = list[tuple[Any, ...]]


class Built:
    """One home of several sellers whose gaps are built, and what is wrong in the files of each."""

    def __init__(self, home: Home, connection: duckdb.DuckDBPyConnection, planted: dict[int, Faults]) -> None:
        self.home, self.connection, self.planted = home, connection, planted

    def rows(self, sql: str) -> Rows:
        return self.connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """All files of a seller and a shop of each seed, side by side: nothing of one may explain what another misses."""
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    sellers = {seed: write_whole_seller(home.inbox, tmp_path_factory.mktemp("seller"), seed) for seed in SEEDS}
    shops = {seed: write_shop(home.inbox, seed) for seed in SEEDS}
    write_settings(home, *sellers.values(), *shops.values())
    build_inbox(home, "gaps")
    with duckdb.connect(str(home.build), read_only=True) as connection:
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        connection.execute("set timezone = 'UTC'")
        yield Built(home, connection, {seed: sellers[seed].faults + shops[seed].faults for seed in SEEDS})


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_gap_is_found_and_no_gap_is_unplanted(built: Built, seed: int) -> None:
    answers = check_answers(built.connection, built.planted[seed], f"ac{seed}e-")
    assert not answers.missed
    assert not answers.unplanted
    assert answers.planted > 50


def test_each_charge_of_a_carrier_names_its_parcel_or_shipment(built: Built) -> None:
    found = built.rows("select gap_id from reconciliation.gaps where kind like 'freight%'")
    charged = {f["location"] for planted in built.planted.values() for f in planted if f["kind"].startswith("freight")}
    assert {gap_id.split(":")[-2] for (gap_id,) in found} == charged


def test_each_wrong_fee_has_its_cause(built: Built) -> None:
    found = built.rows(
        "select distinct store_id, sku, fee_kind, cause from reconciliation.fees where verdict <> 'as_expected'"
    )
    assert set(found) == {
        (fault["store_id"], fault["sku"], *CAUSES[fault["document_id"]])
        for planted in built.planted.values()
        for fault in planted
        if fault["kind"] == "fee_overcharged"
    }


def test_every_fee_of_an_order_is_judged_once(built: Built) -> None:
    """But for the evening before the first day in Los Angeles: no preview reaches so far back."""
    [(judged, charged)] = built.rows(
        f"""
        select (select sum(item_count) from reconciliation.fees where fee_kind in ('referral', 'fulfilment')), count(*)
        from intermediate.int_document_entries
        where category in ('commission', 'fba_fulfillment_fee') and booked_date >= '{FIRST_DAY}'
        """
    )
    assert judged == charged > 1400


def test_a_charge_says_by_which_rule_it_is_too_high_and_as_what_it_was_charged(built: Built) -> None:
    """The fulfilment fee of the two products of which only their measures tell, and what was kept of refunds."""
    found = built.rows(
        """
        select distinct expected_from, rule, charged_as from reconciliation.fees
        where verdict = 'charged_too_much' and (expected_from = 'size_tier' or fee_kind = 'refund_administration')
            and currency = 'USD' order by 1, 2
        """
    )
    assert set(found) <= {
        ("schedule", "Refund administration: 20.00 % of the referral fee, at most 5.00", None),
        ("size_tier", "Large standard, 0.340-0.454 kg (Amazon.com, 2026-01-15)", "Large standard, 0.567-0.680 kg"),
        ("size_tier", "Large standard, 0.340-0.454 kg (Amazon.com, 2026-04-17)", "Large standard, 0.567-0.680 kg"),
    }
    assert {basis for basis, _, _ in found} == {"schedule", "size_tier"}
    [(judged, kept)] = built.rows(
        """
        select (select sum(item_count) from reconciliation.fees where fee_kind = 'refund_administration'), count(*)
        from intermediate.int_document_entries where category = 'refund_admin_fee'
        """
    )
    assert judged == kept > 30


def test_no_line_is_matched_twice_and_two_payouts_that_come_as_one_are_no_gap(built: Built) -> None:
    twice = built.rows(
        "select arrived_entry_id from reconciliation.payouts where matched_by <> 'many_to_one' "
        "group by all having count(*) > 1"
    )
    assert twice == []
    together = built.rows(
        """
        select count(*), sum(payouts.arrived_amount), any_value(entries.amount)
        from reconciliation.payouts
        join intermediate.int_payout_matches as entries on entries.entry_id = payouts.arrived_entry_id
        where payouts.matched_by = 'many_to_one' group by payouts.arrived_entry_id
        """
    )
    assert together
    assert all(payouts == 2 and parts == whole for payouts, parts, whole in together)


def test_what_stands_on_an_account_can_be_written_off_it(built: Built) -> None:
    """What is missing stands on the debit side, but for totals, which left the wallet beside their lines."""
    found = built.rows(
        "select distinct kind, write_off_account, write_off_amount = amount from reconciliation.gaps "
        "where write_off_account is not null order by all"
    )
    accounts = {kind: account for kind, account, _ in found if account != "transfers_in_transit"}
    assert accounts == {
        "arrival_unknown": "payouts_in_transit",
        "carried_balance_gap": "carried_balance",
        "missing_settlement": "reserve_held",
        "payout_differs": "payouts_in_transit",
        "payout_not_arrived": "payouts_in_transit",
        "reserve_chain_gap": "reserve_held",
        "settlement_total_gap": "amazon_wallet",
    }
    assert {kind for kind, _, as_it_is in found if not as_it_is} == {"settlement_total_gap"}


def test_where_no_statement_is_loaded_nothing_is_missed(built: Built) -> None:
    found = built.rows("select distinct status from reconciliation.payouts where store_id like '%-ca' order by 1")
    assert found == [("not_covered",), ("under_way",)]


def test_both_ends_of_what_arrived_name_file_and_line(built: Built) -> None:
    [(payouts, told)] = built.rows(
        """
        select count(*), count(*) filter (raw_line is not null and arrived_raw_line is not null
            and raw_file <> arrived_raw_file) from reconciliation.payouts where status = 'arrived'
        """
    )
    assert payouts == told > 0


def test_banks_hold_what_their_ledger_has_from_the_opening_on(built: Built) -> None:
    """Statements in OFX state their closing balance alone, those in CSV one a line."""
    found = built.rows("select account_key, opening_amount, difference_amount from reconciliation.balances")
    banks = [row for row in found if row[0].startswith("banking:") and "payoneer" not in row[0]]
    assert len(banks) > 8
    assert [row for row in banks if row[1:] != (0, 0)] == []


@pytest.mark.parametrize(
    ("document", "status", "from_file", "to_file", "holds"),
    [
        ("shopify_transfer:%", "arrived", "payouts.csv", "bank.csv", [True, True, True]),
        ("shopify_transfer:%", "missing", "payouts.csv", None, [True, True, False]),
        ("paypal:%", "arrived", "paypal.csv", ".ofx", [True, True, True]),
        ("paypal:%", "differs", "paypal.csv", ".ofx", [True, True, False]),
        ("banking:%payoneer%", "arrived", "payoneer.csv", "bank.csv", [True, None, True]),
    ],
)
def test_a_certificate_leads_from_the_lines_to_the_bank(
    built: Built, document: str, status: str, from_file: str, to_file: str | None, holds: list[bool | None]
) -> None:
    [(name, store)] = built.rows(
        f"""
        select document_id, any_value(store_id) from reconciliation.payouts
        where document_id like '{document}' group by all
        having count(*) = 1 and min(status) = '{status}' and coalesce(min(matched_count), 1) = 1
            and coalesce(abs(min(charged_fee_amount - contract_fee_amount)), 0) < 0.01 order by 1 limit 1
        """
    )
    build = Published("build", datetime.now(UTC), built.home.build, built.connection)
    page = PageContext(built.home, texts("en"), build)
    found = page.row(settlements.settlement(page.everything, name.replace("_transfer:", "_payout:"), store))
    steps = steps_of(page, found)
    assert [step.holds for step in steps] == holds
    _, left, came = steps
    assert (left.raw_file or "").endswith(from_file)
    assert (came.raw_file or "").endswith(to_file or "")
    assert all(step.raw_line for step in steps[: 3 if to_file else 2])
