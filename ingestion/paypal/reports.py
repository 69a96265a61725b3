"""Settlement (STL) and transaction detail (TRR) reports: their columns and tables. Applies no sign, judges no code.

Which of the two a report is says its line of headings, not its name: TRR rows come under STL names.
"""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from ingestion.cells import blank_cell
from ingestion.formats import COUNT, MOMENT, MONEY, TEXT, Column, FileFormat, Layout, OneTableASet, table_schema
from ingestion.paypal.report_rows import BODY_SET, TOTALS_SET, ReportReader, is_report
from ingestion.refusal import FileRefused, shown

TRANSACTIONS = "paypal_report_transactions"
TOTALS = "paypal_report_totals"

REPORT_KIND = Column("report_kind", headings=("report kind",))
SECTION = (
    Column("account_id", headings=("section account",)),
    Column("period_start_at", MOMENT, ("section start",)),
    Column("period_end_at", MOMENT, ("section end",)),
)
BODY = (
    Column("transaction_id", headings=("Transaction ID",), required=True),
    Column("invoice_id", headings=("Invoice ID",), required=True),
    Column("reference_id", headings=("PayPal Reference ID",), required=True),
    Column("reference_id_type", headings=("PayPal Reference ID Type",)),
    Column("event_code", headings=("Transaction Event Code",), required=True),
    Column("initiated_at", MOMENT, ("Transaction Initiation Date",), required=True),
    Column("completed_at", MOMENT, ("Transaction Completion Date",), required=True),
    Column("gross_direction", headings=("Transaction Debit or Credit",), required=True),
    Column("gross_amount", MONEY, ("Gross Transaction Amount",), required=True),
    Column("currency", headings=("Gross Transaction Currency",), required=True),
    Column("fee_direction", headings=("Fee Debit or Credit",), required=True),
    Column("fee_amount", MONEY, ("Fee Amount",), required=True),
    Column("fee_currency", headings=("Fee Currency",), required=True),
    Column("transaction_status", headings=("Transactional Status",)),
    Column("insurance_amount", MONEY, ("Insurance Amount",)),
    Column("sales_tax_amount", MONEY, ("Sales Tax Amount",)),
    Column("shipping_amount", MONEY, ("Shipping Amount",)),
    Column("custom_field", headings=("Custom Field",)),
    Column("payment_tracking_id", headings=("Payment Tracking ID",)),
    Column("bank_reference_id", headings=("Bank Reference ID",)),
    Column("credit_transactional_fee", MONEY, ("Credit Transactional Fee",)),
    Column("credit_promotional_fee", MONEY, ("Credit Promotional Fee",)),
)
# After the fee totals come balances with their own directions. The first two are those at the period's start and end.
FOOTER = (
    Column("footer_kind", headings=("footer kind",)),
    Column("totals_currency", headings=("footer currency",)),
    Column("gross_credits_amount", MONEY, ("footer gross credits",)),
    Column("gross_debits_amount", MONEY, ("footer gross debits",)),
    Column("fee_credits_amount", MONEY, ("footer fee credits",)),
    Column("fee_debits_amount", MONEY, ("footer fee debits",)),
    Column("beginning_direction", headings=("footer beginning balance debit or credit",)),
    Column("beginning_balance_amount", MONEY, ("footer beginning balance",)),
    Column("ending_direction", headings=("footer ending balance debit or credit",)),
    Column("ending_balance_amount", MONEY, ("footer ending balance",)),
)
RECORD_COUNT = Column("record_count", COUNT, ("footer record count",))

AS_TABLE = FileFormat(
    kind="paypal_report",
    title="PayPal settlement or transaction detail report (STL, TRR)",
    tables={
        TRANSACTIONS: table_schema((REPORT_KIND, *SECTION, *BODY)),
        TOTALS: table_schema((REPORT_KIND, *SECTION, *FOOTER, RECORD_COUNT)),
    },
    columns=BODY,
    arrange=lambda: ReportRows(),
    one_store_only=True,
)
FILLED = tuple(
    column
    for column in BODY
    if column.name in {"transaction_id", "event_code", "initiated_at", "gross_direction", "gross_amount", "currency"}
)
DIRECTIONS = tuple(column for column in BODY if column.name in {"gross_direction", "fee_direction"})


class ReportRows(OneTableASet):
    """The arrangement of reports: transactions must be whole; a currency that no footer adds up is told about."""

    def __init__(self) -> None:
        super().__init__({BODY_SET: TRANSACTIONS, TOTALS_SET: TOTALS})
        self._currencies: set[str] = set()
        self._totalled: set[str] = set()

    def add(self, rows: pa.Table) -> Iterable[tuple[str, pa.Table]]:
        """Transactions and totals, each to its table."""
        for table, part in super().add(rows):
            if table == TOTALS:
                self._totalled.update(part["totals_currency"].cast(TEXT).to_pylist())
            else:
                _check(part)
                self._currencies.update(part["currency"].cast(TEXT).unique().to_pylist())
            yield table, part

    def close(self) -> Iterable[tuple[str, pa.Table]]:
        """Warns of a report without its last lines; whether the money is all there, balances say."""
        untotalled = sorted(self._currencies - self._totalled)
        if untotalled:
            self.warnings.append(
                f"the report has no footer for {', '.join(untotalled)}: its end may be missing; "
                "compare its last line with PayPal's, or download it again"
            )
        return ()


def _check(rows: pa.Table) -> None:
    """Raises FileRefused for a transaction that lacks what makes it one, or whose direction is neither CR nor DR."""
    for column in FILLED:
        if rows[column.name].null_count:
            raise blank_cell(column, rows["raw_line"], rows[column.name])
    for column in DIRECTIONS:
        words = rows[column.name].cast(TEXT)
        is_known = pc.is_in(words, pa.array(["CR", "DR", None], TEXT))
        if not pc.all(is_known).as_py():
            row = pc.index(is_known, False).as_py()
            raise FileRefused(
                f"'{shown(words[row].as_py())}' in '{column.title}' is neither CR (credit) nor DR (debit)",
                "Download the report again.",
                rows["raw_line"][row].as_py(),
            )


READER = ReportReader(AS_TABLE, tuple(column.title for column in FOOTER), RECORD_COUNT.title)
REPORT = FileFormat(
    kind=AS_TABLE.kind,
    title=AS_TABLE.title,
    tables=AS_TABLE.tables,
    columns=(Column("row_set"), REPORT_KIND, *SECTION, *BODY, *FOOTER, RECORD_COUNT),
    arrange=AS_TABLE.arrange,
    one_store_only=True,
    layout=Layout(is_report, READER.read, READER.redact),
)
