"""A made-up seller in true file formats: `write_seller`, `write_settlement_lines`. No reader of files belongs here."""

from demo.many_lines import SettlementFiles, write_settlement_lines
from demo.seller import DemoSummary, write_seller

__all__ = ["DemoSummary", "SettlementFiles", "write_seller", "write_settlement_lines"]
