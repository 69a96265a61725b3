"""The made-up seller's files under other names, so that sellers of several seeds fit into one home. Asserts nothing."""

import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

from demo.seller import write_seller

ORDERS = 400


def renamed(text: str, seed: int) -> str:
    """Stores, SKUs, warehouses and ids as the seller of `seed` has them; as long as they were, for their formats."""
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
    ):
        text = re.sub(pattern, name, text)
    return text


def write_goods(inbox: Path, folder: Path, seed: int, causes: set[str]) -> tuple[str, list[dict[str, Any]]]:
    """Put a seller's files of goods into `inbox`; returns the stores' settings and the planted faults of these causes.

    Of the settlements only those that tell of a planted refund: the others take long to load.
    """
    write_seller(folder, ORDERS, seed)
    faults = json.loads((folder / "answer_key.json").read_text(encoding="utf-8"))["faults"]
    planted = [fault for fault in faults if fault["kind"] in causes]
    refunds = {fault["document_id"] for fault in planted if fault["kind"] == "return_not_scanned"}
    left_out = {fault["file"] for fault in faults if fault["kind"] == "refused_file"}
    for path in sorted(folder.glob("*/*")):
        is_settlement = path.name[0].isdigit()
        if str(path.relative_to(folder)) not in left_out and (not is_settlement or path.stem in refunds):
            target = inbox / renamed(str(path.relative_to(folder)), seed)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(_renamed_file(path, seed))
            shutil.copystat(path, target)
    settings = (folder / "sellerhouse.toml").read_text(encoding="utf-8")
    return renamed(settings, seed), json.loads(renamed(json.dumps(planted), seed))


def _renamed_file(path: Path, seed: int) -> bytes:
    # Files come in several encodings; what is renamed is ASCII in all of them, and Latin-1 keeps every other byte.
    if path.suffix != ".xlsx":
        return renamed(path.read_bytes().decode("latin-1"), seed).encode("latin-1")
    content = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(content, "w") as after:
        for member in before.infolist():
            after.writestr(member, renamed(before.read(member).decode("utf-8"), seed).encode("utf-8"))
    return content.getvalue()
