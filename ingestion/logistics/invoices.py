"""Invoices of carriers and freight forwarders, CSV or workbook, English or Chinese. No charge is judged or booked here.

Charges stand side by side (one column each: freight, fuel …) or below each other (charge type, amount, perhaps the tax
on it: the amount is then without it). Each row names its invoice, date, carrier and currency; parcel, shipment, order
and weights where they are known.
"""

import re
from collections.abc import Iterable, Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import MOMENT, MONEY, TEXT, Column, FileFormat, table_schema
from ingestion.headings import heading
from ingestion.logistics.tracking import CARRIER, ORDER_ID, REPORTED_AT, TRACKING_NUMBER
from ingestion.refusal import FileRefused, shown
from ingestion.rewrites import LOCAL_CLOCK_AS_UTC, UNWRAPPED, WITHOUT_CURRENCY_SIGN

TABLE = "logistics_invoice_lines"


def _money(name: str, *headings: str) -> Column:
    return Column(name, MONEY, headings, rewrites=WITHOUT_CURRENCY_SIGN)


WIDE_CHARGES = (
    _money("freight_amount", "freight", "base charge", "transportation charge", "运费", "基础运费"),
    _money("fuel_amount", "fuel", "fuel surcharge", "燃油费", "燃油附加费"),
    _money("remote_amount", "remote area surcharge", "remote", "remote surcharge", "偏远费", "偏远附加费"),
    _money("duty_amount", "duty", "duties", "customs duty", "关税"),
    _money("tax_amount", "tax", "vat", "gst", "import vat", "税金", "增值税"),
    _money("handling_amount", "handling", "handling fee", "操作费", "处理费"),
    _money("storage_amount", "storage", "storage fee", "仓储费"),
    _money("insurance_amount", "insurance", "insurance fee", "保险费"),
    _money("return_amount", "return fee", "returns", "退件费"),
    _money("other_amount", "other charges", "other", "其他费用", "杂费"),
)
COLUMNS = (
    Column(
        "invoice_number",
        headings=("invoice number", "invoice no", "invoice", "账单号", "发票号"),
        required=True,
        filled=True,
        rewrites=UNWRAPPED,
    ),
    Column(
        "invoiced_at",
        MOMENT,
        ("invoice date", "date", "账单日期", "发票日期", "开票日期"),
        required=True,
        filled=True,
        rewrites=LOCAL_CLOCK_AS_UTC,
    ),
    Column("carrier", headings=(*CARRIER.headings, "freight forwarder", "货代"), required=True, filled=True),
    Column("currency", headings=("currency", "币种", "货币"), required=True, filled=True),
    Column("tracking_number", headings=TRACKING_NUMBER.headings, rewrites=UNWRAPPED),
    Column(
        "shipment_id", headings=("shipment", "shipment id", "shipment number", "货件号", "提单号"), rewrites=UNWRAPPED
    ),
    Column("order_id", headings=ORDER_ID.headings, rewrites=UNWRAPPED),
    Column("billed_weight", MONEY, ("billed weight", "chargeable weight", "计费重", "计费重量"), rounds=True),
    Column("actual_weight", MONEY, ("actual weight", "实重", "实际重量"), rounds=True),
    Column("weight_unit", headings=("weight unit", "重量单位")),
    Column("charge_type", headings=("charge type", "charge", "fee type", "费用类型", "费用名称", "费用项目")),
    Column("charge_description", headings=("charge description", "费用说明", "备注")),
    _money("amount", "amount", "charge amount", "金额", "费用金额"),
    *WIDE_CHARGES,
    _money("line_total_amount", "line total", "total", "合计", "小计"),
    _money("invoice_total_amount", "invoice total", "total invoice amount", "账单总额", "发票总额"),
)
PERSONAL = ("name", "receiver", "consignee", "姓名", "收货人")
CHARGE_WORDS = re.compile(r"\b(fee|charge|surcharge)s?\b")
AMOUNT = r"^[-+]?\p{Sc}?\s?\d[\d.,]*$"
CENTS = r"\d[.,]\d{2}$"
ONE_CURRENCY = "Give the charges of each currency an invoice number of their own, such as '{}-{}'."


class Invoices:
    """The rows as they are, once it is sure that no charge would be lost and each invoice has one currency."""

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._currencies: dict[tuple[str, str], str] = {}

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """All rows; raises FileRefused for a charge nobody would count, and for an invoice in two currencies."""
        self._check_charges(rows)
        self._check_currencies(rows)
        yield TABLE, rows

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()

    def _check_charges(self, rows: pa.Table) -> None:
        known = {*(column.name for column in COLUMNS), *table_schema(()).names}
        if rows["line_total_amount"].null_count:
            for name in rows.column_names:
                if name not in known and _looks_like_a_charge(name, rows[name]):
                    raise FileRefused(
                        f"the column '{shown(name)}' looks like a charge, but of no kind that is known",
                        "Rename it to 'other charges', or add a column 'line total': what is in it and in no charge "
                        "that is known is then shown as not classified.",
                    )
        wide = _any_filled(rows, [column.name for column in WIDE_CHARGES if column.name != "tax_amount"])
        listed = rows["amount"].is_valid()
        self._refuse(
            rows,
            pc.and_(wide, listed),
            "the row has charges side by side and an amount as well, which would count twice if it is their sum",
            "Rename the column 'amount' to 'line total' if it is, else to 'other charges'.",
        )
        charged = pc.or_(pc.or_(wide, listed), _any_filled(rows, ["tax_amount", "line_total_amount"]))
        self._refuse(rows, pc.invert(charged), "the row has no charge at all", "Fill in its amount, or remove the row.")

    def _refuse(self, rows: pa.Table, wrong: pa.ChunkedArray, reason: str, advice: str) -> None:
        if pc.any(wrong).as_py():
            raise FileRefused(reason, advice, rows["raw_line"][pc.index(wrong, True).as_py()].as_py())

    def _check_currencies(self, rows: pa.Table) -> None:
        names = ("carrier", "invoice_number", "currency")
        texts = pa.table({name: rows[name].cast(TEXT) for name in names}).append_column("line", rows["raw_line"])
        found = texts.group_by(names, use_threads=False).aggregate([("line", "min")])
        for row in found.sort_by("line_min").to_pylist():
            invoice, currency = (row["carrier"].lower(), row["invoice_number"]), row["currency"].upper()
            if self._currencies.setdefault(invoice, currency) != currency:
                raise FileRefused(
                    f"invoice '{shown(row['invoice_number'])}' has charges in {self._currencies[invoice]} and "
                    f"{shown(currency)}",
                    ONE_CURRENCY.format(shown(row["invoice_number"]), shown(currency)),
                    row["line_min"],
                )


def _any_filled(rows: pa.Table, names: Sequence[str]) -> pa.ChunkedArray:
    return reduce(pc.or_, (rows[name].is_valid() for name in names))


def _looks_like_a_charge(name: str, values: pa.ChunkedArray) -> bool:
    """By its name, or, where the heading has no Latin letters to make a name of, by cents in it."""
    texts = pc.drop_null(values.cast(TEXT))
    if not pc.all(pc.match_substring_regex(texts, AMOUNT), min_count=1).as_py():
        return False
    if CHARGE_WORDS.search(heading(name)):
        return True
    return name.startswith("column_") and bool(pc.any(pc.match_substring_regex(texts, CENTS)).as_py())


CARRIER_INVOICE = FileFormat(
    kind="carrier_invoice",
    title="carrier's or freight forwarder's invoice (invoice number, date, carrier, currency, charges)",
    tables={TABLE: table_schema((REPORTED_AT, *COLUMNS))},
    columns=COLUMNS,
    signature=frozenset(
        {
            "invoice_number",
            "invoiced_at",
            "carrier",
            "billed_weight",
            "charge_type",
            "freight_amount",
            "fuel_amount",
            "duty_amount",
        }
    ),
    signature_minimum=4,
    arrange=Invoices,
    quoted_tabs=True,
    personal=frozenset(heading(name) for name in PERSONAL),
    constants=lambda facts: {REPORTED_AT.name: facts.modified_at},
    constant_columns=(REPORTED_AT,),
)
