"""The order and payout sheets, English and Chinese, text and workbook, and what is refused rather than guessed."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.ingestion.conftest import Reading

ORDERS = (
    "Order ID,Item ID,Order Date,Marketplace,SKU,Title,Quantity,Currency,Price,Discount,Shipping,Tax,Status,"
    "Ship By Date"
)
ORDER = (
    '12-345,1,2026-07-01 10:00:00 -0700,eBay,SKU-1,"Fern, green",2,USD,15.00,1.00,5.00,2.00,paid,'
    "2026-07-03 23:59:59 -0700"
)
PAYOUTS = "Payout ID,Date,Marketplace,Order ID,SKU,Type,Description,Amount,Currency,Quantity"
SALE = "P-1,2026-07-05,eBay,12-345,SKU-1,sale,,30.00,USD,2"
CHINESE_PAYOUTS = ("结算单号", "日期", "平台", "订单号", "商品编码", "类型", "说明", "金额", "币种", "数量")
CHINESE_ORDERS = ("订单号", "下单时间", "平台", "商品编码", "数量", "币种", "单价", "订单状态", "收货人", "电话")
PERSON = "王小明"


@pytest.fixture
def read_text(read: Callable[..., Reading], tmp_path: Path) -> Callable[..., Reading]:
    def read_lines(*lines: str) -> Reading:
        path = tmp_path / "sheet.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read(path)

    return read_lines


def workbook(path: Path, *rows: tuple[object, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_an_order_sheet(read_text: Callable[..., Reading]) -> None:
    (row,) = read_text(ORDERS, ORDER).rows["marketplace_orders"]
    assert (row["order_id"], row["marketplace"], row["quantity"], row["price"]) == ("12-345", "eBay", 2, Decimal(15))
    assert row["ordered_at"] == datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert (row["title"], row["shipped_at"]) == ("Fern, green", None)


def test_an_order_sheet_in_chinese_leaves_the_buyer_out(read: Callable[..., Reading], tmp_path: Path) -> None:
    order = ("A1", "2026-07-01 10:00:00 +0800", "TikTok Shop", "SKU-1", 1, "USD", 9.5, "已发货", PERSON, "138")
    (row,) = read(workbook(tmp_path / "o.xlsx", CHINESE_ORDERS, order)).rows["marketplace_orders"]
    assert (row["order_id"], row["price"], row["order_status"]) == ("A1", Decimal("9.5"), "已发货")
    assert not {PERSON, "138"} & set(row.values())


def test_a_payout_sheet_in_both_languages(
    read_text: Callable[..., Reading], read: Callable[..., Reading], tmp_path: Path
) -> None:
    (english,) = read_text(PAYOUTS, SALE).rows["marketplace_payout_lines"]
    cells = ("P-1", "2026-07-05", "eBay", "12-345", "SKU-1", "销售", None, 30, "USD", 2)
    (chinese,) = read(workbook(tmp_path / "p.xlsx", CHINESE_PAYOUTS, cells)).rows["marketplace_payout_lines"]
    told = ("payout_id", "posted_at", "marketplace", "order_id", "sku", "amount", "currency", "quantity")
    assert [english[name] for name in told] == [chinese[name] for name in told]
    assert (english["kind"], chinese["kind"]) == ("sale", "销售")


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((ORDERS, ORDER.replace(" -0700", "")), "no time zone"),
        ((ORDERS.replace("Currency,", "Money,"), ORDER), "'currency' is missing"),
        ((PAYOUTS, SALE.replace("P-1", "")), "no value in column 'payout id'"),
        ((PAYOUTS, SALE.replace("30.00", "=1+1")), "is not a number"),
        ((PAYOUTS, SALE.replace("30.00", "1.234")), "decimals or thousands"),
        ((PAYOUTS, SALE.replace("2026-07-05", "01/02/2026")), "begin with the day or the month"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(
    read_text: Callable[..., Reading], lines: tuple[str, ...], reason: str
) -> None:
    file = read_text(*lines).only
    assert (file.status, reason in str(file.reason)) == ("refused", True), file.reason
