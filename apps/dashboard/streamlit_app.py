"""The entry of the dashboard: language, navigation, and what stands on every page. The pages own their content."""

import streamlit as st

from apps.dashboard import frame
from apps.dashboard.context import page_context
from apps.dashboard.texts import texts
from warehouse.home import Home

# By group; each page with its icon. A page is found under its name, with hyphens.
PAGES = {
    "": {"overview": "monitoring"},
    "money": {
        "sku_profit": "stacked_bar_chart",
        "income_statement": "receipt_long",
        "cash_flow": "payments",
        "basis_bridge": "event_repeat",
        "tax_control": "account_balance_wallet",
        "trial_balance": "balance",
        "restatements": "history",
        "settlements": "account_balance",
        "payouts": "move_down",
        "gaps": "troubleshoot",
        "fee_checks": "price_check",
        "order_checks": "receipt",
        "reimbursements": "assignment_return",
    },
    "goods": {
        "stock": "inventory_2",
        "replenishment": "shopping_cart",
        "slow_movers": "hourglass_bottom",
        "batch_trail": "route",
        "stocktakes": "rule",
    },
    "data": {"data_quality": "fact_check"},
}

home = Home.locate()
words = texts(frame.chosen_language(home))
st.set_page_config(page_title="Sellerhouse", page_icon=frame.ICON, layout="wide", initial_sidebar_state="auto")
page = st.navigation(
    {
        words(f"group.{group}") if group else "": [
            st.Page(
                f"app_pages/{name}.py",
                title=words(f"page.{name}"),
                icon=f":material/{icon}:",
                url_path=name.replace("_", "-"),
                default=name == "overview",
            )
            for name, icon in pages.items()
        ]
        for group, pages in PAGES.items()
    },
    expanded=True,
)
with page_context(home, words) as context:
    frame.sidebar(words, context)
    frame.last_run_banner(home, words, context)
    if context is None:
        frame.nothing_published(home, words)
    else:
        page.run()
