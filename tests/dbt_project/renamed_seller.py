"""The made-up seller's files under other names, so that sellers of several seeds fit into one home. Asserts nothing."""

import gzip
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.seller import write_seller
from warehouse.home import Home

ORDERS = 400
Faults = list[dict[str, Any]]


@dataclass(frozen=True)
class Seller:
    """A seller as written; `faults` are those of the answer key, under the names that are in the files."""

    settings: str
    faults: Faults


def renamed(text: str, seed: int) -> str:
    """Stores, accounts, SKUs, warehouses and ids as the seller of `seed` has them, as long as they were.

    `seed` has one digit. Invoices and tracking numbers stay: the former are a store's own, the latter a seed's.
    """
    for pattern, name in (
        (r"acme-", f"ac{seed}e-"),
        (r"\bHB-", f"H{seed}-"),
        (r"\bX0", f"X{seed}"),
        (r"\bB0DEMO", f"B{seed}DEMO"),
        (r"Shenzhen", f"Shenzhe{seed}"),
        (r"Los Angeles", f"Los Angele{seed}"),
        (r"\b(GR|PO|SZLA)-", rf"\g<1>{seed}-"),
        (r"\b(FBA1|RMV|TI|LPN)(?=\w*\d)", rf"\g<1>{seed}"),
        (r"-(1|9)[09](\d{5})-", rf"-\g<1>{seed}\g<2>-"),
        (r"\b(2[1-4])0(?=\d{8}\b)", rf"\g<1>{seed}"),
        (r"\b([49])0(?=\d{8,12}\b)", rf"\g<1>{seed}"),
        (r"\b(33|62)\d(?=\d{6,7}\b)", rf"\g<1>{seed}"),
        (r"\bLL-([A-Z]{2})-0", rf"LL-\g<1>-{seed}"),
        (r"\b(IN|FD|WD|WX|WP)0(?=\d{6,}\b)", rf"\g<1>{seed}"),
    ):
        text = re.sub(pattern, name, text)
    return text


def write_whole_seller(inbox: Path, folder: Path, seed: int) -> Seller:
    """Put every file of a seller into `inbox` but those that are refused."""
    return _write(inbox, folder, seed, lambda path, faults: True)


def write_goods(inbox: Path, folder: Path, seed: int) -> Seller:
    """Put a seller's files of goods into `inbox`.

    Of the settlements only those that tell of a planted refund: the others take long to load.
    """

    def is_of_goods(path: Path, faults: Faults) -> bool:
        refunds = {fault["document_id"] for fault in faults if fault["kind"] == "return_not_scanned"}
        return not path.name[0].isdigit() or path.stem in refunds

    return _write(inbox, folder, seed, is_of_goods)


def write_settings(home: Home, *sellers: Seller) -> None:
    """Settings with the stores of all sellers; what they share, they have from the last."""
    sections = {part.partition("\n")[0]: part.strip() for one in sellers for part in one.settings.split("\n\n")}
    home.settings_file.write_text("\n\n".join(sections.values()) + "\n", encoding="utf-8")


def _write(inbox: Path, folder: Path, seed: int, is_wanted: Callable[[Path, Faults], bool]) -> Seller:
    write_seller(folder, ORDERS, seed)
    faults: Faults = json.loads((folder / "answer_key.json").read_text(encoding="utf-8"))["faults"]
    left_out = {fault["file"] for fault in faults if fault["kind"] == "refused_file"}
    for path in sorted(folder.glob("*/*")):
        name = str(path.relative_to(folder))
        if name not in left_out and is_wanted(path, faults):
            target = inbox / renamed(name, seed)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(_renamed_file(path, seed))
            shutil.copystat(path, target)
    settings = (folder / "sellerhouse.toml").read_text(encoding="utf-8")
    return Seller(renamed(settings, seed), json.loads(renamed(json.dumps(faults), seed)))


def _renamed_file(path: Path, seed: int) -> bytes:
    if path.suffix == ".gz":
        return gzip.compress(_renamed_bytes(gzip.decompress(path.read_bytes()), seed), mtime=0)
    if path.suffix not in (".xlsx", ".zip"):
        return _renamed_bytes(path.read_bytes(), seed)
    content = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(content, "w") as after:
        for member in before.infolist():
            text = _renamed_bytes(before.read(member), seed)
            member.filename = renamed(member.filename, seed)
            after.writestr(member, text)
    return content.getvalue()


def _renamed_bytes(content: bytes, seed: int) -> bytes:
    # Files come in several encodings; what is renamed is ASCII in all of them, and Latin-1 keeps every other byte.
    return renamed(content.decode("latin-1"), seed).encode("latin-1")
