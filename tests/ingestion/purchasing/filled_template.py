"""The template as a seller fills it in: one row in every sheet. Asserts nothing itself."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl

from apps.cli.template_book import in_language, write_template
from ingestion import purchasing

TYPED: dict[str, dict[str, Any]] = {
    "product_costs": {
        "sku": "00123",
        "title": "Foam roller",
        "effective_from": date(2026, 7, 1),
        "purchase_cost": Decimal("3.75"),
        "currency": "CNY",
        "lead_time_days": 35,
    },
    "purchase_order_lines": {
        "purchase_order_id": "PO-1",
        "line_number": "1",
        "supplier": "Yiwu Sports",
        "sku": "A",
        "quantity": 1000,
        "unit_cost": Decimal("3.755"),
        "currency": "CNY",
        "ordered_date": date(2026, 5, 10),
        "expected_date": date(2026, 6, 20),
        "warehouse": "Ningbo",
        "minimum_order_quantity": 500,
        "case_quantity": 20,
    },
    "price_breaks": {
        "supplier": "Yiwu Sports",
        "sku": "A",
        "minimum_quantity": 500,
        "unit_price": Decimal("3.4"),
        "currency": "CNY",
        "effective_from": date(2026, 7, 1),
    },
    "receipts": {
        "purchase_order_id": "PO-1",
        "sku": "A",
        "batch_id": "B1",
        "quantity": 998,
        "freight_amount": Decimal("320.5"),
        "duty_amount": Decimal("45"),
        "cost_currency": "USD",
        "received_date": date(2026, 6, 22),
        "location": "Ningbo",
    },
    "transfers": {
        "shipment_id": "FBA17",
        "sku": "A",
        "batch_id": "B1",
        "from_warehouse": "Ningbo",
        "to_warehouse": "FBA US",
        "shipped_date": date(2026, 6, 25),
        "shipped_quantity": 200,
        "received_date": None,
        "received_quantity": None,
        "freight_amount": Decimal("88"),
        "freight_currency": "USD",
    },
    "stock_takes": {
        "counted_date": date(2026, 6, 30),
        "location": "Ningbo",
        "sku": "A",
        "batch_id": "B1",
        "counted_quantity": 0,
        "counted_by": "Li Na",
        "count_kind": "blind",
        "recount": "yes",
        "approved_by": "Wang Wei",
    },
    "warehouse_stock": {
        "snapshot_date": date(2026, 6, 30),
        "warehouse": "Duisburg",
        "sku": "A",
        "on_hand_quantity": 480,
        "reserved_quantity": 12,
        "in_transit_quantity": 200,
    },
    "expenses": {
        "expense_date": date(2026, 7, 1),
        "store": "bolt",
        "expense_kind": "rent",
        "supplier": "City Properties",
        "description": "Office, third quarter",
        "amount": Decimal("1210"),
        "currency": "EUR",
        "tax_amount": Decimal("210"),
        "paid_from": "paypal_wallet",
    },
    "budgets": {
        "budget_month": date(2026, 7, 1),
        "store": "bolt",
        "product_line": "Massage",
        "budget_kind": "advertising",
        "amount": Decimal("300"),
        "currency": "USD",
    },
    "opening_balances": {
        "balance_date": date(2026, 1, 1),
        "balance_account": "loans",
        "amount": Decimal("9000"),
        "currency": "USD",
    },
}


def empty_template(path: Path, language: str = "en") -> Path:
    path.write_bytes(_template(language))
    return path


@cache
def _template(language: str) -> bytes:
    file = BytesIO()
    write_template(file, language)
    return file.getvalue()


def filled_template(path: Path, language: str = "en", rows: Mapping[str, Mapping[str, Any]] = TYPED) -> Path:
    """Each row is typed as the language's drop-downs have it, numbers as a spreadsheet keeps them."""
    book = openpyxl.load_workbook(empty_template(path, language))
    for kind in purchasing.SOURCE.formats:
        sheet = book[in_language(kind.sheet_names, language)]
        for position, column in enumerate(kind.columns, 1):
            value = rows.get(kind.kind, {}).get(column.name)
            choice = next((choice for choice in column.choices if choice.code == value), None)
            if choice is not None:
                value = in_language(choice.words, language)
            sheet.cell(2, position).value = float(value) if isinstance(value, Decimal) else value
    book.save(path)
    return path
