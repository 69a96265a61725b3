"""The goods pages over the invented seller's goods, over none, and over a build that is older than they are."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from apps.dashboard.texts import LANGUAGES, texts
from backoffice import approved_adjustments, open_store
from tests.apps.dashboard.invented_goods import OPEN_GAP
from warehouse import last_run
from warehouse.home import Home
from warehouse.publish import current_build, new_build_id, publish
from warehouse.settings import Settings

PAGES = ("stock", "replenishment", "slow_movers", "batch_trail", "stocktakes")
Open = Callable[..., AppTest]


def told(app: AppTest) -> str:
    """All that the page says in words."""
    return "\n".join(one.value for kind in ("markdown", "caption", "info", "success") for one in getattr(app, kind))


@pytest.mark.parametrize("language", list(LANGUAGES))
@pytest.mark.parametrize("page", PAGES)
def test_every_goods_page_opens_in_every_language(seller: Home, open_page: Open, page: str, language: str) -> None:
    app = open_page(seller, page, language)
    assert app.title[0].value == texts(language)(f"page.{page}")
    assert app.dataframe[0].value.shape[0] > 0
    assert not app.info


@pytest.fixture(scope="module")
def older(seller: Home, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Home]:
    """Homes whose build is the seller's after some SQL."""
    build = current_build(seller)
    assert build is not None

    def changed(sql: str) -> Home:
        home = Home.locate(tmp_path_factory.mktemp("older")).create()
        home.build.write_bytes(Path(build).read_bytes())
        with duckdb.connect(str(home.build)) as connection:
            connection.execute(sql)
        build_id = new_build_id()
        publish(home, Settings(), build_id)
        last_run.begin(home, build_id)
        last_run.end(home, "published", build_id=build_id, published_at=last_run.now())
        return home

    return changed


def test_a_build_from_before_the_goods_pages_says_so(older: Callable[[str], Home], open_page: Open) -> None:
    home = older("drop schema inventory cascade; create schema inventory;"
                 "create table inventory.stock_position (store_id text, sku text)")  # fmt: skip
    for page in PAGES:
        app = open_page(home, page)
        assert "sellerhouse run" in app.info[0].value
        assert not app.dataframe


def test_pages_without_rows_say_which_files_to_load(older: Callable[[str], Home], open_page: Open) -> None:
    home = older("; ".join(f"delete from {table}" for table in (
        "inventory.stock_position", "inventory.replenishment", "inventory.slow_movers", "inventory.stocktake_gaps",
        "ledger.stock_movements", "ledger.batches", "ledger.stock_balances",
    )))  # fmt: skip
    for page in PAGES:
        app = open_page(home, page)
        assert "`sellerhouse template`" in told(app) or "order reports" in told(app)
        assert [code.value for code in app.code] == [str(home.inbox)]


def test_filters_choose_stores_places_and_words(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "stock")
    everything = app.dataframe[0].value.shape[0]
    app.multiselect(key="filter_places").set_value(["fba:acme-uk:UK"]).run()
    assert 0 < app.dataframe[0].value.shape[0] < everything
    app.multiselect(key="filter_classes").set_value(["A"]).run()
    assert set(app.dataframe[0].value["abc_class"]) == {"A"}
    app.multiselect(key="filter_classes").set_value([]).run()
    app.text_input(key="filter_search").set_value("'; drop table inventory.stock_position; --").run()
    assert not app.exception
    assert app.info[0].value == "Nothing in this selection."
    app.text_input(key="filter_search").set_value("title of sku-011").run()
    assert list(app.dataframe[0].value["sku"]) == ["SKU-011"]


def test_a_sku_shows_its_places_and_batches(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "stock", sku="SKU-001")
    places, batches = app.dataframe[0].value, app.dataframe[1].value
    assert places["on_hand_qty"].sum() == batches["on_hand_qty"].sum()
    assert "FBA US · acme-us" in set(batches["location"])
    assert open_page(seller, "stock", sku="[x](http://evil)").info[0].value == "Nothing in this selection."


def test_an_order_leads_back_to_its_batch(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "batch_trail", sku="SKU-001", batch="B1-001")
    trail = app.dataframe[1].value
    assert (trail["reason"][0], trail["from_location"][0]) == ("Received", "Supplier")
    order = trail["order_id"].dropna().iloc[0]
    app = open_page(seller, "batch_trail", find=order)
    assert set(app.dataframe[0].value["batch_id"]) == {"B1-001"}
    app.text_input(key="batch_search").set_value("no such thing").run()
    assert "no such thing" in app.info[0].value


def test_units_of_no_known_batch_have_a_trail_too(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "batch_trail", sku="SKU-003")
    assert app.subheader[0].value == "Units of no known batch"
    assert app.dataframe[-1].value["in_hand_qty"].iloc[-1] == -2


def test_a_suggestion_is_told_in_the_language_of_the_page(seller: Home, open_page: Open) -> None:
    said = {language: open_page(seller, "replenishment", language).dataframe[0].value["why"] for language in LANGUAGES}
    assert said["en"].str.contains("must be ordered").all()
    assert said["zh"].str.contains("需下单").all()


def test_a_gap_is_approved_with_a_note_and_withdrawn(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "stocktakes", gap=OPEN_GAP)
    assert "\\*units\\*" in told(app)
    app.text_area[0].set_value("recounted")
    app.button(key=f"approve_button_{OPEN_GAP}").click().run()
    assert not app.exception
    with open_store(seller) as store:
        (approved,) = approved_adjustments(store)
    assert (approved.quantity, approved.condition, approved.reason) == (-3, "sellable", "lost")
    assert (approved.note, bool(approved.approved_by)) == ("recounted", True)
    assert "applies at the next run" in told(app)
    assert app.metric[-1].value == "1"

    app.button(key=f"withdraw_button_gap_{OPEN_GAP}").click().run()
    assert not app.exception
    with open_store(seller) as store:
        assert approved_adjustments(store) == []
    assert app.button(key=f"approve_button_{OPEN_GAP}")


def test_what_never_came_into_the_ledger_cannot_be_adjusted(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "stocktakes", gap="g-short")
    assert "nothing to adjust" in app.info[0].value
    assert not app.text_area


def test_a_withdrawn_approval_that_the_ledger_still_has_says_so(seller: Home, open_page: Open) -> None:
    app = open_page(seller, "stocktakes", gap="g-applied")
    assert "the next run takes the adjustment out" in app.info[0].value
    assert "Withdrawn 1" in str(app.button_group(key="gap_statuses").options)
