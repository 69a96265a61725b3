"""What files of shops and marketplaces become in staging: each amount once, with figures worked by hand."""

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import duckdb
import pytest

import ingestion
from orchestration.project import PROJECT
from tests.dbt import dbt
from tests.ingestion.marketplace.sheets import sheets
from tests.ingestion.shopify import shop
from tests.ingestion.shopify.story import PAYOUTS, exported_transactions, exports, fern, pages, rich_orders, yen
from warehouse.home import Home
from warehouse.settings import load_settings

Query = Callable[[str], list[tuple[Any, ...]]]
MODELS = ("path:models/staging/shopify", "path:models/staging/marketplace", "marketplace_payout_kinds")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Query]:
    """Shops that sold the same, told of by exports, by pages and by both; and one with richer orders, in one build."""
    home = Home.locate(tmp_path_factory.mktemp("home")).create()
    settings = load_settings(home)
    first_twin = exported_transactions(PAYOUTS["exported"])[1:2]
    exported = exports(home.inbox / "exported", "exported")
    exports(home.inbox / "exported" / "again", "exported", ",Again")
    shop.csv_file(exported / "few.csv", shop.TRANSACTION_HEADINGS, first_twin)
    pages(home.inbox / "paged", "paged", [fern(), yen()])
    pages(exports(home.inbox / "both", "both", ",Both"), "both", [fern(), yen()])
    pages(home.inbox / "rich", "rich", rich_orders())
    sheets(home.inbox / "bazaar")
    preparation = ingestion.prepare(home, settings)
    assert {file.status for file in preparation.files} == {"loaded"}, preparation.files
    ingestion.raw_pipeline(home, settings).run(ingestion.raw_source(home, settings, preparation))
    dbt(home, settings, "build", "--select", *MODELS)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{home.raw}' as landing (read_only)")
        connection.execute(f"attach '{home.build}' as build (read_only)")
        connection.execute("use build.staging")
        yield lambda sql: connection.execute(sql).fetchall()


SAME = "order_id, sku, transaction_type, amount_type, amount, currency, quantity, wallet_account, posted_at"


def told_lines(built: Query, store: str) -> Counter[tuple[Any, ...]]:
    lines = f"select document_type, {SAME} from stg_shopify__money_lines where store_id = '{store}'"
    return Counter(built(f"{lines} and document_type <> 'shopify_transfer' and transaction_type <> 'Refund'"))


def test_orders_are_booked_as_worked_by_hand(built: Query) -> None:
    found = built(
        "select order_id, transaction_type, amount_type, sku, amount, quantity from stg_shopify__money_lines"
        " where store_id = 'exported' and format = 'SHOPIFY_ORDER' order by order_id, amount desc, sku"
    )
    assert found == [
        ("#1001", "Order", "Principal", "FERN-1", Decimal(32), 2),
        ("#1001", "Order", "Principal", "TOTE-1", Decimal(20), 1),
        ("#1001", "Order", "Shipping", None, Decimal(6), None),
        ("#1001", "Order", "Tax", None, Decimal("3.29"), None),
        ("#1001", "Order", "Discount", None, Decimal(-5), None),
        ("#1002", "Order", "Principal", "MUG-1", Decimal(3000), 1),
        ("#1002", "Order", "Shipping", None, Decimal(500), None),
        ("#1002", "Order", "Tax", None, Decimal(318), None),
        ("#1002", "Order", "IncludedTax", None, Decimal(-318), None),
        ("#1002", "Refund", "Whole", None, Decimal(-1000), None),
    ]


def test_exports_and_pages_tell_the_same_once(built: Query) -> None:
    exported, paged, both = (told_lines(built, store) for store in ("exported", "paged", "both"))
    assert exported == paged == both
    assert exported.total() == 9 + 8 + 2, "nine amounts of orders, eight of the payout, two that are pending"
    assert built("select count(*), sum(quantity) from stg_shopify__orders where store_id = 'both' and is_owed") == [
        (3, 4)
    ]


def test_each_line_of_a_file_is_counted_by_one_of_its_amounts(built: Query) -> None:
    firsts = "sum(case when is_first_of_line then 1 else 0 end)"
    lines = f"select content_hash, raw_line from stg_shopify__money_lines group by 1, 2 having {firsts} <> 1"
    assert not built(lines)


def test_a_refund_takes_back_what_was_paid_back(built: Query) -> None:
    found = built(
        "select component, amount from stg_shopify__refund_components where store_id = 'rich' order by component"
    )
    assert found == [
        ("refund:51:item:1:principal", Decimal("-14.46")),
        ("refund:51:item:1:tax", Decimal("-1.01")),
        ("refund:53", Decimal("7.47")),
        ("refund:53:item:1:principal", Decimal("-14.46")),
        ("refund:53:item:1:tax", Decimal("-1.01")),
        ("refund:53:shipping:1:shipping", Decimal("-2.00")),
    ], "of the second refund, 17.47 by its lines, 10.00 were paid back"


def test_an_order_adds_up_to_its_total_whatever_it_was_made_of(built: Query) -> None:
    found = built(
        "select order_id, sum(amount) from stg_shopify__order_components where store_id = 'rich' group by 1 order by 1"
    )
    assert found == [("#1001", Decimal("56.29")), ("#1004", Decimal(30)), ("#1006", Decimal(33))], "no test order"
    found = built("select order_id, amount_type from stg_shopify__order_components where amount_type like '%i%der'")
    assert found == [("#1006", "Remainder")], "what nothing explains is shown as such"
    assert built("select amount from stg_shopify__order_components where amount_type = 'ShippingDiscount'") == [
        (Decimal("-4.90"),)
    ]


@pytest.mark.parametrize("store", ["exported", "paged", "both"])
def test_a_payout_adds_up_and_its_transfer_stands_beside_it(built: Query, store: str) -> None:
    documents = built(
        "select document_id, sum(amount), count(*) from stg_shopify__money_lines"
        f" where store_id = '{store}' and wallet_account = 'shopify_wallet' group by 1 order by 1"
    )
    assert documents == [
        (f"shopify_payout:{PAYOUTS[store]}", Decimal("55.71"), 8),
        (f"shopify_pending:{store}:JPY:2026-07", Decimal(3374), 2),
        (f"shopify_transfer:{PAYOUTS[store]}", Decimal("-55.71"), 1),
    ]
    stated = (
        f"select document_id, stated_total_amount, currency from stg_shopify__stated_totals where store_id = '{store}'"
    )
    assert built(stated) == [(f"shopify_payout:{PAYOUTS[store]}", Decimal("55.71"), "USD")]


def test_a_payout_that_is_still_to_come_moves_no_money(built: Query) -> None:
    payouts = "select payout_id, status, is_sent from stg_shopify__payouts where store_id = 'paged' order by 1"
    assert built(payouts) == [("12", "paid", True), ("129", "scheduled", False)]
    assert not built("select 1 from stg_shopify__money_lines where document_id like '%129'")


def test_a_payout_sheet_adds_up_to_what_its_transfer_takes(built: Query) -> None:
    lines = built(
        "select marketplace, document_type, amount_type, amount, quantity from stg_marketplace__money_lines"
        " where document_id like '%:P-1:%' order by marketplace, amount desc, amount_type"
    )
    assert lines == [
        ("TikTok Shop", "marketplace_payout", "sale", Decimal(100), 1),
        ("TikTok Shop", "marketplace_payout", "fee", Decimal(-6), None),
        ("TikTok Shop", "marketplace_transfer", "payout", Decimal(-94), None),
        ("eBay", "marketplace_payout", "sale", Decimal(30), 2),
        ("eBay", "marketplace_payout", "tax", Decimal(2), None),
        ("eBay", "marketplace_payout", "Loyalty boost", Decimal("-0.50"), None),
        ("eBay", "marketplace_payout", "tax withheld", Decimal(-2), None),
        ("eBay", "marketplace_payout", "fee", Decimal("-4.05"), None),
        ("eBay", "marketplace_transfer", "payout", Decimal("-25.45"), None),
    ], "a word that is none of ours stays as it is, and goes to suspense"
    stated = "select document_id, stated_total_amount from stg_marketplace__stated_totals order by 1"
    assert built(stated) == [
        ("marketplace_payout:bazaar:TikTok Shop:P-1:USD", Decimal(94)),
        ("marketplace_payout:bazaar:eBay:P-1:USD", Decimal("25.45")),
    ]


def test_a_newer_sheet_replaces_a_payout_and_all_its_equal_lines_count(built: Query) -> None:
    lines = "select amount, raw_file from stg_marketplace__money_lines where document_id like '%:P-2:%'"
    assert built(lines) == [(Decimal(7), "bazaar/newer.csv"), (Decimal(7), "bazaar/newer.csv")]


def test_an_order_sheet_books_nothing(built: Query) -> None:
    orders = "select order_id, sku, item_price_amount, order_status from stg_marketplace__orders"
    assert built(orders) == [("12-345", "SKU-1", Decimal(30), "shipped")], "the newer sheet counts"
    assert not built("select 1 from stg_marketplace__money_lines where raw_file like '%orders%'")


@pytest.mark.parametrize("source", ["shopify", "marketplace"])
def test_every_rule_books_to_an_account_of_the_chart(source: str) -> None:
    seeds = PROJECT / "seeds"
    accounts = {row["account_id"] for row in csv.DictReader((seeds / "chart_of_accounts.csv").open(encoding="utf-8"))}
    rules = list(csv.DictReader((seeds / f"{source}_money_mapping.csv").open(encoding="utf-8")))
    assert {rule["account_id"] for rule in rules} <= accounts
    assert all(rule["rule_id"].startswith(f"{source}.") for rule in rules)
