"""What a seller records of money: expenses, budgets, opening balances. No sign is turned and no account chosen here."""

from ingestion.formats import DATE, MONEY, Column
from ingestion.purchasing.sheet import own_sheet
from ingestion.purchasing.words import (
    AMOUNT,
    BALANCES,
    CURRENCY,
    KINDS_OF_BUDGET,
    KINDS_OF_EXPENSE,
    PRODUCT_LINE,
    STORE,
    WALLETS,
)

EXPENSES = own_sheet(
    "purchasing_expenses",
    (
        Column("expense_id", headings=("expense number", "voucher number", "费用单号", "凭证号")),
        Column("expense_date", DATE, ("expense date", "费用日期", "支出日期"), required=True, filled=True),
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
    {"expense_date", "expense_kind", "paid_from"},
    2,
    "Expenses",
    "费用",
)

BUDGETS = own_sheet(
    "purchasing_budgets",
    (
        Column(
            "budget_month", DATE, ("budget month", "month", "预算月份", "月份"), required=True, filled=True, months=True
        ),
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
    2,
    "Budgets",
    "预算",
)

OPENING_BALANCES = own_sheet(
    "purchasing_opening_balances",
    (
        Column(
            "balance_date", DATE, ("balance date", "opening date", "余额日期", "期初日期"), required=True, filled=True
        ),
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
    2,
    "Opening balances",
    "期初余额",
)
