"""What must hold of published tables, as Great Expectations suites. How they are run stands in validation."""

from dataclasses import dataclass
from typing import Any

CURRENCY = "^[A-Z]{3}$"


@dataclass(frozen=True)
class Suite:
    """The expectations of one published table: each the name of its class in Great Expectations, and its arguments."""

    schema: str
    table: str
    columns: tuple[str, ...]
    expectations: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def name(self) -> str:
        return f"expectations_{self.table}"


SETTLEMENTS = Suite(
    "reconciliation",
    "settlements",
    ("settlement_id", "status", "currency", "line_count", "period_start_at", "period_end_at"),
    (
        ("ExpectColumnValuesToNotBeNull", {"column": "settlement_id"}),
        ("ExpectColumnValuesToBeUnique", {"column": "settlement_id"}),
        ("ExpectColumnValuesToBeInSet", {"column": "status", "value_set": ["proven", "explained", "open"]}),
        ("ExpectColumnValuesToMatchRegex", {"column": "currency", "regex": CURRENCY}),
        ("ExpectColumnValuesToBeBetween", {"column": "line_count", "min_value": 0}),
        (
            "ExpectColumnPairValuesAToBeGreaterThanB",
            {
                "column_A": "period_end_at",
                "column_B": "period_start_at",
                "or_equal": True,
                "ignore_row_if": "either_value_is_missing",
            },
        ),
    ),
)

SKU_PROFIT = Suite(
    "finance",
    "sku_profit_monthly",
    ("store_id", "marketplace", "sku", "month", "currency", "units_sold_qty", "profit_amount"),
    (
        (
            "ExpectCompoundColumnsToBeUnique",
            {"column_list": ["store_id", "marketplace", "sku", "month", "currency"]},
        ),
        ("ExpectColumnValuesToNotBeNull", {"column": "profit_amount"}),
        ("ExpectColumnValuesToMatchRegex", {"column": "currency", "regex": CURRENCY}),
        ("ExpectColumnValuesToBeBetween", {"column": "units_sold_qty", "min_value": 0}),
    ),
)

SUITES = (SETTLEMENTS, SKU_PROFIT)
