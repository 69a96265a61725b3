"""The made-up seller's files but settlements as a load reads them: each is known, and no row of them is refused."""

from collections.abc import Callable
from pathlib import Path

from demo import write_seller
from tests.ingestion.conftest import Reading

KINDS = {
    *("inventory_ledger", "inventory_ledger_summary", "fulfilled_shipments", "customer_returns", "removal_orders"),
    *("reimbursements", "fba_inventory", "inbound_shipments", "inbound_shipment_items"),
    *(
        "all_orders",
        "purchase_order_lines",
        "receipts",
        "transfers",
        "receipts + stock_takes + warehouse_stock + price_breaks",
    ),
    *("fee_estimates", "product_costs", "parcel_sheet", "carrier_invoice", "ofx_statement"),
    *("lianlian_inbound_funds", "lianlian_withdrawals", "lianlian_balance_history"),
}
MONEY = ("cut", "settlement-download", "costs")
INVENTED = ("Invented Buyer", "example.com", "Example Road", "Not what I hoped for")


def test_every_file_but_settlements_loads_whole(read: Callable[..., Reading], tmp_path: Path) -> None:
    write_seller(tmp_path / "seller", 300, 20)
    kinds: set[str] = set()
    for folder in sorted((tmp_path / "seller").glob("acme-*")):
        # Settlements begin with their number; what is refused of them is tested with a whole run.
        files = [path for path in sorted(folder.iterdir()) if path.stem not in MONEY and not path.name[0].isdigit()]
        reading = read(*files, store=folder.name)
        assert {file.status for file in reading.files} == {"loaded"}
        kinds |= {str(file.kind) for file in reading.files}
        assert not any(text in str(reading.rows) for text in INVENTED)
        for name in ("inventory-ledger", "fulfilled-shipments", "customer-returns"):
            lines = (folder / f"{name}.txt").read_text(encoding="utf-8").count("\n")
            assert len(reading.rows[f"amazon_{name.replace('-', '_')}"]) == lines - 1
    assert kinds == KINDS
