"""Balances of the Finances API: what Amazon holds for a seller, and of that what is available, reserved or deferred."""

from ingestion.amazon.report_files import SNAPSHOT_AT, report
from ingestion.formats import DATE, MOMENT, MONEY, Column
from ingestion.json_rows import UP, RowSet, json_layout

DEEPEST = 4
COLUMNS = (
    Column("marketplace_id"),
    Column("account_type"),
    *(Column(f"level_{number}_type") for number in range(1, DEEPEST + 1)),
    Column("balance_amount", MONEY, required=True),
    Column("currency", required=True),
    Column("balance_at", MOMENT),
    Column("as_of_date", DATE),
)


def _balances(depth: int) -> RowSet:
    top = f"{UP}." * (depth - 1)
    return RowSet(
        f"balances_{depth}",
        ("balances",) * depth,
        {
            "marketplace_id": f"{top}partnerMetadata.marketplaceId",
            "account_type": f"{top}partnerMetadata.accountType",
            **{f"level_{depth - up}_type": f"{UP}." * up + "balanceType" for up in range(depth)},
            "balance_amount": "amount.currencyAmount",
            "currency": "amount.currencyCode",
            "balance_at": f"{top}lastUpdatedTime",
            "as_of_date": f"{top}asOfDate",
        },
    )


FINANCE_BALANCES = report(
    "finance_balances",
    "Amazon balances (API)",
    "amazon_finance_balances",
    COLUMNS,
    signature=(),
    signature_minimum=1,
    made_at=SNAPSHOT_AT,
    bare_thousands="decimals",
    layout=json_layout(
        ("balances", "partnerMetadata", "balanceType"), tuple(_balances(depth) for depth in range(1, DEEPEST + 1))
    ),
)
