"""The filters at the top of the pages, one choice for all pages. Says what is chosen; asks for no figures."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from apps.dashboard import choice
from apps.dashboard.context import PageContext
from apps.dashboard.periods import CHOICES, DEFAULT, Period, every_month, period_of
from apps.dashboard.queries import choices
from apps.dashboard.queries.selection import Selection
from apps.dashboard.texts import Texts

STORES, MARKETPLACES, PERIOD = "filter_stores", "filter_marketplaces", "filter_period"
FIRST, LAST = "filter_first_month", "filter_last_month"
PRODUCT_LINES, SEARCH = "filter_product_lines", "filter_search"
SEARCH_LENGTH = 100
# As many as there are headline figures below them, so that the two rows stand on one grid.
COLUMNS = 5


def choose(
    context: PageContext,
    *,
    products: bool = False,
    lines: bool = False,
    sales: bool = True,
    marketplaces: bool = True,
) -> tuple[Selection, Period]:
    """Show the filters and give what they select; stores, marketplaces and period are the same on every page.

    With `products` SKUs are looked for too; with `lines` product lines alone, what has none among them.
    Without `sales` only stores are asked for, since files and gaps know no marketplace and no month of sale; without
    `marketplaces` no marketplace is, since own accounts know none.
    """
    words = context.texts
    pairs = context.rows(choices.stores_and_marketplaces(context.everything))
    with st.grid(COLUMNS, min_column_width=150, vertical_alignment="bottom"):
        stores = many(words, STORES, sorted({pair["store_id"] for pair in pairs}))
        if not sales:
            return Selection(stores=stores, visible_stores=context.visible_stores), _known_period(context)
        sold_on = sorted({pair["marketplace"] for pair in pairs if not stores or pair["store_id"] in stores})
        chosen = many(words, MARKETPLACES, sold_on) if marketplaces else ()
        of_lines: tuple[str, ...] = ()
        if products or lines:
            known = [row["product_line"] for row in context.rows(choices.product_lines(context.everything))]
            beside = choices.BESIDE_PRODUCT_LINES if lines else ()
            of_lines = many(words, PRODUCT_LINES, [*known, *beside], lambda line: product_line_text(words, line))
        searched = search(words) if products else ""
        period = _period(context)
    selection = Selection(
        stores=stores,
        marketplaces=chosen,
        first_month=period.first_month,
        last_month=period.last_month,
        product_lines=of_lines,
        search=searched,
        visible_stores=context.visible_stores,
    )
    return selection, period


def costs(words: Texts, key: str, default: str) -> str:
    """Whether figures bear the costs that name no SKU (`full`) or not (`direct`), for as long as the session lasts."""
    chosen: str = st.segmented_control(
        words("sku_profit.costs"),
        ["direct", "full"],
        default=default,
        format_func=lambda value: words(f"sku_profit.{value}"),
        key=key,
        required=True,
        persist_state="session",
        help=words("sku_profit.costs_help"),
    )
    return chosen


def product_line_text(words: Texts, line: str) -> str:
    return words(f"filter.{line[1:-1].replace(' ', '_')}") if line in choices.BESIDE_PRODUCT_LINES else line


def month_text(words: Texts, month: date) -> str:
    return month.strftime(words("format.month"))


def period_text(words: Texts, period: Period) -> str:
    """The months of a period, such as Dec 2025 – Nov 2026."""
    first, last = month_text(words, period.first_month), month_text(words, period.last_month)
    return first if first == last else f"{first} – {last}"


def search(words: Texts, hint: str = "filter.search_hint") -> str:
    """Show the box for words that are looked for in what `hint` names, and give what stands in it."""
    return st.text_input(
        words("filter.search"),
        key=SEARCH,
        max_chars=SEARCH_LENGTH,
        placeholder=words(hint),
        persist_state="session",
    ).strip()


def many(words: Texts, key: str, options: list[str], name_of: Callable[[str], str] | None = None) -> tuple[str, ...]:
    """Show a choice of any number of `options`, nothing chosen meaning all; a choice that is no option is dropped."""
    kept = [value for value in st.session_state.get(key, []) if value in options]
    if kept != st.session_state.get(key, []):
        st.session_state[key] = kept
    name = key.removeprefix("filter_")
    chosen = st.multiselect(
        words(f"filter.{name}"),
        options,
        key=key,
        placeholder=words(f"filter.all_{name}"),
        format_func=name_of or (lambda value: value or words("filter.no_marketplace")),
        persist_state="session",
    )
    return tuple(chosen)


def _period(context: PageContext) -> Period:
    words = context.texts
    known = _known_period(context)
    chosen = choice.select(
        words("filter.period"),
        CHOICES,
        name=PERIOD,
        language=words.language,
        default=DEFAULT,
        words=lambda value: words(f"period.{value}"),
    )
    if chosen != "custom":
        return period_of(chosen, known.first_month, known.last_month)
    options = every_month(known.first_month, known.last_month)
    first = _month(words, FIRST, options, known.first_month)
    last = _month(words, LAST, options, known.last_month)
    return Period(min(first, last), max(first, last))


def _known_period(context: PageContext) -> Period:
    known = context.row(choices.months_with_figures(context.everything))
    first = known["first_month"] or date(1970, 1, 1)
    return Period(first, known["last_month"] or first)


def _month(words: Texts, key: str, options: list[date], default: date) -> date:
    return choice.select(
        words(f"filter.{key.removeprefix('filter_')}"),
        options,
        name=key,
        language=words.language,
        default=default,
        words=lambda month: month_text(words, month),
    )
