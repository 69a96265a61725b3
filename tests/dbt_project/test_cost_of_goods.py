"""What goods cost, from batches to profit, through real files and real models: each figure is worked by hand."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.dbt_project import goods_files as goods
from tests.dbt_project.goods_files import order, returned, write
from tests.dbt_project.goods_home import GoodsHome, build_files, build_inbox

PURCHASES = """Purchase Order,Supplier,SKU,Quantity,Unit Cost,Currency,Ordered Date,Warehouse
PO-1,Yiwu Sports,A,10,3.00,USD,2025-12-01,Ningbo
PO-2,Yiwu Sports,A,10,4.00,USD,2026-01-01,Ningbo
"""
RECEIPTS = """\
Receipt number,Purchase order,SKU,Batch,Received quantity,Freight,Cost currency,Received date,Location
GR-1,PO-1,A,B1,10,5.00,USD,2026-01-05,Ningbo
GR-2,PO-2,A,B2,10,,USD,2026-02-01,Ningbo
"""
COSTS = "sku,purchase_cost,currency\nA,9.00,USD\nC,5.00,USD\n"
MODELS = ("order_profit", "sku_profit_monthly", "income_statement", "trial_balance", "money_entries", "batch_trail")
BOOKED = """
    select strftime(booked_date, '%m'), debit_account, credit_account, coalesce(order_id, ''), sum(amount), max(rule_id)
    from ledger.money_entries where document_type = 'goods_moved' group by all order by all
"""


def shipped(folder: Path) -> None:
    orders = [("01-10", "o1", "A", 4), ("02-10", "o2", "A", 8), ("02-11", "o3", "C", 1), ("02-12", "o4", "D", 2)]
    write(
        folder / "orders.txt", goods.ORDERS, *(order(f"2026-{day}", *rest, channel="Merchant") for day, *rest in orders)
    )
    back = [("03-01", "o1", "SELLABLE"), ("03-02", "o2", "DEFECTIVE")]
    rows = [returned(f"2026-{day}", number, "A", disposition) for day, number, disposition in back]
    write(folder / "returns.txt", goods.RETURNS, *rows)


def settled(folder: Path) -> None:
    units = [("o1", "A", "4"), ("o2", "A", "8"), ("o3", "C", "1"), ("o4", "D", "2")]
    goods.settlement(folder / "settlement.txt", *((*one, "2026-02-15") for one in units))


def written(tmp_path: Path, write_files: Callable[[Path], None]) -> dict[str, str]:
    write_files(tmp_path)
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(tmp_path.glob("*.txt"))}


@pytest.fixture(scope="module")
def unsettled(tmp_path_factory: pytest.TempPathFactory) -> GoodsHome:
    files = {"purchases.csv": PURCHASES, "receipts.csv": RECEIPTS, "costs.csv": COSTS}
    files |= written(tmp_path_factory.mktemp("files"), shipped)
    return build_files(tmp_path_factory.mktemp("goods"), files, *MODELS)


@pytest.fixture(scope="module")
def booked(unsettled: GoodsHome) -> list[tuple[object, ...]]:
    """What was booked while no settlement was there."""
    return unsettled.rows(BOOKED)


@pytest.fixture(scope="module")
def home(unsettled: GoodsHome, booked: list[tuple[object, ...]]) -> GoodsHome:
    """The same when the orders have been settled, a month after the first of them left."""
    assert booked
    settled(unsettled.home.inbox / "acme")
    return build_inbox(unsettled.home, *MODELS, changed="stg_amazon__settlement_lines")


def test_units_are_booked_at_their_batchs_cost_as_they_move(booked: list[tuple[object, ...]]) -> None:
    """B1 landed at 3.50 a unit with its freight, B2 at 4.00. Of C nobody told a receipt; of D nobody knows a cost."""
    expected = [
        ("01", "cost_of_goods_sold", "inventory", "o1", 4 * 3.5, "batch_cost"),
        ("01", "inventory", "landed_cost_clearing", "PO-1", 5, "batch_cost"),
        ("01", "inventory", "supplier_payables", "PO-1", 30, "batch_cost"),
        ("02", "cost_of_goods_sold", "inventory", "o2", 6 * 3.5 + 2 * 4, "batch_cost"),
        ("02", "cost_of_goods_sold", "inventory", "o3", 5, "sheet_cost"),
        ("02", "inventory", "supplier_payables", "PO-2", 40, "batch_cost"),
        ("03", "inventory", "cost_of_goods_sold", "o1", 3.5, "batch_cost"),
        ("03", "stock_losses", "cost_of_goods_sold", "o2", 3.5, "batch_cost"),
    ]
    assert booked == expected


def test_what_is_settled_later_finds_the_cost_of_what_left_before(home: GoodsHome) -> None:
    assert home.rows(BOOKED)[0][4] == 14
    found = home.rows(
        """
        select order_id, strftime(month, '%m'), units_sold_qty, cogs_amount, is_cost_complete
        from finance.order_profit where order_id like 'o%' order by all
        """
    )
    assert found == [
        ("o1", "01", 0, -14, True),
        ("o1", "02", 4, 0, True),
        ("o1", "03", 0, Decimal("3.5"), True),
        ("o2", "02", 8, -29, True),
        ("o3", "02", 1, -5, True),
        ("o4", "02", 2, 0, False),
    ]
    places = "select distinct marketplace, order_item_id is null from finance.order_profit where order_id like 'o%'"
    assert home.rows(places) == [("Amazon.com", False)]


def test_only_the_month_of_a_sku_without_a_cost_is_incomplete(home: GoodsHome) -> None:
    incomplete = "select sku, strftime(month, '%m') from finance.sku_profit_monthly where not is_cost_complete"
    assert home.rows(incomplete) == [("D", "02")]


def test_the_cost_of_goods_is_one_figure_in_every_table_and_inventory_is_what_is_on_hand(home: GoodsHome) -> None:
    cost = -Decimal(14 + 29 + 5) + Decimal("3.5")
    sums = [
        "select sum(cogs_amount) from finance.order_profit",
        "select sum(cogs_amount) from finance.sku_profit_monthly",
        "select sum(amount) from finance.income_statement where profit_line = 'cogs'",
        "select -sum(balance_amount) from finance.trial_balance where account_code in (5010, 5020)",
    ]
    assert [home.rows(sql) for sql in sums] == [[(cost,)]] * len(sums)
    # 8 units of B2 and the one of B1 that came back; C went below nothing at the cost sheet's cost.
    inventory = "select sum(balance_amount) from finance.trial_balance where account_id = 'inventory'"
    assert home.rows(inventory) == [(8 * 4 + Decimal("3.5") - 5,)]
