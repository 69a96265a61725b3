"""The sheets of a seller on two marketplaces. Asserts nothing itself."""

import os
from pathlib import Path


def sheets(folder: Path) -> None:
    """The sheets of a seller on two marketplaces, some of them corrected later."""
    folder.mkdir()
    orders = "Order ID,Order Date,Marketplace,SKU,Quantity,Currency,Price,Status"
    order = "12-345,2026-07-01,eBay,SKU-1,2,USD,15.00"
    payouts = "Payout ID,Date,Marketplace,SKU,Type,Amount,Currency,Quantity"
    first = [
        "P-1,2026-07-05,eBay,SKU-1,Sale,30.00,USD,2",
        "P-1,2026-07-05,eBay,,Commission,-4.05,USD,",
        "P-1,2026-07-05,eBay,,Tax,2.00,USD,",
        "P-1,2026-07-05,eBay,,Tax Withheld,-2.00,USD,",
        "P-1,2026-07-05,eBay,,Loyalty boost,-0.50,USD,",
        "P-1,2026-07-06,eBay,,Payout,-25.45,USD,",
    ]
    chinese = [
        "结算单号,日期,平台,商品编码,类型,金额,币种,数量",
        "P-1,2026-07-05,TikTok Shop,SKU-1,销售,100.00,USD,1",
        "P-1,2026-07-05,TikTok Shop,,佣金,-6.00,USD,",
        "P-1,2026-07-06,TikTok Shop,,打款,-94.00,USD,",
    ]
    corrected = "P-2,2026-07-07,eBay,SKU-1,sale,{amount},USD,1"
    files = {
        "orders.csv": [orders, f"{order},unshipped"],
        "orders-newer.csv": [orders, f"{order},shipped"],
        "first.csv": [payouts, *first],
        "chinese.csv": chinese,
        "older.csv": [payouts, corrected.format(amount="9.99")],
        "newer.csv": [payouts, corrected.format(amount="7.00"), corrected.format(amount="7.00")],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        made_at = 2_000 if "newer" in name else 1_000
        os.utime(folder / name, (made_at, made_at))
