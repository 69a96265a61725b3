"""What dbt has parsed of the project, kept for all homes of this machine: parsing takes seconds. Parses nothing."""

import contextlib
import hashlib
import os
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

PARSED = ("manifest.json", "partial_parse.msgpack")


def bring(folder: Path, fingerprint: str) -> None:
    """Replace what `folder` has by what was parsed of the same project; by nothing where there is none."""
    kept = _kept(folder, fingerprint)
    for name in PARSED:
        (folder / name).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        if kept.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            for name in reversed(PARSED):
                shutil.copyfile(kept / name, folder / name)


def keep(folder: Path, fingerprint: str) -> None:
    """Keep what dbt has just parsed, for the next home; a machine that lets nothing be kept parses each time."""
    kept = _kept(folder, fingerprint)
    fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        fresh.mkdir(mode=0o700, parents=True)
        for name in PARSED:
            shutil.copyfile(folder / name, fresh / name)
        fresh.rename(kept)
    shutil.rmtree(fresh, ignore_errors=True)


def _kept(folder: Path, fingerprint: str) -> Path:
    """The place for this project, installed here, parsed by this dbt for this engine; of the user's own cache."""
    told_apart = (fingerprint, __file__, version("dbt-core"), sys.version, folder.name)
    name = hashlib.sha256("|".join(told_apart).encode()).hexdigest()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "sellerhouse" / "parsed" / name
