"""Load, build, check and publish settlement lines, beside one hand-written DuckDB script on the same files.

Usage: python -m benchmarks.full_path [--lines 1000000 10000000 50000000] [--without-pandas] [--keep DIR]

Prints, for each size, the script, the same in pandas for scale, the full path, one more day's file onto what is there,
and a run without a new file; then the figures that the project aims at. Ratios are what counts: seconds are this
machine's. Ten million lines take some four minutes and 5 GB of disk, fifty million twenty and 25 GB.
"""

import argparse
import multiprocessing
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.baseline import ZONE
from benchmarks.figures import differing_figures
from benchmarks.measure import Measurement, measure
from demo import SettlementFiles, write_settlement_lines

SEED = 11
STORE = "bench-us"
SETTINGS = f"""reporting_currency = "USD"
[stores.{STORE}]
platform = "amazon"
marketplaces = ["Amazon.com"]
currency = "USD"
timezone = "{ZONE}"
"""
COMMAND = str(Path(sys.executable).parent / "sellerhouse")
BASELINE = [sys.executable, "-m", "benchmarks.baseline"]
PANDAS = [sys.executable, "-m", "benchmarks.pandas_baseline"]


def main() -> None:
    """Measure each size in turn, in a folder that is removed afterwards unless --keep names one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--without-pandas", action="store_true", help="where its script does not fit into memory")
    parser.add_argument("--keep", type=Path, help="leave files, databases and logs in this folder")
    options = parser.parse_args()
    place = options.keep or Path(tempfile.mkdtemp(prefix="sellerhouse-benchmark-"))
    costs: dict[int, float] = {}
    try:
        for lines in options.lines:
            measured = measured_runs(lines, place / str(lines), with_pandas=not options.without_pandas)
            report(lines, measured)
            costs[lines] = measured["full path"].seconds / lines * 1_000_000
            if not options.keep:
                shutil.rmtree(place / str(lines))
    finally:
        if not options.keep:
            shutil.rmtree(place, ignore_errors=True)
    print("\nfull path, cost per million lines (aim: flat)")
    for lines, seconds in costs.items():
        print(f"  {lines:>12,} lines     {seconds:6.2f} s")


def measured_runs(lines: int, place: Path, with_pandas: bool) -> dict[str, Measurement]:
    """Generate one size, and run everything on it."""
    files, log = files_of(place, lines), place / "log.txt"
    settlements, baseline = str(files.settlements), place / "baseline.duckdb"
    measured = {"script": measure([*BASELINE, settlements, str(baseline)], log)}
    if with_pandas:
        measured["pandas"] = measure([*PANDAS, settlements, str(place / "pandas")], log)
    measured["full path"] = _run(place, log, files.settlements, files.costs)
    told_apart = differing_figures(place / "home" / "warehouse.duckdb", baseline)
    if told_apart:
        sys.exit(f"the script and the product tell different figures: {told_apart}")
    measured["next day"] = _run(place, log, files.next_day)
    measured["no new file"] = _run(place, log)
    return measured


def files_of(place: Path, lines: int) -> SettlementFiles:
    """The files of one size, made in `place`, and a home there whose settings name the store."""
    home = place / "home"
    home.mkdir(parents=True, exist_ok=True)
    (home / "sellerhouse.toml").write_text(SETTINGS, encoding="utf-8")
    # A child's peak memory counts that of the process it was forked from, so the files are made in another.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as apart:
        return apart.submit(write_settlement_lines, place / "files", lines, SEED).result()


def report(lines: int, measured: dict[str, Measurement]) -> None:
    """Print one size's runs, and its figures beside what is aimed at."""
    script, full, increment = measured["script"], measured["full path"], measured["next day"]
    data = full.seconds - measured["no new file"].seconds
    print(f"\n{lines:,} settlement lines")
    for name, one in measured.items():
        print(f"  {name:<12} {one}")
    print(f"  full path / script        {full.seconds / script.seconds:6.2f}      (aim: 2.0 or less)")
    print(f"  next day / full path      {increment.seconds / full.seconds:6.2f}      (aim: 0.05 or less)")
    print(f"  peak memory               {full.peak_gib:6.2f} GiB  (aim: 4 or less)")
    print(f"  per million lines         {full.seconds / lines * 1_000_000:6.2f} s")
    print(f"  without a run's constant  {data / lines * 1_000_000:6.2f} s", flush=True)


def _run(place: Path, log: Path, *paths: Path) -> Measurement:
    home = ["--home", str(place / "home")]
    return measure([COMMAND, "run", *map(str, paths), "--store", STORE, *home], log)


if __name__ == "__main__":
    main()
