"""The CSV and XLSX buttons under a table. The query is the one that the page shows, without its page limits."""

from collections.abc import Mapping

import streamlit as st

from apps.dashboard import export, tables
from apps.dashboard.context import PageContext
from apps.dashboard.queries.selection import Query
from apps.dashboard.tables import Kind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def buttons(context: PageContext, query: Query, columns: Mapping[str, Kind], name: str, rows: int) -> None:
    """Two buttons that make their file when they are pressed, from the build that the page shows."""
    words = context.texts
    labels = tables.headings(context, columns)
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if rows > export.MAX_ROWS:
            st.caption(words("download.first_rows", shown=f"{export.MAX_ROWS:,}", all=f"{rows:,}"))
        st.download_button(
            words("download.csv"),
            lambda: export.to_csv(context.fresh_table(query), labels),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{name}_csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
        st.download_button(
            words("download.xlsx"),
            lambda: export.to_xlsx(context.fresh_table(query), labels),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            key=f"{name}_xlsx",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )
