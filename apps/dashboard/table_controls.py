"""What stands above a table: the kinds of rows that it shows, and their order. Knows no table."""

from collections.abc import Iterable, Mapping

import streamlit as st

from apps.dashboard.texts import Texts


def kinds(words: Texts, label: str, group: str, counts: Mapping[str, int], key: str) -> tuple[str, ...]:
    """The kinds that are picked, of those that are counted; none is as good as all. `group` is that of their names."""
    picked = st.pills(
        words(label),
        list(counts),
        selection_mode="multi",
        format_func=lambda value: f"{words.of(group, value)} {counts[value]:,}",
        key=key,
        label_visibility="collapsed",
    )
    return tuple(picked)


def counted(words: Texts, label: str, group: str, counts: Mapping[str, int], key: str) -> tuple[tuple[str, ...], int]:
    """The kinds that are picked, and how many rows that leaves."""
    picked = kinds(words, label, group, counts, key)
    return picked, sum(number for kind, number in counts.items() if not picked or kind in picked)


def order_of(words: Texts, orders: Iterable[str], default: str, names: str, key: str) -> str:
    """The order that is chosen, for as long as the session lasts. `names` begins the texts of their names."""
    chosen = st.segmented_control(
        words("sku_profit.order"),
        list(orders),
        default=default,
        format_func=lambda value: words(f"{names}.{value}"),
        key=key,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or default
