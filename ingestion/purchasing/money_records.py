"""What a seller records of money: expenses, budgets, opening balances. No sign is turned and no account chosen here."""

from ingestion.formats import DATE, MONEY, Column, FileFormat, OneTable, table_schema
from ingestion.purchasing.words import (
    AMOUNT,
    BALANCES,
    CURRENCY,
    KINDS_OF_BUDGET,
    KINDS_OF_EXPENSE,
    PRODUCT_LINE,
    REPORTED_AT,
    STORE,
    WALLETS,
    reported,
)


def _sheet(kind: str, columns: tuple[Column, ...], signature: set[str], names: tuple[str, str]) -> FileFormat:
    """A sheet whose rows all go to the table of its own name; it is known by two columns of its signature."""
    table = f"purchasing_{kind}"
    return FileFormat(
        kind=kind,
        title=names[0].lower(),
        tables={table: table_schema((*columns, REPORTED_AT))},
        columns=columns,
        signature=frozenset(signature),
        signature_minimum=2,
        arrange=lambda: OneTable(table),
        quoted_tabs=True,
        constants=reported,
        constant_columns=(REPORTED_AT,),
        sheet_names=names,
    )


EXPENSES = _sheet(
    "expenses",
    (
        Column("expense_id", headings=("expense number", "voucher number", "费用单号", "凭证号")),
        Column("expense_date", DATE, ("expense date", "payment date", "费用日期", "付款日期"), required=True, filled=True),
        STORE,
        Column(
            "expense_kind",
            headings=("expense kind", "expense type", "费用类型", "费用类别"),
            required=True,
            filled=True,
            choices=KINDS_OF_EXPENSE,
        ),
        Column("supplier", headings=("supplier", "payee", "供应商", "收款方")),
        Column("description", headings=("description", "note", "说明", "摘要", "备注")),
        AMOUNT,
        CURRENCY,
        Column("tax_amount", MONEY, ("recoverable tax", "tax", "可抵扣税额", "税额"), rounds=True),
        Column("paid_from", headings=("paid from", "paid from account", "付款账户", "支付账户"), choices=WALLETS),
        PRODUCT_LINE,
        Column("sku", headings=("SKU", "MSKU", "商品编码", "商家SKU", "产品编号")),
    ),
    {"expense_date", "expense_kind", "tax_amount", "paid_from"},
    ("Expenses", "费用"),
)

BUDGETS = _sheet(
    "budgets",
    (
        Column("budget_month", DATE, ("budget month", "month", "预算月份", "月份"), required=True, filled=True, months=True),
        STORE,
        PRODUCT_LINE,
        Column(
            "budget_kind",
            headings=("budget kind", "budget account", "预算科目", "预算类型"),
            required=True,
            filled=True,
            choices=KINDS_OF_BUDGET,
        ),
        AMOUNT,
        CURRENCY,
    ),
    {"budget_month", "budget_kind"},
    ("Budgets", "预算"),
)

OPENING_BALANCES = _sheet(
    "opening_balances",
    (
        Column("balance_date", DATE, ("balance date", "opening date", "余额日期", "期初日期"), required=True, filled=True),
        Column(
            "balance_account",
            headings=("balance account", "opening account", "余额科目", "期初科目"),
            required=True,
            filled=True,
            choices=BALANCES,
        ),
        STORE,
        AMOUNT,
        CURRENCY,
    ),
    {"balance_date", "balance_account"},
    ("Opening balances", "期初余额"),
)
