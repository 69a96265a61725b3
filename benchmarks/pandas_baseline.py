"""The script of `baseline` once more, in pandas and for scale: the same tables from the same files, as Parquet.

Usage: python -m benchmarks.pandas_baseline SETTLEMENTS_DIR OUT_DIR

Amounts are whole ten-thousandths, since pandas adds up neither decimals nor mixed types fast.
"""

import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.baseline import SEEDS, ZONE

MONEY = pa.decimal128(18, 4)
UNITS = 10_000
KIND = ["transaction-type", "amount-type", "amount-description"]
FEW_VALUES = [*KIND, "settlement-id", "marketplace-name"]
TEXTS = ["order-id", "order-item-code", "sku", "amount", "total-amount", "posted-date-time", "quantity-purchased"]


def main(settlements: str, out: str) -> None:
    """Run the script and print how many entries it made, as a sign that it did the work."""
    lines = read_lines(Path(settlements))
    totals = lines[lines["total-amount"].notna()]
    every = entries(lines[lines["total-amount"].isna()])
    accounts = pd.read_csv(SEEDS / "chart_of_accounts.csv").set_index("account_id")["profit_line"].dropna()
    place = Path(out)
    place.mkdir(parents=True, exist_ok=True)
    every.to_parquet(place / "entries.parquet")
    sku_profit_monthly(every, accounts).to_parquet(place / "sku_profit_monthly.parquet")
    order_totals(every).to_parquet(place / "order_totals.parquet")
    trial_balance(every).to_parquet(place / "trial_balance.parquet")
    settlement_proofs(totals, every).to_parquet(place / "settlement_proofs.parquet")
    sys.stdout.write(f"{len(every):,} entries\n")


def read_lines(folder: Path) -> pd.DataFrame:
    """All lines of all files, with the file and the line each comes from."""
    parts = []
    for path in sorted(folder.glob("*.txt")):
        part = pd.read_csv(path, sep="\t", quoting=3, dtype="str", usecols=[*FEW_VALUES, *TEXTS], engine="c")
        parts.append(part.assign(raw_file=path.name, raw_line=range(2, len(part) + 2)))
    lines = pd.concat(parts, ignore_index=True)
    for name in (*FEW_VALUES, "raw_file"):
        lines[name] = lines[name].astype("category")
    return lines


def entries(lines: pd.DataFrame) -> pd.DataFrame:
    """One entry a line: from the wallet or into it, by the account of the line's kind."""
    kinds = classified(lines[KIND].drop_duplicates().astype("str"))
    made = lines.astype(dict.fromkeys(KIND, "str")).merge(kinds, on=KIND)
    amount = units(made["amount"])
    booked_at = pd.to_datetime(made["posted-date-time"], format="%Y-%m-%d %H:%M:%S UTC", utc=True)
    account, wallet = made["account_id"].astype("str"), "amazon_wallet"
    quantity = pd.to_numeric(made["quantity-purchased"]).where(made["counts_units"])
    return pd.DataFrame(
        {
            "document_id": made["settlement-id"],
            "raw_line": made["raw_line"],
            "raw_file": made["raw_file"],
            "marketplace": made["marketplace-name"],
            "booked_at": booked_at,
            "booked_date": booked_at.dt.tz_convert(ZONE).dt.tz_localize(None).dt.normalize(),
            "debit_account": account.where(amount < 0, wallet).astype("category"),
            "credit_account": account.where(amount >= 0, wallet).astype("category"),
            "amount": amount.abs(),
            "currency": "USD",
            "order_id": made["order-id"],
            "order_item_id": made["order-item-code"],
            "sku": made["sku"],
            "quantity": quantity,
            "rule_id": made["rule_id"].astype("category"),
        }
    )


def units(texts: pd.Series) -> pd.Series:
    """Amounts as whole ten-thousandths, without a float on the way."""
    decimals = pc.cast(pa.array(texts, pa.string()), MONEY)
    whole = pc.cast(pc.multiply(decimals, pa.scalar(UNITS, pa.decimal128(5, 0))), pa.int64())
    return pd.Series(whole.to_numpy(), index=texts.index)


def classified(kinds: pd.DataFrame) -> pd.DataFrame:
    """The account and rule of each kind of line; what no rule fits is in suspense."""
    mapping = pd.read_csv(SEEDS / "amazon_money_mapping.csv", dtype="str").query("format == 'V2'")
    mapping = mapping.rename(columns={name.replace("-", "_"): f"{name} rule" for name in KIND})
    pairs = keyed(kinds, KIND).merge(
        keyed(mapping, [f"{name} rule" for name in KIND]), left_on="amount-type key", right_on="amount-type rule key"
    )
    for name in ("transaction-type", "amount-description"):
        fits = (pairs[f"{name} rule"] == "any") | (pairs[f"{name} key"] == pairs[f"{name} rule key"])
        pairs = pairs[fits]
    best = pairs.sort_values([*KIND, "account_id", "counts_units", "rule_id"]).drop_duplicates(KIND)
    found = kinds.merge(best[[*KIND, "account_id", "counts_units", "rule_id"]], on=KIND, how="left")
    found["counts_units"] = found["counts_units"] == "true"
    return found.fillna({"account_id": "suspense", "rule_id": "suspense"})


def keyed(table: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The table with a column beside each named one that has neither case nor punctuation."""
    keys = {f"{name} key": table[name].str.lower().str.replace("[^a-z0-9]+", "", regex=True) for name in names}
    return table.assign(**keys)


def sku_profit_monthly(every: pd.DataFrame, accounts: pd.Series) -> pd.DataFrame:
    """Profit by SKU and month, a column for each step from sales to profit."""
    credited = every["credit_account"].astype("str").map(accounts)
    line = credited.fillna(every["debit_account"].astype("str").map(accounts))
    facts = every[["marketplace", "currency"]].assign(
        sku=every["sku"].fillna("(no sku)"),
        month=every["booked_date"].dt.to_period("M").dt.to_timestamp(),
        profit_line=line,
        profit=every["amount"].where(credited.notna(), -every["amount"]),
    )
    keys = ["marketplace", "sku", "month", "currency"]
    sums = facts[line.notna()].groupby([*keys, "profit_line"], observed=True, dropna=False)["profit"].sum()
    return sums.unstack("profit_line").reset_index()


def order_totals(every: pd.DataFrame) -> pd.DataFrame:
    """Money and units of each order item."""
    keys = ["order_id", "order_item_id", "sku", "currency"]
    return every.groupby(keys, dropna=False)[["amount", "quantity"]].sum().reset_index()


def trial_balance(every: pd.DataFrame) -> pd.DataFrame:
    """What each account comes to."""
    sides = [
        every[[account, "currency"]].set_axis(["account", "currency"], axis=1).assign(amount=sign * every["amount"])
        for account, sign in (("debit_account", 1), ("credit_account", -1))
    ]
    return pd.concat(sides).groupby(["account", "currency"], observed=True)["amount"].sum().reset_index()


def settlement_proofs(totals: pd.DataFrame, booked: pd.DataFrame) -> pd.DataFrame:
    """Each settlement's stated total beside what its lines come to."""
    into_wallet = booked["debit_account"] == "amazon_wallet"
    lines = booked.assign(signed=booked["amount"].where(into_wallet, -booked["amount"]))
    sums = lines.groupby("document_id", observed=True).agg(
        lines_total=("signed", "sum"), line_count=("raw_line", "nunique")
    )
    stated = totals.assign(stated_total=units(totals["total-amount"]))[["settlement-id", "stated_total", "raw_file"]]
    return stated.merge(sums, left_on="settlement-id", right_index=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
