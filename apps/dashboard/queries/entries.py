"""The ledger entries behind a figure, a page at a time, and how much they add up to. No profit tables."""

from dataclasses import dataclass

from apps.dashboard.queries.choices import NO_PRODUCT_LINE
from apps.dashboard.queries.selection import Conditions, Query, Selection, months, scoped

# A figure's accounts: an entry that credits one of them adds to the figure, one that debits it takes away.
_ACCOUNTS_OF_LINE = "(select account_id from ledger.accounts where profit_line = $profit_line)"
_ACCOUNTS_OF_PROFIT = "(select account_id from ledger.accounts where profit_line is not null)"
# What of an entry is the part of the cost of goods that the name ends in; what is no other part is goods.
_COST_PARTS = {f"cogs_{part}": f"coalesce(cost_{part}_amount{{base}}, 0)" for part in ("freight", "duty", "other")}
_COST_PARTS["cogs_goods"] = " - ".join(["amount{base}", *_COST_PARTS.values()])
NO_SKU = "(no sku)"

_COLUMNS = """
    entry_id, booked_at, booked_date, store_id, marketplace, document_type, document_id, order_id, order_item_id, sku,
    category, description, quantity, debit_account, credit_account, amount, currency, fx_rate, amount_base,
    rule_id, raw_file, raw_line, content_hash
"""


@dataclass(frozen=True)
class Figure:
    """A figure of a page as the entries that make it: which ones, which sign each has in it, how much of it counts."""

    conditions: Conditions
    adds: str
    takes: str
    counts: str = "amount{base}"

    @property
    def sign(self) -> str:
        return f"case when {self.adds} then 1 when {self.takes} then -1 else 0 end"

    @property
    def amount(self) -> str:
        return f"{self.sign} * ({self.counts.format(base='')})"

    @property
    def amount_base(self) -> str:
        return f"{self.sign} * ({self.counts.format(base='_base')})"


def of_profit_line(selection: Selection, profit_line: str | None) -> Figure:
    """The entries of one step of the waterfall or part of the cost of goods, or of all steps when no line is given."""
    conditions = months(scoped(selection), "booked_date", selection)
    if selection.sku is not None:
        conditions.add(f"coalesce(sku, '{NO_SKU}') = $sku", sku=selection.sku)
    accounts = _ACCOUNTS_OF_PROFIT
    counts = _COST_PARTS.get(profit_line or "", Figure.counts)
    if profit_line:
        accounts = _ACCOUNTS_OF_LINE
        conditions.params["profit_line"] = "cogs" if profit_line in _COST_PARTS else profit_line
    adds, takes = f"credit_account in {accounts}", f"debit_account in {accounts}"
    conditions.add(f"(({adds}) <> ({takes}))")
    if profit_line in _COST_PARTS:
        conditions.add(f"(({counts.format(base='')}) <> 0 or ({counts.format(base='_base')}) <> 0)")
    return Figure(conditions, adds, takes, counts)


def of_account(selection: Selection, account_id: str, currency: str | None) -> Figure:
    """The entries of one account of the income statement, of one currency of it when given.

    Of product lines that are chosen only those entries that name a SKU of them.
    """
    conditions = months(scoped(selection), "booked_date", selection)
    if selection.product_lines:
        conditions.add(
            f"""(store_id, sku) in (
                select (store_id, sku) from finance.sku_profit_monthly where sku <> '{NO_SKU}'
                and list_contains($product_lines, coalesce(product_line, '{NO_PRODUCT_LINE}'))
            )""",
            product_lines=list(selection.product_lines),
        )
    conditions.add("$account_id in (debit_account, credit_account)", account_id=account_id)
    if currency:
        conditions.add("currency = $currency", currency=currency)
    return Figure(conditions, "credit_account = $account_id", "debit_account = $account_id")


def of_cash_line(selection: Selection, section: str, cash_line: str, currency: str | None) -> Figure:
    """The entries of one line of the cash flow: what came into own accounts adds, what left them takes away."""
    conditions = months(scoped(selection), "booked_date", selection)
    known = """(
        select (wallet_account, counter_account, category) from finance.cash_flow
        where section = $section and cash_line = $cash_line
    )"""
    adds = f"(debit_account, credit_account, category) in {known}"
    takes = f"(credit_account, debit_account, category) in {known}"
    conditions.add(f"({adds} or {takes})", section=section, cash_line=cash_line)
    if currency:
        conditions.add("currency = $currency", currency=currency)
    return Figure(conditions, adds, takes)


def of_settlement(visible: Selection, settlement_id: str, store_id: str, category: str | None) -> Figure:
    """The entries of one settlement, of one category of it when given."""
    conditions = scoped(Selection(visible_stores=visible.visible_stores)).add(
        "document_id = $settlement_id and store_id = $settlement_store and wallet_account is not null",
        settlement_id=settlement_id,
        settlement_store=store_id,
    )
    if category:
        conditions.add("category = $category", category=category)
    # A settlement is seen from its wallet: what enters it counts up, what leaves it counts down.
    return Figure(conditions, "debit_account = wallet_account", "credit_account = wallet_account")


def of_order(visible: Selection, store_id: str, order_id: str) -> Figure:
    """The entries of one order that changed a wallet."""
    conditions = scoped(Selection(visible_stores=visible.visible_stores)).add(
        "order_id = $order_id and store_id = $order_store and wallet_account is not null",
        order_id=order_id,
        order_store=store_id,
    )
    return Figure(conditions, "debit_account = wallet_account", "credit_account = wallet_account")


def page(figure: Figure, limit: int, offset: int = 0) -> Query:
    """Some of the figure's entries, latest first, each with the sign that it has in the figure."""
    return Query(
        f"""
        select {_COLUMNS}, {figure.amount} as signed_amount, {figure.amount_base} as signed_amount_base
        from ledger.money_entries
        {figure.conditions.where}
        order by booked_at desc, raw_file, raw_line, entry_id
        limit $row_limit offset $row_offset
        """,
        figure.conditions.params | {"row_limit": limit, "row_offset": offset},
    )


def summary(figure: Figure) -> Query:
    """One row: how many entries the figure has, what they add up to, and how many lack an exchange rate."""
    return Query(
        f"""
        select count(*) as entries, coalesce(sum({figure.amount_base}), 0) as total_base,
               coalesce(sum({figure.amount}), 0) as total,
               count(distinct (raw_file, raw_line)) as raw_lines,
               count(*) filter (amount_base is null) as without_rate
        from ledger.money_entries
        {figure.conditions.where}
        """,
        figure.conditions.params,
    )


def settlement_categories(visible: Selection, settlement_id: str, store_id: str) -> Query:
    """What one settlement is made of: a row per category and pair of accounts, in the settlement's currency."""
    figure = of_settlement(visible, settlement_id, store_id, None)
    return Query(
        f"""
        select category, case when {figure.adds} then credit_account else debit_account end as account,
               count(*) as entries, sum({figure.sign} * amount) as total
        from ledger.money_entries
        {figure.conditions.where}
        group by all
        order by total desc, category
        """,
        figure.conditions.params,
    )
