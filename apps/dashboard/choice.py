"""A select box whose choice outlives a page and a change of language. It knows nothing of what is chosen."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

Option = TypeVar("Option")


def select(
    label: str,
    options: Sequence[Option],
    *,
    name: str,
    language: str,
    default: Option,
    words: Callable[[Option], str],
) -> Option:
    """Show the box and give what is chosen.

    The browser keeps a chosen option by the words it was shown in, so each language has a box of its own; `name`
    holds the choice itself and rules the box.
    """
    key = f"{name}_{language}"
    kept = st.session_state.get(name, default)
    st.session_state[key] = kept if kept in options else default
    chosen: Option = st.selectbox(label, options, key=key, format_func=words, on_change=_keep, args=(name, key))
    return chosen


def set_choice(name: str, value: object) -> None:
    """Choose for the person, before the box is drawn."""
    st.session_state[name] = value


def _keep(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]
