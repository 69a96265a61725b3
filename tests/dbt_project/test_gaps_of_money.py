"""What goes wrong with the money of two made-up sellers is found with its amount and cause, and nothing else is."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from demo.answer_check import check_answers
from demo.catalogue import FIRST_DAY
from tests.dbt_project.goods_home import build_inbox
from tests.dbt_project.renamed_seller import Faults, write_settings, write_whole_seller
from warehouse.home import Home

SEEDS = (3, 5)
CAUSES = {"referral": "wrong_category", "fulfilment": "wrong_dimensions"}
Rows = list[tuple[Any, ...]]


class Built:
    """One home of several sellers whose gaps are built, and what is wrong in the files of each."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, planted: dict[int, Faults]) -> None:
        self.connection, self.planted = connection, planted

    def rows(self, sql: str) -> Rows:
        return self.connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """All files of a seller of each seed, side by side: nothing of one may explain what another misses."""
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    sellers = {seed: write_whole_seller(home.inbox, tmp_path_factory.mktemp("seller"), seed) for seed in SEEDS}
    write_settings(home, *sellers.values())
    build_inbox(home, "gaps")
    with duckdb.connect(str(home.build), read_only=True) as connection:
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        yield Built(connection, {seed: seller.faults for seed, seller in sellers.items()})


@pytest.mark.parametrize("seed", SEEDS)
def test_every_planted_gap_is_found_and_no_gap_is_unplanted(built: Built, seed: int) -> None:
    answers = check_answers(built.connection, built.planted[seed], f"ac{seed}e-")
    assert not answers.missed
    assert not answers.unplanted
    assert answers.planted > 40


def test_each_charge_of_a_carrier_names_its_parcel_or_shipment(built: Built) -> None:
    found = built.rows("select gap_id from reconciliation.gaps where kind like 'freight%'")
    charged = {f["location"] for planted in built.planted.values() for f in planted if f["kind"].startswith("freight")}
    assert {gap_id.split(":")[-2] for (gap_id,) in found} == charged


def test_each_wrong_fee_has_its_cause(built: Built) -> None:
    found = built.rows(
        "select distinct store_id, sku, fee_kind, cause from reconciliation.fees where verdict <> 'as_expected'"
    )
    assert set(found) == {
        (fault["store_id"], fault["sku"], fault["document_id"], CAUSES[fault["document_id"]])
        for planted in built.planted.values()
        for fault in planted
        if fault["kind"] == "fee_overcharged"
    }


def test_every_fee_of_an_order_is_judged_once(built: Built) -> None:
    """But for the evening before the first day in Los Angeles: no preview reaches so far back."""
    [(judged, charged)] = built.rows(
        f"""
        select (select sum(item_count) from reconciliation.fees), count(*) from intermediate.int_document_entries
        where category in ('commission', 'fba_fulfillment_fee') and booked_date >= '{FIRST_DAY}'
        """
    )
    assert judged == charged > 1400


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
