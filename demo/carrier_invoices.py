"""Parcels and what carriers bill for them and for shipments, with what is billed wrongly. Plans no shipment."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import numpy as np

from demo.catalogue import CARRIER, LOSS_SKU, NO_COST_SKU, PRICE_PER_KG
from demo.faults import Fault
from demo.goods import CENTRES, LAST_DAY, NEW_PRODUCT, RECORDS_STORE, date_of, sku_of
from demo.stock import Goods
from demo.supply import Shipment

FORWARDER = "Blue Ocean Forwarding"
UNIT_KG = Decimal("0.45")
PARCELS, FIRST_PARCEL_DAY = 16, 200
PARCEL_HEADINGS = ("tracking number", "carrier", "shipped at", "status")
INVOICE_HEADINGS = (
    "invoice number", "invoice date", "carrier", "currency", "tracking number", "shipment", "billed weight",
    "actual weight", "weight unit", "freight", "fuel surcharge",
)  # fmt: skip
CENT = Decimal("0.01")


@dataclass
class CarrierStory:
    """What carriers bill; `unbooked` are shipments whose freight stands in no sheet of the seller's."""

    parcels: list[list[str]] = field(default_factory=list)
    lines: dict[str, list[list[str]]] = field(default_factory=dict)
    unbooked: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def carrier_story(story: Goods, seed: int) -> CarrierStory:
    """Sixteen parcels and up to six shipments to Amazon, each kind of fault twice, at places that the seed chooses."""
    draw = np.random.Generator(np.random.PCG64([seed, 62]))
    told = CarrierStory()
    _parcels(told, draw)
    _shipments(told, story, draw)
    return told


def write_carriers(out: Path, told: CarrierStory) -> None:
    """Write the parcels, and one file for each carrier's invoices."""
    files: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]] = {"parcels": (PARCEL_HEADINGS, told.parcels)}
    for carrier, rows in told.lines.items():
        files[f"invoices-{carrier.lower().replace(' ', '-')}"] = (INVOICE_HEADINGS, rows)
    for name, (headings, rows) in files.items():
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([headings, *rows])
        (out / RECORDS_STORE / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8", newline="")


def _parcels(told: CarrierStory, draw: np.random.Generator) -> None:
    numbers = [f"1Z{int(draw.integers(10**9, 10**10))}{place:04d}" for place in range(PARCELS + 2)]
    days = [FIRST_PARCEL_DAY + int(day) for day in np.sort(draw.integers(0, 90, size=PARCELS + 2))]
    chosen = draw.permutation(np.arange(1, PARCELS + 1))
    twice, above = chosen[:2].tolist(), chosen[2:4].tolist()
    # Parcels of no file lie between others, or nobody could know that they are missing.
    nowhere = chosen[4:6].tolist()
    rows = told.lines.setdefault(CARRIER, [])
    for place, (number, day) in enumerate(zip(numbers, days, strict=True)):
        kg = Decimal(int(draw.integers(5, 40))) / 10
        freight = (kg * PRICE_PER_KG * (Decimal("1.25") if place in above else 1)).quantize(CENT, ROUND_HALF_UP)
        fuel = (freight / 10).quantize(CENT, ROUND_HALF_UP)
        invoice = f"UPS-{date_of(day):%y%m}"
        rows.append(_line(invoice, day + 3, CARRIER, number, "", kg, freight, fuel))
        if place in twice:
            rows.append(_line("UPS-2699", LAST_DAY - 5, CARRIER, number, "", kg, freight, fuel))
            told.faults.append(_fault(CARRIER, "freight_billed_twice", "UPS-2699", number, freight + fuel))
        if place in nowhere:
            told.faults.append(_fault(CARRIER, "freight_without_parcel", invoice, number, freight + fuel))
        else:
            told.parcels.append([number, CARRIER, f"{date_of(day)} 10:00:00", "Delivered"])
        if place in above:
            told.faults.append(
                _fault(CARRIER, "freight_above_rate", invoice, number, freight - kg * PRICE_PER_KG * Decimal("1.01"))
            )


def _shipments(told: CarrierStory, story: Goods, draw: np.random.Generator) -> None:
    by_id: dict[str, list[Shipment]] = {}
    for one in story.shipments:
        if one.store == 0 and one.target == CENTRES[0].name:
            by_id.setdefault(one.shipment_id, []).append(one)
    unknown = {NO_COST_SKU, sku_of(NEW_PRODUCT), LOSS_SKU}
    whole = sorted(
        name
        for name, members in by_id.items()
        if not unknown & {sku_of(one.product) for one in members} and all(one.received is not None for one in members)
    )
    chosen = [whole[place] for place in draw.permutation(len(whole))[:6].tolist()]
    rows = told.lines.setdefault(FORWARDER, [])
    for place, name in enumerate(chosen):
        goods_kg = UNIT_KG * sum(one.shipped for one in by_id[name])
        is_heavy = place < 2
        kg = (goods_kg * (Decimal("1.4") if is_heavy else 1) + 1 * is_heavy).quantize(CENT)
        freight = (kg * 2).quantize(CENT, ROUND_HALF_UP)
        day, invoice = by_id[name][0].shipped_day + 2, f"BOF-{place + 1:03d}"
        rows.append(_line(invoice, day, FORWARDER, "", name, kg, freight, Decimal("0.00")))
        if is_heavy:
            allowed = goods_kg * Decimal("1.1") + Decimal("0.3")
            too_much = freight * (kg - allowed) / kg
            told.faults.append(_fault(FORWARDER, "freight_overweight", invoice, name, too_much))
        elif place in (2, 3):
            told.unbooked.append(name)
            told.faults.append(_fault(FORWARDER, "freight_not_on_batch", invoice, name, freight))


def _line(
    invoice: str, day: int, carrier: str, parcel: str, shipment: str, kg: Decimal, freight: Decimal, fuel: Decimal
) -> list[str]:
    weight = f"{kg:.2f}"
    amounts = [f"{freight:.2f}", f"{fuel:.2f}"]
    return [invoice, date_of(day).isoformat(), carrier, "USD", parcel, shipment, weight, weight, "kg", *amounts]


def _fault(carrier: str, kind: str, invoice: str, charged: str, amount: Decimal) -> Fault:
    english, chinese = {
        "freight_billed_twice": ("is billed a second time", "被重复收费"),
        "freight_without_parcel": ("is billed, but there is no such parcel", "被收费但没有该包裹"),
        "freight_above_rate": ("costs more than by contract", "收费高于合同价"),
        "freight_overweight": ("is billed as heavier than its goods", "计费重量高于商品重量"),
        "freight_not_on_batch": ("has freight that stands in no sheet", "的运费未登记在任何表中"),
    }[kind]
    return Fault(
        kind, RECORDS_STORE, f"{charged} {english}", f"{charged} {chinese}",
        document_id=f"carrier_invoice:{RECORDS_STORE}:{carrier.lower()}:{invoice}",
        amount=f"{amount.quantize(CENT, ROUND_HALF_UP)}", currency="USD", location=charged,
    )  # fmt: skip
