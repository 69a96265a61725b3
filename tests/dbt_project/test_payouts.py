"""What goes wrong between settlement and bank in the made-up seller's files is found to the cent, and nothing else."""

import json
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from demo.payout_faults import TEXTS
from demo.seller import write_seller
from tests.dbt_project.goods_home import build_inbox
from warehouse.home import Home

SEED, ORDERS = 3, 500


class Built:
    """A home whose payouts are built, and the faults that were planted in its files."""

    def __init__(self, home: Home, planted: list[dict[str, Any]]) -> None:
        self.home, self.planted = home, planted

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect() as connection:
            connection.execute(f"attach '{self.home.raw}' as landing (read_only)")
            connection.execute(f"attach '{self.home.build}' as built (read_only)")
            connection.execute("use built")
            return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    home, seller = Home.locate(tmp_path_factory.mktemp("home")).create(), tmp_path_factory.mktemp("seller")
    write_seller(seller, ORDERS, SEED)
    for path in _files_of_money(seller):
        target = home.inbox / path.relative_to(seller)
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(path, target)
    shutil.copy(seller / "sellerhouse.toml", home.settings_file)
    build_inbox(home, "int_payout_gaps")
    faults = json.loads((seller / "answer_key.json").read_text(encoding="utf-8"))["faults"]
    return Built(home, [fault for fault in faults if fault["kind"] in TEXTS])


def _files_of_money(seller: Path) -> list[Path]:
    """Settlements and statements, and the stock ledgers, whose newest day is the one that figures are made on."""
    named = ("bank-", "lianlian-", "inventory-ledger.")
    return [path for path in sorted(seller.glob("*/*")) if path.name[0].isdigit() or path.name.startswith(named)]


def test_every_planted_fault_is_found_to_the_cent_and_no_other(built: Built) -> None:
    found = built.rows("select kind, store_id, document_id, amount, currency from intermediate.int_payout_gaps")
    expected = Counter(
        (fault["kind"], fault["store_id"], fault["document_id"], Decimal(fault["amount"]), fault["currency"])
        for fault in built.planted
    )
    assert {kind for kind, *_ in expected} == set(TEXTS)
    assert all(count >= 2 for count in Counter(fault["kind"] for fault in built.planted).values())
    assert Counter(found) == expected


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
    assert built.rows("select distinct status from reconciliation.payouts where store_id = 'acme-ca' order by 1") == [
        ("not_covered",), ("under_way",),
    ]  # fmt: skip


def test_both_ends_of_what_arrived_name_file_and_line(built: Built) -> None:
    [(payouts, told)] = built.rows(
        """
        select count(*), count(*) filter (raw_line is not null and arrived_raw_line is not null
            and raw_file <> arrived_raw_file) from reconciliation.payouts where status = 'arrived'
        """
    )
    assert payouts == told > 0
