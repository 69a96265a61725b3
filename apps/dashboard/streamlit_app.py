"""The entry of the dashboard: language, navigation, and what stands on every page. The pages own their content."""

import streamlit as st

from apps.dashboard import frame
from apps.dashboard.context import page_context
from apps.dashboard.texts import texts
from warehouse.home import Home

home = Home.locate()
words = texts(frame.chosen_language(home))
st.set_page_config(page_title="Sellerhouse", page_icon=frame.ICON, layout="wide", initial_sidebar_state="auto")
page = st.navigation(
    [
        st.Page("app_pages/overview.py", title=words("page.overview"), icon=":material/monitoring:", default=True),
        st.Page(
            "app_pages/sku_profit.py",
            title=words("page.sku_profit"),
            icon=":material/stacked_bar_chart:",
            url_path="sku-profit",
        ),
        st.Page(
            "app_pages/settlements.py",
            title=words("page.settlements"),
            icon=":material/account_balance:",
            url_path="settlements",
        ),
        st.Page(
            "app_pages/data_quality.py",
            title=words("page.data_quality"),
            icon=":material/fact_check:",
            url_path="data-quality",
        ),
    ]
)
with page_context(home, words) as context:
    frame.sidebar(words, context)
    frame.last_run_banner(home, words, context)
    if context is None:
        frame.nothing_published(home, words)
    else:
        page.run()
