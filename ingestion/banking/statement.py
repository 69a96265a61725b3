"""What every statement becomes, whichever bank or provider wrote it: its columns and raw tables. Knows no heading."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.formats import DATE, MOMENT, MONEY, TEXT, Column, FileFormat, OneTableASet, table_schema
from ingestion.moments import moments
from ingestion.numbers_as_text import Unreadable
from ingestion.refusal import FileRefused, shown

LINES, BALANCES = "banking_statement_lines", "banking_statement_balances"
LINE_TYPES = {
    "account_id": TEXT,
    "statement_id": TEXT,
    "booked_date": DATE,
    "booked_time": TEXT,
    "time_zone": TEXT,
    "booked_at": MOMENT,
    "value_date": DATE,
    "amount": MONEY,
    "credit_amount": MONEY,
    "debit_amount": MONEY,
    "direction": TEXT,
    "currency": TEXT,
    "balance_amount": MONEY,
    "fee_amount": MONEY,
    "kind": TEXT,
    "description": TEXT,
    "counterparty": TEXT,
    "reference": TEXT,
    "store_name": TEXT,
    "transaction_id": TEXT,
    "status": TEXT,
}
BALANCE_TYPES = {
    "account_id": TEXT,
    "statement_id": TEXT,
    "balance_type": TEXT,
    "balance_date": DATE,
    "balance_amount": MONEY,
    "direction": TEXT,
    "currency": TEXT,
}
NOT_BOOKED = ("PDNG", "INFO")
"""What CAMT calls entries that are announced only; they may have no date yet."""
ORIGIN = (Column("provider"), Column("wallet_account"), Column("settings_account_id"), Column("settings_currency"))
"""Whose statement it is, and what the settings say where a file is silent."""
LINES_SCHEMA = table_schema((*(Column(name, kind) for name, kind in LINE_TYPES.items()), *ORIGIN))
BALANCES_SCHEMA = table_schema((*(Column(name, kind) for name, kind in BALANCE_TYPES.items()), *ORIGIN))


class StatementLines:
    """The lines of a table; where date, time and zone stand in three columns, they become the point in time."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """All rows; raises FileRefused for one that states neither an amount nor a balance."""
        _refuse_rows_without_money(rows)
        stated = pc.coalesce(rows["booked_at"], _joined_moments(rows))
        yield LINES, rows.set_column(rows.schema.get_field_index("booked_at"), "booked_at", stated)

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Nothing is left to say."""
        return ()


class StatementRecords(OneTableASet):
    """The lines and balances of a bank's records, each in its table."""

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """The rows of each; raises FileRefused for a line that is booked and does not say when."""
        undated = pc.and_(pc.equal(rows["row_set"].cast(TEXT), "line"), pc.is_null(rows["booked_date"]))
        undated = pc.and_not(undated, pc.is_in(rows["status"].cast(TEXT), pa.array(NOT_BOOKED)))
        if pc.any(undated).as_py():
            raise FileRefused(
                "the booking has no date",
                "Download the statement again, or as CSV.",
                rows["raw_line"][pc.index(undated, True).as_py()].as_py(),
            )
        return super().add(rows)


def statement_file(
    kind: str,
    title: str,
    headings: Mapping[str, tuple[str, ...]],
    *,
    provider: str,
    signature: Collection[str],
    signature_minimum: int,
    required: Collection[str] = (),
    zone: str = "",
    origin: Mapping[str, str | None] | None = None,
    **conventions: Any,
) -> FileFormat:
    """A statement as a table under one line of headings.

    zone -- the IANA zone of the times in a column of their own, `booked_at`.
    origin -- what the settings say of the account, by the names of ORIGIN.
    """
    stated = {"provider": provider, **(origin or {})}
    return FileFormat(
        kind=kind,
        title=title,
        tables={LINES: LINES_SCHEMA},
        columns=tuple(
            Column(
                name,
                column_type,
                headings.get(name, ()),
                required=name == "booked_date" or name in required,
                filled=name == "booked_date",
                zone=zone if name == "booked_at" else "",
            )
            for name, column_type in LINE_TYPES.items()
        ),
        signature=frozenset(signature),
        signature_minimum=signature_minimum,
        quoted_tabs=True,
        arrange=StatementLines,
        constants=lambda _facts: {column.name: stated.get(column.name) for column in ORIGIN},
        constant_columns=ORIGIN,
        **conventions,
    )


def statement_records(kind: str, title: str, layout: Any) -> FileFormat:
    """A statement as a bank's records (OFX, MT940, CAMT): its lines, and the balances it states."""
    return FileFormat(
        kind=kind,
        title=title,
        tables={LINES: LINES_SCHEMA, BALANCES: BALANCES_SCHEMA},
        columns=tuple(Column(name, column_type) for name, column_type in RECORD_TYPES.items()),
        arrange=lambda: StatementRecords({"line": LINES, "balance": BALANCES}),
        # Each of these standards writes decimals with one mark and thousands with none.
        bare_thousands="decimals",
        constants=lambda _facts: {"provider": "bank"},
        constant_columns=ORIGIN,
        layout=layout,
    )


RECORD_TYPES = {"row_set": TEXT, **LINE_TYPES, **BALANCE_TYPES}


def _refuse_rows_without_money(rows: pa.Table) -> None:
    money = [rows[name] for name in ("amount", "credit_amount", "debit_amount", "balance_amount")]
    empty = pc.invert(pc.is_valid(pc.coalesce(*money)))
    if pc.any(empty).as_py():
        raise FileRefused(
            "the row states neither an amount nor a balance",
            "Remove the row if it is no booking; else fill in its amount.",
            rows["raw_line"][pc.index(empty, True).as_py()].as_py(),
        )


def _joined_moments(rows: pa.Table) -> pa.Array:
    parts = [rows["booked_date"].cast(TEXT), rows["booked_time"].cast(TEXT), rows["time_zone"].cast(TEXT)]
    texts = pc.binary_join_element_wise(*parts, " ").combine_chunks().dictionary_encode()
    try:
        return moments(texts.dictionary, None).take(texts.indices)
    except Unreadable as error:
        row = pc.index(texts.cast(TEXT), error.value).as_py()
        raise FileRefused(
            f"'{shown(error.value)}' in the columns of date, time and zone {error.reason}",
            "Download the statement again without changing it.",
            rows["raw_line"][row].as_py(),
        ) from error
