"""Compares the gaps of money that a warehouse found with a made-up seller's answer key. Plants and finds no fault."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

# What other tables than that of the gaps tell of: files, profit, and the counts of goods.
NO_GAPS_OF_MONEY = frozenset(
    {
        "booked_twice", "duplicate_file", "found", "loss_making_sku", "lost", "received_short", "refused_file",
        "replaced_document", "return_not_scanned", "shipped_not_recorded", "transfer_not_received",
    }
)  # fmt: skip
HALF_A_CENT, CENT = Decimal("0.005"), Decimal("0.01")


@dataclass(frozen=True)
class Gap:
    """A row of `reconciliation.gaps` as far as an answer key tells of it; `amount` is in `currency`."""

    gap_id: str
    kind: str
    store_id: str | None
    document_id: str | None
    order_id: str | None
    sku: str | None
    amount: Decimal | None
    currency: str | None

    def is_told_by(self, fault: Mapping[str, Any]) -> bool:
        """Whether the gap agrees with all that a fault of the answer key names; its kind and store are taken to."""
        names_are_equal = all(
            fault[name] is None or fault[name] == getattr(self, name) for name in ("order_id", "sku", "currency")
        )
        return names_are_equal and self._is_of_document(fault["document_id"]) and self._amounts_to(fault)

    def _is_of_document(self, named: str | None) -> bool:
        # A key knows documents without what the warehouse puts before; a gap of many documents has it in its id.
        if named is None:
            return True
        return self.document_id.endswith(named) if self.document_id else named in self.gap_id.split(":")

    def _amounts_to(self, fault: Mapping[str, Any]) -> bool:
        if fault["amount"] is None or self.amount is None:
            return fault["amount"] is None
        # The preview that a fee is judged by tells that of one unit, to the cent.
        allowed = CENT * fault["quantity"] if self.kind == "fee_overcharged" else HALF_A_CENT
        return abs(self.amount - Decimal(fault["amount"])) <= allowed


@dataclass(frozen=True)
class AnswerCheck:
    """How many gaps of money were planted, those that were not found, and the gaps that nobody planted."""

    planted: int
    missed: list[Mapping[str, Any]]
    unplanted: list[Gap]

    @property
    def found(self) -> int:
        """How many of the planted gaps were found."""
        return self.planted - len(self.missed)

    @property
    def precision(self) -> float:
        """The share of planted ones among the gaps; 1 where there are none."""
        gaps = self.found + len(self.unplanted)
        return self.found / gaps if gaps else 1.0

    @property
    def recall(self) -> float:
        """The share of found ones among what was planted; 1 where nothing was."""
        return self.found / self.planted if self.planted else 1.0


def check_answers(
    connection: duckdb.DuckDBPyConnection, faults: Iterable[Mapping[str, Any]], stores: str = ""
) -> AnswerCheck:
    """Match each fault of an answer key with a gap of its own, among the stores whose ids begin with `stores`."""
    left = _gaps(connection, stores)
    planted, missed = 0, []
    for fault in faults:
        if fault["kind"] in NO_GAPS_OF_MONEY:
            continue
        planted += 1
        candidates = left[fault["kind"], fault["store_id"]]
        place = next((place for place, gap in enumerate(candidates) if gap.is_told_by(fault)), None)
        if place is None:
            missed.append(fault)
        else:
            del candidates[place]
    return AnswerCheck(planted, missed, [gap for gaps in left.values() for gap in gaps])


def _gaps(connection: duckdb.DuckDBPyConnection, stores: str) -> defaultdict[tuple[str, str | None], list[Gap]]:
    rows = connection.execute(
        """
        select gap_id, kind, store_id, document_id, order_id, sku, amount, currency
        from reconciliation.gaps where starts_with(coalesce(store_id, ''), ?) order by gap_id
        """,
        [stores],
    ).fetchall()
    found: defaultdict[tuple[str, str | None], list[Gap]] = defaultdict(list)
    for row in rows:
        gap = Gap(*row)
        found[gap.kind, gap.store_id].append(gap)
    return found
