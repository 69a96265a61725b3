"""Fees and freight: what was charged beside what it should be, with the charges to claim by. Sends no claim."""

from typing import Any

import streamlit as st

from apps.dashboard import context, downloads, evidence, filters, goods, table_controls, tables
from apps.dashboard.amounts import amount_text
from apps.dashboard.context import PageContext
from apps.dashboard.markdown import escape
from apps.dashboard.queries import fee_checks
from apps.dashboard.queries.fee_checks import WrongFee
from apps.dashboard.queries.selection import Selection
from apps.dashboard.tables import Kind

LINES_SHOWN = 200
CAUSES, FINDINGS = "fee_causes", "freight_findings"
COLUMNS: dict[str, Kind] = {
    "sku": "text",
    "fee_kind": "name",
    "cause": "name",
    "gap_amount": "money",
    "charged_amount": "money",
    "expected_amount": "money",
    "currency": "text",
    "item_count": "count",
    "first_date": "day",
    "last_date": "day",
    "claim_until_date": "day",
    "store_id": "text",
    "marketplace": "text",
}
LINES: dict[str, Kind] = {
    "order_id": "text",
    "booked_date": "day",
    "units_qty": "count",
    "base_amount": "money",
    "charged_amount": "money",
    "expected_amount": "money",
    "gap_amount": "money",
    "currency": "text",
    "claim_until_date": "day",
    "expected_from": "name",
    "rule": "text",
    "charged_as": "text",
}
EVIDENCE: dict[str, Kind] = {
    "store_id": "text", "marketplace": "text", "cause": "name", "sku": "text", "fee_kind": "name",
    "order_item_id": "text", **LINES, "document_id": "text", "raw_file": "text", "raw_line": "count",
    "content_hash": "text",
}  # fmt: skip
FREIGHT: dict[str, Kind] = {
    "carrier": "text",
    "invoice_number": "text",
    "finding": "name",
    "tracking_number": "text",
    "shipment_id": "text",
    "charge_type": "text",
    "charge_amount": "money",
    "gap_amount": "money",
    "currency": "text",
    "weighed_kg": "rate",
    "expected_kg": "rate",
    "contract_amount": "money",
    "invoiced_date": "day",
    "store_id": "text",
}
FREIGHT_DOWNLOADED: dict[str, Kind] = {
    **FREIGHT, "first_invoice_number": "text", "order_id": "text", "raw_file": "text", "raw_line": "count",
}  # fmt: skip
FEE_FACTS = ("base_amount", "units_qty", "expected_amount", "charged_amount", "gap_amount", "tolerance_amount")
FREIGHT_FACTS = ("charge_amount", "gap_amount", "billed_kg", "weighed_kg", "expected_kg", "first_invoice_number")


def render(page: PageContext) -> None:
    words = page.texts
    st.title(words("page.fee_checks"), anchor=False)
    if not goods.is_published(page, "reconciliation", "fees", "cause", "claim_until_date", "rule"):
        return
    selection, _ = filters.choose(page, sales=False)
    totals = page.row(fee_checks.totals(selection))
    if not totals["fees"] and not totals["charges"]:
        st.info(words("fee_checks.nothing"), icon=":material/upload_file:")
        return
    _headline(page, totals)
    _fees(page, selection)
    _freight(page, selection)


def _headline(page: PageContext, totals: dict[str, Any]) -> None:
    words = page.texts
    st.caption(words("fee_checks.caption", currency=escape(page.currency)))
    with st.grid(filters.COLUMNS, min_column_width=150):
        st.metric(words("fee_checks.fees"), f"{totals['fees']:,}", border=True)
        st.metric(words("fee_checks.too_high"), f"{totals['too_high']:,}", border=True)
        st.metric(words("fee_checks.fees_base"), amount_text(totals["fees_base"]), border=True)
        st.metric(words("fee_checks.charges"), f"{totals['charges']:,}", border=True)
        st.metric(words("fee_checks.freight_base"), amount_text(totals["freight_base"]), border=True)


def _fees(page: PageContext, selection: Selection) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(words("fee_checks.by_sku"), anchor=False)
        counts = {row["cause"]: row["skus"] for row in page.rows(fee_checks.by_cause(selection))}
        if not counts:
            st.success(words("fee_checks.none_too_high"), icon=":material/verified:")
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            causes = table_controls.kinds(words, "column.cause", "cause", counts, CAUSES)
            rows = page.table(fee_checks.wrong_fees(selection, causes))
            name = f"fee_claims_{'_'.join(causes) or 'all'}"
            charges = sum(rows["item_count"].to_pylist())
            downloads.buttons(page, fee_checks.claims(selection, causes), EVIDENCE, name, charges)
        key = f"wrong_fees_{'_'.join(causes)}"
        chosen = tables.show(page, rows, COLUMNS, key=key, selectable=True, height=tables.fitting(rows, 400))
        if chosen is None:
            st.caption(words("fee_checks.choose"))
        else:
            _charges(page, selection, WrongFee.of(rows.slice(chosen, 1).to_pylist()[0]))


def _charges(page: PageContext, selection: Selection, fee: WrongFee) -> None:
    """Each charge of one fee, the file to claim by, and the line behind the one that is chosen."""
    words = page.texts
    query = fee_checks.lines(selection, fee)
    rows = page.table(fee_checks.lines(selection, fee, LINES_SHOWN))
    name = f"claim_{fee.store_id}_{fee.sku or 'payments'}_{fee.fee_kind}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words("fee_checks.charges_of", sku=escape(fee.sku or fee.store_id)))
        downloads.buttons(page, query, EVIDENCE, name, rows.num_rows)
    chosen = tables.show(
        page, rows, LINES, key=f"{name}_{fee.cause}", selectable=True, height=tables.fitting(rows, 300)
    )
    if chosen is None:
        st.caption(words("fee_checks.choose_charge"))
    else:
        evidence.line_behind(page, rows.slice(chosen, 1).to_pylist()[0], "compared", FEE_FACTS)


def _freight(page: PageContext, selection: Selection) -> None:
    words = page.texts
    with st.container(border=True):
        st.subheader(words("fee_checks.freight"), anchor=False)
        counts = {row["finding"]: row["charges"] for row in page.rows(fee_checks.by_finding(selection))}
        if not counts:
            st.success(words("fee_checks.none_odd"), icon=":material/verified:")
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            findings = table_controls.kinds(words, "column.finding", "finding", counts, FINDINGS)
            query = fee_checks.freight(selection, findings)
            rows = page.table(query)
            downloads.buttons(page, query, FREIGHT_DOWNLOADED, "freight", rows.num_rows)
        key = f"freight_{'_'.join(findings)}"
        chosen = tables.show(page, rows, FREIGHT, key=key, selectable=True, height=tables.fitting(rows, 400))
        if chosen is None:
            st.caption(words("fee_checks.choose_freight"))
        else:
            evidence.line_behind(page, rows.slice(chosen, 1).to_pylist()[0], "compared", FREIGHT_FACTS)


render(context.current())
