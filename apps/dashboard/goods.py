"""What the goods pages share: whether their tables are there, what to do where they are not, and their filters.

No figures.
"""

import streamlit as st

from apps.dashboard import filters
from apps.dashboard.context import PageContext
from apps.dashboard.places import place_text
from apps.dashboard.queries import goods
from apps.dashboard.queries.selection import Selection

PLACES, CLASSES = "filter_places", "filter_classes"


def is_published(page: PageContext, schema: str, table: str, *columns: str) -> bool:
    """Whether this build has the table with these columns; says so where it has not."""
    known = {row["column_name"] for row in page.rows(goods.columns_of(schema, table))}
    if known.issuperset(columns) and known:
        return True
    st.info(page.texts("goods.not_published"), icon=":material/update:")
    return False


def has_rows(page: PageContext, table: str) -> bool:
    """Whether the table of schema `inventory` has rows; where it has none, says which files to load."""
    if page.row(goods.has_rows(table, page.everything))["has_rows"]:
        return True
    nothing_yet(page, table)
    return False


def nothing_yet(page: PageContext, table: str) -> None:
    """What there is not yet, and which files bring it."""
    words = page.texts
    with st.container(border=True, width=720):
        st.subheader(words(f"goods.none_{table}"), anchor=False)
        st.markdown(words(f"goods.load_{table}"))
        st.text(words("goods.inbox"))
        st.code(str(page.home.inbox), language=None)


def choose(page: PageContext, table: str, *, classes: bool = False) -> Selection:
    """Show the filters of goods and give what they select; stores and search are those of the other pages.

    With `classes` the table has an ABC class to choose by.
    """
    words = page.texts
    with st.grid(4 if classes else 3, min_column_width=150, vertical_alignment="bottom"):
        known = [row["store_id"] for row in page.rows(goods.stores(table, page.everything))]
        stores = filters.many(words, filters.STORES, known)
        within = Selection(stores=stores, visible_stores=page.visible_stores)
        options = [row["location"] for row in page.rows(goods.places(table, within))]
        chosen = filters.many(words, PLACES, options, lambda place: place_text(words, place))
        of_class = filters.many(words, CLASSES, ["A", "B", "C"]) if classes else ()
        search = filters.search(words, f"goods.search_{table}")
    return Selection(stores=stores, places=chosen, classes=of_class, search=search, visible_stores=page.visible_stores)


def page_number(key: str, rows: int, rows_a_page: int) -> int:
    """Which page of a table is shown. The control stands below the table, so it is read before it is drawn."""
    return max(1, min(int(st.session_state.get(key, 1)), -(-rows // rows_a_page)))
