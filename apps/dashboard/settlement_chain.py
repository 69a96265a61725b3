"""A settlement's way from its lines to the bank, on its page and as a certificate to download. It matches nothing."""

from decimal import Decimal
from typing import Any

import streamlit as st

from apps.dashboard.amounts import amount_text, exact_text
from apps.dashboard.certificate import Step, certificate
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import goods, payouts
from apps.dashboard.texts import Texts

PARTS = ("reserve_from_amount", "reserve_to_amount", "carried_amount", "card_charge_amount", "activity_amount")
SIGNS = {True: ":green[:material/check_circle:]", False: ":red[:material/error:]", None: ":gray[:material/help:]"}
# What has a status that says it came as it should, and what says that it did not.
HOLDS = {"arrived": True, "differs": False, "missing": False}


def show(page: PageContext, settlement: dict[str, Any], facts: str) -> None:
    """The steps one by one, and the button that downloads them. Nothing in builds from before payouts were matched."""
    words = page.texts
    if not page.rows(goods.columns_of("reconciliation", "payouts")):
        return
    steps = steps_of(page, settlement)
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.subheader(words("certificate.chain"), anchor=False, width="content")
            st.download_button(
                words("certificate.download"),
                lambda: certificate(words, settlement["settlement_id"], facts, steps, page.build.build_id),
                file_name=f"settlement-{settlement['settlement_id']}-{words.language}.html",
                mime="text/html",
                key="certificate",
                on_click="ignore",
                icon=":material/verified:",
            )
        for number, step in enumerate(steps, 1):
            figures = " · ".join(f"{escape(label)} **{escape(value)}**" for label, value in step.figures)
            st.markdown(f"{SIGNS[step.holds]} **{number}\\. {escape(step.title)}** — {figures}")
            if step.raw_file:
                st.caption(words("certificate.line", file=escape(step.raw_file), line=step.raw_line or "–"))


def steps_of(page: PageContext, settlement: dict[str, Any]) -> list[Step]:
    """Lines, total, payout, arrival, and on to the bank."""
    words = page.texts
    named = (page.everything, settlement["settlement_id"], settlement["store_id"])
    parts = page.row(payouts.composition(*named))
    steps = [_lines(words, settlement, parts)]
    # Only a marketplace is owed what is missing: from an account more may be taken in a month than came.
    if settlement["document_type"] == "amazon_settlement" and (settlement["stated_total_amount"] or 0) < 0:
        owed = _money(-settlement["stated_total_amount"], settlement["currency"])
        steps.append(Step(words("certificate.owed"), [(words("column.amount"), owed)]))
    for payout in page.rows(payouts.of_settlement(*named)):
        steps += [_sent(words, payout), _arrival(words, payout)]
        if payout["arrived_wallet"] not in (None, "bank"):
            for withdrawal in page.rows(payouts.onward(page.everything, payout["payout_id"])):
                steps += [_sent(words, withdrawal), _arrival(words, withdrawal)]
    return steps


def _lines(words: Texts, settlement: dict[str, Any], parts: dict[str, Any]) -> Step:
    currency = settlement["currency"]
    figures = [(words(f"certificate.{name}"), _money(parts[name], currency)) for name in PARTS if parts[name]]
    for name in ("lines_total_amount", "stated_total_amount", "gap_amount"):
        figures.append((words(f"column.{name}"), _money(settlement[name], currency)))
    holds = None if settlement["stated_total_amount"] is None else not settlement["gap_amount"]
    return Step(words("certificate.lines"), figures, holds, settlement["raw_file"], settlement["raw_line"])


def _sent(words: Texts, payout: dict[str, Any]) -> Step:
    figures = [
        (words("column.sent_date"), payout["sent_date"].isoformat()),
        (words("column.sent_amount"), _money(payout["sent_amount"], payout["sent_currency"])),
    ]
    charged = payout["charged_fee_amount"]
    if charged is not None:
        figures.append((words("column.charged_fee_amount"), _money(charged, payout["fee_currency"])))
    holds = None
    due = payout["contract_fee_amount"] if payout["contract_fee_amount"] is not None else payout["stated_fee_amount"]
    if charged is not None and due is not None:
        figures.append((words("column.due_fee_amount"), _money(due, payout["fee_currency"])))
        holds = abs(charged - due) <= Decimal("0.01")
    elif payout["leg"] == "marketplace_payout":
        holds = True
    title = words("certificate.sent", wallet=words.of("wallet", payout["from_wallet"]))
    return Step(title, figures, holds, payout["raw_file"], payout["raw_line"])


def _arrival(words: Texts, payout: dict[str, Any]) -> Step:
    holds = HOLDS.get(payout["status"])
    if payout["arrived_date"] is None:
        title = words("certificate.not_there")
        return Step(title, [(words("column.status"), words.of("state", payout["status"]))], holds)
    figures = [
        (words("column.arrived_date"), payout["arrived_date"].isoformat()),
        (words("column.arrived_amount"), _money(payout["arrived_amount"], payout["arrived_currency"])),
        (words("column.matched_by"), words.of("matched_by", payout["matched_by"])),
    ]
    if payout["matched_count"] > 1:
        figures.append((words("certificate.matched_count"), str(payout["matched_count"])))
    if payout["difference_amount"]:
        figures.append(
            (words("column.difference_amount"), _money(payout["difference_amount"], payout["expected_currency"]))
        )
    if payout["implied_rate"] is not None:
        figures += [(words(f"column.{name}"), exact_text(payout[name])) for name in ("implied_rate", "mid_rate")]
        figures.append(
            (words("column.hidden_cost_amount"), _money(payout["hidden_cost_amount"], payout["sent_currency"]))
        )
    title = words("certificate.arrived", wallet=words.of("wallet", payout["arrived_wallet"]))
    return Step(title, figures, holds, payout["arrived_raw_file"], payout["arrived_raw_line"])


def _money(amount: Decimal | None, currency: str) -> str:
    return f"{amount_text(amount)} {currency}"
