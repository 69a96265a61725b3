"""Load, build, check and publish settlement lines, beside one hand-written DuckDB script that makes the same tables.

Usage: python -m benchmarks.full_path [--lines 1000000 10000000] [--keep DIR]

Prints, for each size: the script, the full path, their ratio, peak memory, and the daily increment (one more day's file
onto what is there) over the full path. Ratios are what counts: seconds are this machine's.
"""

import argparse
import multiprocessing
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.measure import Measurement, measure
from demo import write_settlement_lines

SEED = 11
STORE = "bench-us"
COMMAND = str(Path(sys.executable).parent / "sellerhouse")
BASELINE = [sys.executable, "-m", "benchmarks.baseline"]


def main() -> None:
    """Measure each size in turn, in a folder that is removed afterwards unless --keep names one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--keep", type=Path, help="leave files, databases and logs in this folder")
    options = parser.parse_args()
    place = options.keep or Path(tempfile.mkdtemp(prefix="sellerhouse-benchmark-"))
    try:
        for lines in options.lines:
            report(lines, place / str(lines))
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)


def report(lines: int, place: Path) -> None:
    """Generate, measure and print one size."""
    place.mkdir(parents=True, exist_ok=True)
    # A child's peak memory counts that of the process it was forked from, so the files are made in another.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        files = apart.submit(write_settlement_lines, place / "files", lines, SEED).result()
    log = place / "log.txt"
    script = measure([*BASELINE, str(files.settlements), str(files.costs), str(place / "baseline.duckdb")], log)
    full = _load(place, log, files.settlements, files.costs)
    increment = _load(place, log, files.next_day)
    idle = _load(place, log)
    print(f"\n{lines:,} settlement lines")
    for name, measured in (("script", script), ("full path", full), ("next day", increment), ("no new file", idle)):
        print(f"  {name:<12} {measured}")
    print(f"  full path / script      {full.seconds / script.seconds:5.2f}")
    print(f"  next day / full path    {increment.seconds / full.seconds:5.2f}")
    print(f"  full path per million   {full.seconds / lines * 1_000_000:5.2f} s", flush=True)


def _load(place: Path, log: Path, *paths: Path) -> Measurement:
    home = ["--home", str(place / "home")]
    return measure([COMMAND, "run", *map(str, paths), "--store", STORE, *home], log)


if __name__ == "__main__":
    main()
