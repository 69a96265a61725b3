"""What is wrong with the made-up seller's files, planted on purpose, and how the answer key tells it."""

from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from demo.catalogue import LOSS_SKU, NO_COST_SKU, STORES, Store
from demo.settlement_text import Settlement, money

GAP_STORE, GAP_PERIOD, GAP_CENTS = "acme-uk", 5, 1234
REPLACED_STORE, REPLACED_PERIOD, LINES_LEFT_OUT = "acme-de", 8, 1
CUT_OFF = 30
# store, period, kind, cents: kinds that no mapping knows
UNKNOWN_MONEY = ((0, 9, "Marketplace Harmony Fee", -1875), (2, 11, "Regional Levy 2026", -640))
UNKNOWN_PLACE = 900
HTML = "<!DOCTYPE html>\n<html><body><h1>503 Service Unavailable</h1></body></html>\n"


@dataclass(frozen=True)
class Fault:
    """One planted fault; what does not apply is None."""

    kind: str
    store_id: str
    explanation_en: str
    explanation_zh: str
    document_id: str | None = None
    order_id: str | None = None
    sku: str | None = None
    amount: str | None = None
    currency: str | None = None
    file: str | None = None
    line: int | None = None
    location: str | None = None
    batch_id: str | None = None
    quantity: int | None = None
    expected: int | None = None
    counted: int | None = None

    def as_json(self) -> dict[str, object]:
        """As it stands in the answer key."""
        return asdict(self)


def plant_lines(connection: duckdb.DuckDBPyConnection) -> None:
    """Add lines of kinds that no rule knows, as the last of their settlements."""
    for store, period, description, cents in UNKNOWN_MONEY:
        connection.execute(
            """
            insert into lines
            select store, period, day, 86399, number, ?, 'other-transaction', 'other-transaction', ?, ?, null, null,
                null, null
            from lines where store = ? and period = ? and place >= 200 limit 1
            """,
            [UNKNOWN_PLACE, description, cents, store, period],
        )


def stated_cents(settlement: Settlement) -> int:
    """What the file says its total is: the sum of its lines, but for one."""
    is_wrong = (settlement.store.store_id, settlement.period) == (GAP_STORE, GAP_PERIOD)
    return settlement.cents + (GAP_CENTS if is_wrong else 0)


def write_faulty_files(folder: Path, store: Store, written: list[Settlement]) -> list[Fault]:
    """Write the files that must be refused, passed over or replaced, and tell of them and of the wrong total."""
    by_period = {settlement.period: settlement for settlement in written}
    if store.store_id == GAP_STORE:
        return [_wrong_total(by_period[GAP_PERIOD])]
    if store.store_id == REPLACED_STORE:
        return [_cut(folder, by_period[2]), _first_version(folder, by_period[REPLACED_PERIOD])]
    if store.store_id == "acme-us":
        (folder / "settlement-download.txt").write_text(HTML, encoding="utf-8")
        return [_error_page(), _copy(folder, by_period[1])]
    return []


def faulty_money(connection: duckdb.DuckDBPyConnection) -> list[Fault]:
    """The faults that lie in lines and sheets rather than in whole files."""
    found = [_unknown(connection, *planted) for planted in UNKNOWN_MONEY]
    sold = connection.execute("select sku, store from items where sku in (?, ?) group by all", [NO_COST_SKU, LOSS_SKU])
    for sku, store in sorted(sold.fetchall(), reverse=True):
        kind = "missing_cost" if sku == NO_COST_SKU else "loss_making_sku"
        english, chinese = {
            "missing_cost": ("is sold but stands in no cost sheet", "有销售但成本表中没有"),
            "loss_making_sku": ("costs more than it brings", "成本高于收入"),
        }[kind]
        store_id = STORES[store].store_id
        found.append(Fault(kind, store_id, f"SKU {sku} {english}", f"SKU {sku} {chinese}", sku=sku))
    return found


def _unknown(connection: duckdb.DuckDBPyConnection, number: int, period: int, description: str, cents: int) -> Fault:
    store = STORES[number]
    document = str(store.first_settlement_id + period)
    [(before,)] = connection.execute(
        "select count(*) from lines where store = ? and period = ?", [number, period]
    ).fetchall()
    return Fault(
        "suspense",
        store.store_id,
        f"No rule knows '{description}'",
        f"没有规则认识“{description}”",
        document_id=document,
        amount=money(cents),
        currency=store.currency,
        file=f"{store.store_id}/{document}.txt",
        line=before + 2,
    )


def _wrong_total(settlement: Settlement) -> Fault:
    return Fault(
        "settlement_total_gap",
        settlement.store.store_id,
        "The stated total is higher than the sum of the lines",
        "报告总额高于明细合计",
        document_id=settlement.settlement_id,
        amount=money(GAP_CENTS),
        currency=settlement.store.currency,
        file=f"{settlement.store.store_id}/{settlement.settlement_id}.txt",
        line=2,
    )


def _cut(folder: Path, settlement: Settlement) -> Fault:
    """A file of a settlement of its own, so that nothing else stands for it, cut off within its last line."""
    text = settlement.text().replace(settlement.settlement_id, str(int(settlement.settlement_id) + 5000))
    cut = text.rstrip("\n")[:-CUT_OFF]
    (folder / "cut.txt").write_bytes(cut.encode(settlement.store.encoding))
    return Fault(
        "refused_file",
        settlement.store.store_id,
        "The download broke off in the middle of a line",
        "文件在一行中间被截断",
        file=f"{settlement.store.store_id}/cut.txt",
        line=cut.count("\n") + 1,
    )


def _first_version(folder: Path, settlement: Settlement) -> Fault:
    lines = settlement.text().rstrip("\n").split("\n")[:-LINES_LEFT_OUT]
    name = f"{settlement.settlement_id}-first-version.txt"
    (folder / name).write_bytes(("\n".join(lines) + "\n").encode(settlement.store.encoding))
    return Fault(
        "replaced_document",
        settlement.store.store_id,
        "A first version lacks lines; the corrected file stands for the settlement",
        "第一版缺少若干行，以更正后的文件为准",
        document_id=settlement.settlement_id,
        file=f"{settlement.store.store_id}/{name}",
    )


def _error_page() -> Fault:
    return Fault(
        "refused_file",
        "acme-us",
        "A web page that reports an error was saved as the file",
        "保存的是网页错误信息，不是报告",
        file="acme-us/settlement-download.txt",
    )


def _copy(folder: Path, settlement: Settlement) -> Fault:
    name = f"{settlement.settlement_id} (1).txt"
    (folder / name).write_bytes(settlement.text().encode(settlement.store.encoding))
    return Fault(
        "duplicate_file",
        settlement.store.store_id,
        "The same bytes under another name",
        "同一文件的另一个名称",
        document_id=settlement.settlement_id,
        file=f"{settlement.store.store_id}/{name}",
    )
