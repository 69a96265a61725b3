"""What stands around every page: logo, language, the build that is shown, and what the last run left to say."""

import shlex
from datetime import datetime
from pathlib import Path

import streamlit as st

from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.texts import LANGUAGES, Texts
from warehouse import last_run
from warehouse.home import Home
from warehouse.settings import SettingsRefused, load_settings

ASSETS = Path(__file__).parent / "assets"
ICON = str(ASSETS / "icon.svg")
LANGUAGE_KEY = "language"
MOST_CHECKS = 5
NOT_PUBLISHED = ("checks_failed", "failed", "running")


def chosen_language(home: Home) -> str:
    """The language chosen in this session, at first the one of the settings."""
    if LANGUAGE_KEY not in st.session_state:
        try:
            st.session_state[LANGUAGE_KEY] = load_settings(home).language
        except SettingsRefused:
            st.session_state[LANGUAGE_KEY] = "en"
    return str(st.session_state[LANGUAGE_KEY])


def sidebar(words: Texts, context: PageContext | None) -> None:
    """Logo, language switch, and which build is shown."""
    st.html(ASSETS / "page.css")
    st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=ICON)
    with st.sidebar:
        st.segmented_control(
            words("frame.language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key=LANGUAGE_KEY,
            required=True,
            width="stretch",
        )
        if context is not None:
            st.caption(
                words(
                    "frame.build",
                    time=escape(moment_text(context.build.published_at)),
                    currency=escape(context.currency),
                ),
                help=words("frame.build_help", build_id=escape(context.build.build_id)),
            )


def last_run_banner(home: Home, words: Texts, context: PageContext | None) -> None:
    """Say so when what is shown is not what the last run made."""
    report = last_run.read(home)
    outcome = report.get("outcome")
    if outcome not in NOT_PUBLISHED:
        return
    shown = words("banner.nothing_yet")
    if context is not None:
        shown = words("banner.shown", time=escape(moment_text(context.build.published_at)))
    if outcome == "running":
        st.info(
            f"{shown} {words('banner.running', time=escape(_moment(report.get('started_at'))))}", icon=":material/sync:"
        )
        return
    checks = [escape(check) for check in report.get("failed_checks") or []]
    lines = [f"{shown} {words(f'banner.{outcome}', time=escape(_moment(report.get('finished_at'))))}"]
    lines += [f"- {check}" for check in checks[:MOST_CHECKS]]
    if len(checks) > MOST_CHECKS:
        lines.append(f"- {words('banner.more', count=len(checks) - MOST_CHECKS)}")
    st.warning("\n".join([lines[0], "", *lines[1:]]), icon=":material/warning:")


def nothing_published(home: Home, words: Texts) -> None:
    """The first thing that a new user sees."""
    with st.container(border=True, width=720):
        st.subheader(words("empty.title"), anchor=False)
        st.markdown(words("empty.body"))
        st.text(words("empty.inbox"))
        st.code(str(home.inbox), language=None)
        st.text(words("empty.command"))
        st.code(f"sellerhouse run --home {shlex.quote(str(home.root))}", language=None)


def moment_text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")


def _moment(text: str | None) -> str:
    return moment_text(datetime.fromisoformat(text)) if text else "?"
